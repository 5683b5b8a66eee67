import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { reportOnMachine } from './machine.ts';

const NAMED = ['probe', 'imap.practice.test:993', '--ca', '{authority}'];

describeWith(['namespaces'], 'a computer whose DNS server', () => {
  it('answers finds the host by its name, without any help', async () => {
    const { report } = await reportOnMachine({ args: NAMED });

    expect(report.findings.map(({ code }) => code)).toEqual(['servers_healthy']);
  });

  it('knows no such name says so', async () => {
    const { report } = await reportOnMachine({ args: ['probe', 'nowhere.practice.test:993'] });

    expect(report.findings.map(({ code }) => code)).toEqual(['dns_host_unknown']);
  });

  it('does not answer is told of when the time for it is over', async () => {
    const { report } = await reportOnMachine({ args: [...NAMED, '--timeout', '2'], lost: ['udp dport 53'] });

    expect(report.findings.map(({ code }) => code)).toEqual(['dns_no_answer']);
  });

  it('is not asked, because the hosts file has the name, is told of', async () => {
    const hosts = '127.0.0.1 localhost\n192.0.2.10 imap.practice.test\n';

    const { report } = await reportOnMachine({ args: NAMED, hosts, lost: ['udp dport 53'] });

    expect(report.findings.map(({ code }) => code)).toEqual(['dns_hosts_file', 'servers_healthy']);
  });

  it('cannot be asked, because there is no network at all, is not blamed', async () => {
    const { report } = await reportOnMachine({ args: NAMED, isOffline: true });

    expect(report.findings.map(({ code, confidence }) => [code, confidence])).toEqual([
      ['network_offline', 'seen'],
    ]);
  });
});
