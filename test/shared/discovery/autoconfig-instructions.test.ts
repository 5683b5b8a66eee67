import { describe, expect, it } from 'vitest';
import { suggestionOf } from './autoconfig-documents.ts';

const instructionsOf = (elements: string) => suggestionOf(elements).instructions;
const enable = (attributes: string, ...texts: readonly string[]): string =>
  `<enable ${attributes}>${texts.map((text) => `<instruction lang="en">${text}</instruction>`).join('')}</enable>`;

describe('an instruction of a provider', () => {
  it('has its texts by language', () => {
    const instructions = instructionsOf(
      '<documentation url="https://example.com/help"><descr lang="en">Settings</descr><descr lang="pt-BR">Ajustes</descr>' +
        '<descr>?</descr><descr lang="&lt;script&gt;">!</descr><descr lang="de"> </descr></documentation>',
    );

    expect(instructions).toEqual([
      {
        kind: 'documentation',
        url: 'https://example.com/help',
        texts: [
          { language: 'en', text: 'Settings' },
          { language: 'pt-BR', text: 'Ajustes' },
          { language: 'und', text: '?' },
          { language: 'und', text: '!' },
        ],
      },
    ]);
  });

  it.each(['https://example.com/help?a=b&amp;c#d', 'HTTPS://EXAMPLE.COM/'])('leads to %s', (url) => {
    expect(instructionsOf(enable(`visiturl="${url}"`))[0]?.url).toBe(url.replace('&amp;', '&'));
  });

  it.each([
    ...[
      'http://example.com/',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '//example.com/',
    ],
    ...[
      'https://example.com@attacker.example/',
      'https://192.0.2.7/',
      'https:example.com',
      'https://',
      '',
      'help',
    ],
    ...[
      'https://раураl.com/',
      'https://example.com/&#10;b',
      'https://example.com\\@attacker.example/',
      'letterlock://x',
    ],
  ])('has a text without an address where that is %j', (url) => {
    expect(instructionsOf(enable(`visiturl="${url}"`, 'Turn on IMAP'))).toEqual([
      { kind: 'enable', url: null, texts: [{ language: 'en', text: 'Turn on IMAP' }] },
    ]);
  });

  it('is none where it has neither a text nor an address', () => {
    expect(instructionsOf(enable('', ' ') + enable('visiturl="http://example.com/"'))).toEqual([]);
  });

  it.each([
    ['lines are one', 'Turn\n      on IMAP', 'Turn on IMAP'],
    ['control characters are written out', 'a&#x9b;31m&#x202e;b', String.raw`a\u{9b}31m\u{202e}b`],
    ['markup is text', '&lt;img onerror=x&gt;', '<img onerror=x>'],
    ['500 characters stay', 'ü'.repeat(500), 'ü'.repeat(500)],
    ['more are cut', '😀'.repeat(501), `${'😀'.repeat(499)}…`],
  ])('has a text of which %s', (_, written, text) => {
    expect(instructionsOf(enable('', written))[0]?.texts).toEqual([{ language: 'en', text }]);
  });

  it('is one of ten at most, in at most forty languages', () => {
    const instructions = instructionsOf(enable('', ...Array.from({ length: 50 }, () => 'x')).repeat(12));

    expect(instructions).toHaveLength(10);
    expect(instructions[0]?.texts).toHaveLength(40);
  });
});
