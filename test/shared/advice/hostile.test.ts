import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../electron/node/discovery/xml.ts';
import { writeXml } from '../../../shared/mail/xml-writer.ts';
import { txtLine } from '../../../shared/advice/zone.ts';
import { suggested } from '../discovery/candidates.ts';
import { adviceOn, blockOf, DOMAIN, suggestionOf, zoneLines } from './reports.ts';

const HOSTILE = [
  'Mail" onload="x',
  ']]><script>alert(1)</script>',
  'a\nb',
  '\u202eliam',
  '\u0000\u001b[2J',
  '&lol;',
  '<!DOCTYPE a>',
  "'; DROP",
  '\ud800',
  'x'.repeat(500),
  '\\u{202e}liam',
  '   ',
];

function textOf(text: string): string {
  const xml = readXml(
    new TextEncoder().encode(writeXml({ name: 'a', attributes: { b: text }, content: text })),
  );
  if (!xml.ok) throw new Error(`no XML: ${xml.problem}`);
  expect(xml.root.attributes.get('b')?.trim()).toBe(withSpaces(xml.root.text));
  return xml.root.text;
}

/** XML 1.0 §3.3.3: a line break in an attribute is read as a space. */
function withSpaces(text: string): string {
  return text.replace(/[\t\n]/g, ' ').trim();
}

describe('what an XML document is written of', () => {
  it.each([
    ['Mail" onload="x'],
    [']]><script>alert(1)</script>'],
    ['a\nb'],
    ['\u202eliam'],
    ['&lol;&#x0;'],
    ['<!DOCTYPE a>'],
    ["'; DROP"],
    // XML has no control characters and no halves of letters, not even as references.
    ['\u0000\u001b[2J', '[2J'],
    ['a\ud800b\ufffe', 'ab'],
  ])('is read as the text that it was, and as nothing else: %j', (text, possible = text) => {
    expect(textOf(text)).toBe(possible);
  });

  it('is always a document, of whatever it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        textOf(text.replaceAll('\r', ''));
      }),
    );
  });
});

describe('what a TXT record is written of', () => {
  it('stays in its quotes and on its line, of whatever it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const line = txtLine('a.example', text);

        expect(zoneLines(line)).toEqual([
          { type: 'TXT', name: 'a.example', text: text.replace(/[^\x20-\x7e]/g, '') },
        ]);
      }),
    );
  });
});

describe('advice about a provider with a hostile name', () => {
  const candidates = [
    suggested('autoconfig', 'imap', 'imap.example.org'),
    suggested('autoconfig', 'submission', 'smtp.example.org:465'),
  ];
  const works = candidates.map(({ endpoint }) => [endpoint] as const);

  it.each(HOSTILE)('has texts that can be pasted, with nothing in them that hides: %j', (providerName) => {
    const suggestion = suggestionOf(candidates, { providerName });
    const lookups = [{ source: 'autoconfig', outcome: 'found', suggestion }] as const;

    const advice = adviceOn({ candidates, works, lookups });

    const names = blockOf(advice, 'autoconfig').text.match(/<display(?:Short)?Name>.*<\/display/g);
    expect(names).toHaveLength(2);
    for (const { text } of advice.publish) {
      expect(text).toMatch(/^[\x20-\x7e\n]+$/);
      expect(text).not.toMatch(/<script|<!DOCTYPE a|]]>|[^\\]" onload/);
    }
  });

  it('calls it by its domain where its name hides something', () => {
    const suggestion = suggestionOf(candidates, { providerName: '\u202eliam' });
    const lookups = [{ source: 'autoconfig', outcome: 'found', suggestion }] as const;

    const { text } = blockOf(adviceOn({ candidates, works, lookups }), 'autoconfig');

    expect(text).toContain(`<displayName>${DOMAIN}</displayName>`);
  });

  it('keeps a plain name with letters of its language', () => {
    const suggestion = suggestionOf(candidates, { providerName: 'Müller & Söhne' });
    const lookups = [{ source: 'autoconfig', outcome: 'found', suggestion }] as const;

    const { publish } = adviceOn({ candidates, works, lookups });

    const texts = publish.map(({ text }) => text).join('');
    expect(texts).toContain('<displayName>Müller &amp; Söhne</displayName>');
    expect(texts).toContain('"name": "Müller & Söhne"');
  });
});
