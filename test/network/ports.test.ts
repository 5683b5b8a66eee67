import { expect, it } from 'vitest';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import { isAtEndpoint } from '../../shared/mail/observation.ts';
import type { Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { reportOnMachine, type Setting } from './machine.ts';

const HOST = ['probe', 'imap.practice.test', '--ca', '{authority}'];
const PUBLIC = [...HOST, '--resolve', 'imap.practice.test:192.0.2.10'];
const BOTH_FAMILIES = [...PUBLIC, '--resolve', 'imap.practice.test:2001:db8::10'];
const MAIL_PORTS = 'tcp dport { 993, 143, 465, 587, 995, 110, 4190, 25 }';

interface Case extends Pick<Setting, 'args' | 'lost' | 'rules' | 'isOffline'> {
  readonly title: string;
  /** All findings, as `CODE confidence`. */
  readonly found: readonly string[];
}

const ANSWERS_ALL = 'servers_healthy seen';

const CASES: readonly Case[] = [
  { title: 'nothing is wrong', args: HOST, found: [ANSWERS_ALL] },
  { title: 'nothing is wrong at a public address', args: PUBLIC, found: [ANSWERS_ALL] },
  {
    title: '993 and 465 are swallowed',
    args: HOST,
    lost: ['tcp dport { 993, 465 }'],
    found: ['network_port_filtered_use_other seen', 'network_port_filtered_use_other seen', ANSWERS_ALL],
  },
  {
    title: 'all mail ports are swallowed and 443 is not',
    args: HOST,
    lost: [MAIL_PORTS],
    found: ['network_mail_ports_filtered likely'],
  },
  {
    title: 'IPv6 is swallowed and IPv4 is not',
    args: BOTH_FAMILIES,
    lost: ['ip6 daddr 2001:db8::10'],
    found: ['network_family_dead seen', ANSWERS_ALL],
  },
  {
    title: 'a firewall closes all mail ports',
    args: HOST,
    rules: [`${MAIL_PORTS} reject with tcp reset`],
    found: ['network_host_without_mail likely'],
  },
  {
    title: 'a firewall says that it forbids a port',
    args: ['probe', 'imap.practice.test:993', '--ca', '{authority}'],
    rules: ['tcp dport 993 reject with icmpx type admin-prohibited'],
    found: ['network_unreachable seen'],
  },
  {
    title: 'a firewall lets connections come about and then swallows what they carry',
    args: ['probe', 'imap.practice.test:143', '--ca', '{authority}', '--timeout', '2'],
    // The answer of the handshake and nothing behind it.
    lost: ['tcp sport 10143 tcp flags & (syn | ack) == ack'],
    found: ['network_server_silent seen'],
  },
];

describeWith(['namespaces', 'electron'], 'a computer in a network where', () => {
  for (const runtime of ['node', 'electron'] as const satisfies readonly Runtime[]) {
    it.each(CASES)(`$title, on ${runtime}`, async ({ title, found, ...setting }) => {
      const { report } = await reportOnMachine(setting, runtime);

      expect(
        report.findings.map(({ code, confidence }) => `${code} ${confidence}`),
        title,
      ).toEqual(found);
    });
  }

  it('two ports are swallowed hears of everything else long before they are given up', async () => {
    const { report } = await reportOnMachine({ args: HOST, lost: ['tcp dport { 993, 465 }'] });

    const seen = report.observations.filter(isAtEndpoint);
    const silent = seen.filter(({ kind, endpoint }) => kind === 'tcp-connect' && isSwallowed(endpoint));
    const others = seen.filter(({ kind, endpoint }) => kind === 'capabilities' && !isSwallowed(endpoint));
    expect(new Set(others.map(({ endpoint }) => endpoint.port))).toEqual(new Set([143, 587, 995, 110, 4190]));
    expect(Math.max(...others.map(({ at }) => at))).toBeLessThan(Math.min(...silent.map(({ at }) => at)));
  });
});

function isSwallowed({ port }: Endpoint): boolean {
  return port === 993 || port === 465;
}
