import { expect, it } from 'vitest';
import type { Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { reportOnMachine } from './machine.ts';

const PUBLIC = ['--resolve', 'imap.practice.test:192.0.2.10', '--ca', '{authority}'];
const PROBE = ['probe', 'imap.practice.test:993', 'imap.practice.test:143', ...PUBLIC];
const CHECK = [
  'check',
  'alice@practice.test',
  '--imap',
  'imap.practice.test',
  '--password-file',
  '-',
  ...PUBLIC,
];

describeWith(['namespaces', 'electron', 'sslsplit', 'openssl'], 'a real TLS proxy in between', () => {
  for (const runtime of ['node', 'electron'] as const satisfies readonly Runtime[]) {
    it(`whose authority this computer trusts is suspected on both ways to encrypt, on ${runtime}`, async () => {
      const { report } = await reportOnMachine({ args: PROBE, proxy: 'trusted' }, runtime);

      const between = report.findings.filter(({ code }) => code === 'tls_intercepted');
      const evidence = between.flatMap((finding) => finding.evidence);
      const ports = report.observations
        .filter(({ id }) => evidence.includes(id))
        .map(({ endpoint }) => endpoint?.port);
      expect(between.map(({ confidence, params }) => [confidence, params['who']])).toEqual([
        ['likely', 'Example Gateway CA'],
      ]);
      expect(ports.toSorted()).toEqual([143, 993]);
    });

    it(`whose authority this computer does not trust gets nothing, on ${runtime}`, async () => {
      const { report } = await reportOnMachine(
        { args: CHECK, proxy: 'untrusted', stdin: '{password}' },
        runtime,
      );

      expect(report.findings.map(({ code }) => code)).toContain('tls_certificate_unknown_issuer');
      expect(report.signIns).toEqual([]);
    });

    it(`is told by SCRAM-PLUS, whoever trusts it, on ${runtime}`, async () => {
      const { report } = await reportOnMachine(
        { args: CHECK, proxy: 'trusted', stdin: '{password}' },
        runtime,
      );

      expect(report.signIns.map(({ mechanism, outcome }) => `${mechanism} ${outcome}`)).toEqual([
        'SCRAM-SHA-256-PLUS rejected',
      ]);
      expect(report.findings.map(({ code }) => code)).toContain('auth_channel_binding_mismatch');
    });

    it(`never gets the password itself, on ${runtime}`, async () => {
      const { report } = await reportOnMachine(
        { args: [...CHECK, '--mechanism', 'PLAIN'], proxy: 'trusted', stdin: '{password}' },
        runtime,
      );

      expect(report.signIns.map(({ outcome }) => outcome)).toEqual(['refused-by-us']);
      expect(report.findings.map(({ code }) => code)).toContain('auth_password_withheld');
    });
  }
});
