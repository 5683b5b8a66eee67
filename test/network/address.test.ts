import { expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { reportOnMachine } from './machine.ts';

// The practice server's DNS has every name at this computer itself, where nobody goes on somebody else's word.
const at = (labels: readonly string[]): readonly string[] =>
  labels.flatMap((label) => ['--resolve', `${label}practice.test:192.0.2.10`]);
const WEB = at(['', 'autoconfig.', 'autodiscover.', 'ua-auto-config.']);
const MAIL = at(['imap.', 'smtp.', 'pop.', 'sieve.']);
const CHECK = ['check', 'alice@practice.test', '--password-file', '-', '--ca', '{authority}'];

describeWith(['namespaces', 'electron'], 'on a computer of its own, an address alone', () => {
  it.each(RUNTIMES)('is enough to sign in both ways, where it is published, on %s', async (runtime) => {
    const { report } = await reportOnMachine(
      { args: [...CHECK, ...WEB, ...MAIL], stdin: '{password}' },
      runtime,
    );

    expect(
      report.signIns.map((one) => [one.endpoint.protocol, one.endpoint.port, one.mechanism, one.outcome]),
    ).toEqual([
      ['imap', 993, 'SCRAM-SHA-256-PLUS', 'accepted'],
      ['submission', 465, 'SCRAM-SHA-256-PLUS', 'accepted'],
    ]);
    expect(report.verdict).toBe('healthy');
  });

  it.each(RUNTIMES)(
    'gets no password out of a file where only DNS and guesses name servers, on %s',
    async (runtime) => {
      // The names of the web servers lead to this computer itself, which is never asked.
      const { report } = await reportOnMachine({ args: [...CHECK, ...MAIL], stdin: '{password}' }, runtime);

      const codes = report.findings.map(({ code }) => code);
      expect(report.signIns.map(({ outcome, refusal }) => [outcome, refusal])).toEqual([
        ['refused-by-us', 'not-confirmed'],
        ['refused-by-us', 'not-confirmed'],
      ]);
      expect(codes).toContain('auth_not_confirmed');
      expect(codes).toContain('discovery_private_address');
    },
  );

  it('makes it knock at no door of its own, whoever suggests that', async () => {
    const { report } = await reportOnMachine({ args: [...CHECK, ...WEB], stdin: '{password}' });

    expect(report.findings.map(({ code }) => code)).toContain('network_private_server');
    const outcomes = report.observations.flatMap((one) =>
      one.kind === 'tcp-connect' && one.address === '127.0.0.1' ? one.outcome : [],
    );
    expect(new Set(outcomes)).toEqual(new Set(['not-tried']));
  });

  it('whose domain does not exist is told as that', async () => {
    const { report } = await reportOnMachine({ args: ['check', 'alice@nowhere.test'] });

    expect(report.findings.map(({ code }) => code)).toEqual(['discovery_domain_unknown']);
  });

  it('is not blamed where DNS does not answer', async () => {
    const { report } = await reportOnMachine({
      args: ['check', 'alice@practice.test', '--timeout', '2'],
      lost: ['udp dport 53'],
    });

    expect(report.findings.map(({ code }) => code)).toEqual(['dns_no_answer']);
  });

  it('is not blamed where there is no network at all', async () => {
    const { report } = await reportOnMachine({ args: ['check', 'alice@practice.test'], isOffline: true });

    expect(report.findings.map(({ code }) => code)).toEqual(['network_offline']);
  });

  it('with ports 993 and 465 swallowed signs in at 143 and 587', async () => {
    const { report } = await reportOnMachine({
      args: [...CHECK, ...WEB, ...MAIL],
      stdin: '{password}',
      lost: ['tcp dport { 993, 465 }'],
    });

    expect(report.signIns.map((one) => [one.endpoint.port, one.outcome])).toEqual([
      [143, 'accepted'],
      [587, 'accepted'],
    ]);
  });
});
