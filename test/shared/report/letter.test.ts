import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import type { Finding, FindingCode } from '../../../shared/findings/finding.ts';
import type { ConnectionSecurity, Endpoint, Protocol } from '../../../shared/mail/endpoint.ts';
import { areaOf } from '../../../shared/report/letter/areas.ts';
import { placesOf } from '../../../shared/report/letter/place.ts';
import { letterFor } from '../../../shared/report/letter.ts';
import type { Report } from '../../../shared/report/report.ts';
import { endpoint, finished, IMAP, RESOLVED, saw, SIGNED_IN, started } from './events.ts';
import { sampleReport, withEveryText } from './samples.ts';

const PROTOCOLS: readonly Protocol[] = ['imap', 'pop3', 'submission', 'managesieve', 'smtp'];
const SECURITIES: readonly ConnectionSecurity[] = ['implicit-tls', 'starttls', 'cleartext'];
const CODES = (Object.keys(findingFacts) as FindingCode[]).filter((code) =>
  ['provider', 'it', 'network'].includes(findingFacts[code].actor),
);
const PARAMS = { host: 'imap.example.org', domain: 'example.org', uri: 'https://example.org/config.xml' };

function findingOf(code: FindingCode, evidence: readonly string[]): Finding {
  const { severity, actor, params } = findingFacts[code];
  const values = (params as readonly string[]).map((name): readonly [string, string] => [
    name,
    name in PARAMS ? PARAMS[name as keyof typeof PARAMS] : 'x',
  ]);
  return { code, severity, actor, confidence: 'seen', params: Object.fromEntries(values), evidence };
}

/** A report with one finding, seen at one endpoint, or at none. */
function reportWith(code: FindingCode, at: Endpoint | null): Report {
  const { report } = finished([started()]);
  const seen = at === null ? [] : [saw(at, RESOLVED).observation];
  return {
    ...report,
    observations: seen,
    findings: [
      findingOf(
        code,
        seen.map(({ id }) => id),
      ),
    ],
  };
}

function linesOf(code: FindingCode, at: Endpoint | null): readonly string[] {
  const report = reportWith(code, at);
  const tool = areaOf(code)?.tool;
  return tool === undefined ? [] : report.findings.flatMap((one) => placesOf(one, report).flatMap(tool));
}

const TOOLS = /^(timeout \d+ openssl|openssl|curl|swaks|dig|sleep \d+ \||\{ sleep \d+; printf ')/;

describe('a letter', () => {
  it.each(CODES)('has lines to run for %s, at every kind of endpoint', (code) => {
    for (const protocol of PROTOCOLS) {
      for (const security of SECURITIES) {
        const lines = linesOf(code, endpoint(protocol, `mail.example.org:4711/${security}`));

        expect(lines.length, `${protocol} ${security}`).toBeGreaterThan(0);
        for (const line of lines) expect(line).toMatch(TOOLS);
      }
    }
  });

  it.each(CODES)('writes an IPv6 address so that no shell reads it as a pattern, for %s', (code) => {
    for (const protocol of PROTOCOLS) {
      for (const security of SECURITIES) {
        const lines = linesOf(code, endpoint(protocol, `[2001:db8::7]:4711/${security}`));
        for (const line of lines) expect(line.replace(/'[^']*'/g, '')).not.toContain('[');
      }
    }
  });

  it('has lines to run for what is of no endpoint', () => {
    const discovery = CODES.filter((code) => /^(discovery|dns)_/.test(code));

    expect(discovery.filter((code) => linesOf(code, null).length === 0)).toEqual([]);
    expect(discovery.length).toBeGreaterThan(20);
  });

  it.each(['en', 'de'] as const)('says when in UTC and on the clock of the sender: %s', (language) => {
    const report = reportWith('tls_certificate_expired', IMAP);

    const east = letterFor(report, 'provider', ALL_PAGES[language], 60)?.text.replace(/\s+/g, ' ');
    const west = letterFor(report, 'provider', ALL_PAGES[language], -210)?.text.replace(/\s+/g, ' ');
    const utc = letterFor(report, 'provider', ALL_PAGES[language], 0)?.text.replace(/\s+/g, ' ');

    expect(east).toMatch(/08:00 UTC \(09:00 (local time|Ortszeit), UTC\+01:00\)/);
    expect(west).toMatch(/08:00 UTC \(04:30 (local time|Ortszeit), UTC−03:30\)/);
    expect(utc).toContain('08:00 UTC');
    expect(utc).not.toMatch(/local time|Ortszeit/);
  });

  it('names the host, the port, the address and the standard, and quotes the server as the server', () => {
    const said = saw(IMAP, {
      ...SIGNED_IN,
      outcome: 'rejected',
      words: { responseCode: 'UNAVAILABLE', text: 'Backend is down.' },
    }).observation;
    const { report } = finished([started()]);
    const finding = findingOf('auth_server_unavailable', [said.id]);

    const told = { ...report, observations: [said], findings: [finding] };
    const letter = letterFor(told, 'provider', ALL_PAGES.en, 0);
    const german = letterFor(told, 'provider', ALL_PAGES.de, 0);

    const text = letter?.text.replace(/\s+/g, ' ');
    expect(text).toContain('Seen at imap.example.org, port 993 (IMAP, TLS from the first byte), 192.0.2.7');
    expect(text).toContain('The server’s own words: “[UNAVAILABLE] Backend is down.”');
    expect(german?.text.replace(/\s+/g, ' ')).toContain(
      'Die Worte des Servers: „[UNAVAILABLE] Backend is down.“',
    );
    expect(text).toMatch(/Described in: RFC \d+/);
    expect(text).toContain('curl -v --max-time 20 --user USER imaps://imap.example.org:993/');
  });

  it('is one letter for all that one side can do, and none where there is nothing', () => {
    const provider = reportWith('tls_certificate_expired', IMAP);
    const network = reportWith('network_port_filtered', IMAP);
    const both = {
      ...provider,
      observations: [...provider.observations, ...network.observations],
      findings: [...provider.findings, ...network.findings],
    };

    expect(letterFor(both, 'provider', ALL_PAGES.en, 0)?.text).not.toContain('telnet://');
    expect(letterFor(both, 'it', ALL_PAGES.en, 0)?.text).toContain('telnet://imap.example.org:993');
    expect(letterFor(provider, 'it', ALL_PAGES.en, 0)).toBeNull();
    expect(letterFor(network, 'provider', ALL_PAGES.en, 0)).toBeNull();
    expect(letterFor(finished([started()]).report, 'provider', ALL_PAGES.de, 0)).toBeNull();
  });

  it('says of passwords what is true', () => {
    const report = reportWith('tls_certificate_expired', IMAP);
    const signIn = { ...SIGNED_IN, endpoint: IMAP, responseCode: null, replyCode: null };
    const rest = { enhancedStatusCode: null, serverText: null, mechanism: 'PLAIN', sendsSecret: true };
    const cleartext = endpoint('imap', 'imap.example.org:143/cleartext');
    const textWith = (at: Endpoint): string | undefined =>
      letterFor(
        { ...report, signIns: [{ ...signIn, ...rest, endpoint: at }] },
        'provider',
        ALL_PAGES.en,
        0,
      )?.text.replace(/\s+/g, ' ');

    expect(letterFor(report, 'provider', ALL_PAGES.en, 0)?.text).toContain(
      'No password was sent for this check',
    );
    expect(textWith(IMAP)).toContain('only inside TLS with a valid certificate');
    expect(textWith(cleartext)).not.toMatch(/only inside TLS|No password was sent/);
    expect(textWith(cleartext)).toContain('No password is in this letter');
  });

  it('keeps what is no host and no port out of every line', () => {
    const nasty = fc.constantFrom(
      'a.example; rm -rf ~',
      '$(reboot).example',
      "a'b.example",
      '-oProxyCommand=x',
      'a.example\nreboot',
      '`reboot`',
      'https://a.example/$(reboot)',
      "https://a.example/';reboot;'",
      'https://a.example/\n; reboot',
      'dns:$(reboot).example?type=SRV',
      'dns:a.example?type=SRV;reboot',
    );
    const code = fc.constantFrom(...CODES);
    const protocol = fc.constantFrom(...PROTOCOLS);

    fc.assert(
      fc.property(nasty, code, protocol, (text, one, kind) => {
        const place = { ...endpoint(kind, 'mail.example.org'), host: text as Endpoint['host'] };
        const report = reportWith(one, place);
        const [finding] = report.findings;
        const params = { host: text, domain: text, uri: text };
        const tool = areaOf(one)?.tool;
        const lines = placesOf({ ...finding, params } as Finding, report).flatMap((at) => tool?.(at) ?? []);

        for (const line of lines) {
          // Between single quotes, a shell reads nothing (POSIX.1-2024, XCU §2.2.2).
          const outside = line.replace(/'[^']*'/g, '').replaceAll(String.raw`\'`, '');
          expect(outside).not.toContain('reboot');
          expect(outside).not.toContain('rm -rf');
          expect(line).not.toContain('\n');
          expect(line).not.toContain('ProxyCommand');
        }
      }),
    );
  });
});

describe('a letter out of a report that somebody wrote', () => {
  let report: Report;

  beforeAll(async () => {
    report = await sampleReport(['certificate-expired', 'starttls-missing']);
  }, 60_000);

  it.each(['x'.repeat(1_000_000), '\u202ea\u0000\u001b[31m\n\n-- \nFrom me', '$(reboot)'])(
    'is short and nothing but text: %#',
    (text) => {
      const letter = letterFor(withEveryText(report, text), 'provider', ALL_PAGES.en, 0);

      expect(letter?.text.length).toBeLessThan(30_000);
      expect(letter?.subject).toMatch(/^[^\p{C}]{1,150}$/u);
      expect(letter?.text.replaceAll('\n', '')).toMatch(/^[^\p{C}]+$/u);
      expect(letter?.text).not.toMatch(/^(From|--) /m);
    },
  );
});
