import { describe, expect, it } from 'vitest';
import { openPage } from '../../../shared/explain/page.ts';
import { closed } from '../../../shared/explain/open-places.ts';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { LANGUAGES } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';

const CODES = Object.keys(findingFacts) as FindingCode[]; // the keys of an object that is written down

describe('a page that nothing was checked for', () => {
  it.each(LANGUAGES)('has no open place in %s, whatever the code', (language) => {
    for (const code of CODES) {
      const text = JSON.stringify(openPage(code, {}, ALL_PAGES[language]));
      expect(text, code).not.toMatch(/[{]\w+[}]/);
    }
  });

  it.each(LANGUAGES)('begins each title and sentence with a capital letter or a sign in %s', (language) => {
    for (const code of CODES)
      expect(openPage(code, {}, ALL_PAGES[language]).title, code).not.toMatch(/^\p{Ll}/u);
  });

  it('has the values that are known, as people of the language write them', () => {
    const page = openPage(
      'tls_certificate_expired',
      { host: 'imap.example.org', date: '2026-10-23' },
      ALL_PAGES['de'],
    );

    expect(page.title).toBe('Das Zertifikat von imap.example.org ist abgelaufen');
    expect(JSON.stringify(page.whatHappened)).toContain('23. Oktober 2026');
  });

  it.each([
    ['en', 'The certificate of {host} has expired', 'The certificate of the server has expired'],
    ['en', '{host} says no. {host} said it before.', 'The server says no. The server said it before.'],
    ['en', 'Compare the server name {host}', 'Compare the server name (HOST)'],
    ['en', 'At {host}, port {port}, answers', 'At the server, port (number), answers'],
    ['en', 'Check `nc {host} {port}` at {host}', 'Check `nc HOST PORT` at the server'],
    ['de', 'Das Zertifikat von {host} ist abgelaufen', 'Das Zertifikat von dem Server ist abgelaufen'],
    ['de', 'Niemand bürgt für {host}', 'Niemand bürgt für den Server'],
    ['de', '{host} sagt nein. {host} bleibt dabei.', 'Der Server sagt nein. Der Server bleibt dabei.'],
    ['de', 'mehr, als {host} braucht', 'mehr, als der Server braucht'],
    ['de', 'steht zwischen Ihnen und {host}', 'steht zwischen Ihnen und dem Server'],
    ['de', 'gibt es, und {host} nimmt es nicht an', 'gibt es, und der Server nimmt es nicht an'],
    ['de', 'Ihr Passwort wurde nicht an {host} gesendet', 'Ihr Passwort wurde nicht an den Server gesendet'],
    ['de', 'Es ist auf {host} ausgestellt', 'Es ist auf den Server ausgestellt'],
    ['de', 'Auf {host} antwortet niemand', 'Auf dem Server antwortet niemand'],
    ['de', 'Mail, die über {host} gesendet wird', 'Mail, die über den Server gesendet wird'],
    ['de', 'An {host}, Port {port} nimmt niemand', 'An dem Server, Port (Nummer) nimmt niemand'],
    [
      'de',
      'Letterlock hat {host} das Passwort nicht gegeben',
      'Letterlock hat dem Server das Passwort nicht gegeben',
    ],
    [
      'de',
      'Vergleichen Sie {host} Buchstabe für Buchstabe',
      'Vergleichen Sie den Server Buchstabe für Buchstabe',
    ],
    ['de', 'mit dem Namen {host}', 'mit dem Namen (HOST)'],
    ['de', '`nc {host} {port}` als `{username}`', '`nc HOST PORT` als `NAME`'],
  ] as const)('puts words in open places in %s: %s', (language, text, expected) => {
    expect(closed(text, language)).toBe(expected);
  });
});
