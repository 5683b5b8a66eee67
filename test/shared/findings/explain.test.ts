import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { explain, type Block, type FindingPage } from '../../../shared/findings/explain.ts';
import { finding, type Finding } from '../../../shared/findings/finding.ts';

describe('explain()', () => {
  it.each(['en', 'de'] as const)('leaves no place open in any part of any page: %s', (language) => {
    for (const [code, { severity, actor, params }] of Object.entries(findingFacts)) {
      const values = Object.fromEntries(params.map((name) => [name, `«${name}»`]));
      const page = explain(
        { code, severity, actor, params: values, confidence: 'seen', evidence: [] } as Finding, // code is a key of the table
        ALL_PAGES[language],
      );

      const text = textOf(page);
      expect(text).not.toMatch(/[{}]/);
      for (const value of Object.values(values)) expect(text).toContain(value);
    }
  });

  it('fills paragraphs, steps and the title, and takes a value for text only', () => {
    const page = explain(
      finding(
        'network_port_refused',
        { host: '{port} $& imap.example.org', port: 993, protocol: 'IMAP' },
        [],
      ),
      ALL_PAGES.en,
    );

    expect(page.title).toBe('Nothing listens at {port} $& imap.example.org, port 993');
    expect(textOf({ ...page, title: '', whatToDo: [] })).toContain('port 993');
    expect(page.whatToDo.flatMap(textsOf).join(' ')).toContain('the port 993');
  });

  it.each([
    ['en', '1.5 seconds', '2.0 seconds'],
    ['de', '1,5 Sekunden', '2,0 Sekunden'],
  ] as const)('writes measured times as people of that language do: %s', (language, half, whole) => {
    const titleAfter = (seconds: number): string =>
      explain(finding('dns_slow', { host: 'imap.example.org', seconds }, []), ALL_PAGES[language]).title;

    expect(titleAfter(1.5)).toContain(half);
    expect(titleAfter(2)).toContain(whole);
  });

  it.each(['en', 'de'] as const)('writes ports without marks between thousands: %s', (language) => {
    const params = { host: 'imap.example.org', port: 12345, seconds: 5 };

    expect(explain(finding('network_slow_greeting', params, []), ALL_PAGES[language]).title).toContain(
      ' 12345',
    );
  });

  it.each([
    ['en', '1 March 2027'],
    ['de', '1. März 2027'],
  ] as const)('writes days as people of that language do: %s', (language, day) => {
    const params = { host: 'imap.example.org', date: '2027-03-01' };

    expect(textOf(explain(finding('tls_certificate_expired', params, []), ALL_PAGES[language]))).toContain(
      day,
    );
  });
});

function textOf({ title, ...sections }: FindingPage): string {
  return [title, ...Object.values(sections).flat().flatMap(textsOf)].join('\n');
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'paragraph' ? [block.text] : block.items;
}
