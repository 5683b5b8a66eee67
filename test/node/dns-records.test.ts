import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer } from 'dns-packet';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { askMx, askSrv, askTxt } from '../../electron/node/dns/records.ts';
import type { DnsOptions } from '../../electron/node/dns/resolver.ts';
import { askWildcard } from '../../electron/node/dns/wildcard.ts';
import { hostLookup, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { parseHostname, type Hostname } from '../../shared/mail/hostname.ts';
import { usePracticeDns } from './practice-dns-client.ts';
import { LOOPBACK } from './practice-discovery.ts';

const PRACTICE = hostname('practice.test');

const dns = usePracticeDns();
let options: DnsOptions;

beforeAll(() => {
  options = optionsFor(dns.port);
});

describe('a question to DNS', () => {
  it('for SRV gives the records of a service', async () => {
    expect(await askSrv('_imaps._tcp.practice.test', options)).toEqual({
      kind: 'found',
      records: [{ priority: 0, weight: 1, port: 10_993, target: 'imap.practice.test' }],
    });
  });

  it('for SRV gives the root as an empty target, where a service is not offered', async () => {
    dns.play('srv-not-offered');

    expect(await askSrv('_imaps._tcp.practice.test', options)).toEqual({
      kind: 'found',
      records: [{ priority: 0, weight: 1, port: 0, target: '' }],
    });
  });

  it('for MX gives the hosts that take mail', async () => {
    expect(await askMx(PRACTICE, options)).toEqual({
      kind: 'found',
      records: [{ preference: 10, host: 'mx.practice.test' }],
    });
  });

  it('for TXT gives texts', async () => {
    expect(await askTxt('practice.test', options)).toEqual({
      kind: 'found',
      records: ['mailconf=https://autoconfig.practice.test:10443/mail/config-v1.1.xml'],
    });
  });

  it('tells a name that does not exist from one that has no such record', async () => {
    const answers = await Promise.all([
      askTxt('nobody.practice.test', options),
      askTxt('imap.practice.test', options),
      askSrv('_jmap._tcp.practice.test', options),
      askMx(hostname('imap.practice.test'), options),
    ]);

    expect(answers).toEqual([
      { kind: 'absent', why: 'name-unknown' },
      { kind: 'absent', why: 'no-record' },
      { kind: 'absent', why: 'name-unknown' },
      { kind: 'absent', why: 'no-record' },
    ]);
  });

  it.each([
    ['dns-servfail', { kind: 'failed', code: 'ESERVFAIL' }],
    ['dns-tcp-dead', { kind: 'failed', code: 'ECONNREFUSED' }],
    ['dns-over-tcp', { kind: 'found' }],
    ['dns-slow', { kind: 'found' }],
  ])('with the fault %s becomes %j', async (fault, expected) => {
    dns.play(fault);

    expect(await askSrv('_imaps._tcp.practice.test', options)).toMatchObject(expected);
  });

  it('that nobody answers ends with its deadline', async () => {
    dns.play('dns-silent');

    const answers = await Promise.all([
      askSrv('_imaps._tcp.practice.test', { ...options, timeoutMs: 60 }),
      askMx(PRACTICE, { ...options, timeoutMs: 60 }),
      askTxt('practice.test', { ...options, timeoutMs: 60 }),
    ]);

    expect(answers).toEqual([{ kind: 'silent' }, { kind: 'silent' }, { kind: 'silent' }]);
  });

  it('is cancelled at once, and says why', async () => {
    dns.play('dns-silent');
    const { signal, abort } = controlled();

    const answer = askTxt('practice.test', { ...options, signal, timeoutMs: 3_600_000 });
    abort(new Error('enough'));

    await expect(answer).rejects.toThrow('enough');
  });

  it('is not asked where it is cancelled before', async () => {
    const { signal, abort } = controlled();
    abort(new Error('never mind'));
    const server = await startOddDns([]);

    await expect(askMx(PRACTICE, { ...server.options, signal })).rejects.toThrow('never mind');

    expect(server.asked).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());

    await askTxt('practice.test', { ...options, timeoutMs: 3_600_000 });

    expect(vi.getTimerCount()).toBe(0);
  });

  it('for a name that is none fails, and is no bug', async () => {
    const answer = await askSrv(`_imaps._tcp.${'a'.repeat(64)}.test`, options);

    expect(answer).toEqual({ kind: 'failed', code: 'EBADNAME' });
  });

  it('is asked of the servers that are named, and only once', async () => {
    const server = await startOddDns([]);

    const answer = await askTxt('_ua-auto-config.example.org', server.options);

    expect(answer).toEqual({ kind: 'absent', why: 'no-record' });
    expect(server.asked).toEqual(['TXT _ua-auto-config.example.org']);
  });
});

describe('odd records', () => {
  const name = 'example.org';

  it('of SRV are the twenty that are preferred, where there are more', async () => {
    const data = { weight: 0, port: 993, target: 'm.example.org' };
    const records = Array.from({ length: 30 }, (_, at) => ({ ...data, priority: 30 - at }));
    const server = await startOddDns(records.map((record) => ({ type: 'SRV', name, data: record })));

    const answer = await askSrv(name, server.options);

    const priorities = answer.kind === 'found' ? answer.records.map(({ priority }) => priority) : [];
    expect(priorities).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  it('of MX say that a domain takes no mail', async () => {
    const server = await startOddDns([{ type: 'MX', name, data: { preference: 0, exchange: '.' } }]);

    expect(await askMx(hostname(name), server.options)).toEqual({
      kind: 'found',
      records: [{ preference: 0, host: null }],
    });
  });

  it('of MX are sorted, and what is no host name is left out', async () => {
    const hosts = ['second.example.org', '0x7f', 'First.example.org'];
    const server = await startOddDns(
      hosts.map((exchange, at) => ({ type: 'MX', name, data: { preference: 30 - 10 * at, exchange } })),
    );

    expect(await askMx(hostname(name), server.options)).toEqual({
      kind: 'found',
      records: [
        { preference: 10, host: 'first.example.org' },
        { preference: 30, host: 'second.example.org' },
      ],
    });
  });

  it('of TXT are joined, and left out where they are too long', async () => {
    const server = await startOddDns([
      { type: 'TXT', name, data: ['v=UAAC1; ', 'a=sha256; ', 'd=x'] },
      { type: 'TXT', name, data: Array.from({ length: 9 }, () => 'x'.repeat(250)) },
      { type: 'TXT', name, data: [''] },
    ]);

    const answer = await askTxt(name, server.options);

    expect(answer).toEqual({ kind: 'found', records: ['v=UAAC1; a=sha256; d=x', ''] });
  });

  it('that are all left out are none', async () => {
    const server = await startOddDns([
      { type: 'TXT', name, data: Array.from({ length: 9 }, () => 'x'.repeat(250)) },
    ]);

    expect(await askTxt(name, server.options)).toEqual({ kind: 'absent', why: 'no-record' });
  });
});

describe('the question for a random name', () => {
  const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(0xab);

  it('tells a domain in which every name has an address', async () => {
    dns.play('dns-wildcard');

    expect(await askWildcard(PRACTICE, bytes, lookup())).toEqual({
      kind: 'wildcard',
      addresses: [LOOPBACK],
    });
  });

  it('tells a domain in which names that are not made do not exist', async () => {
    expect(await askWildcard(PRACTICE, bytes, lookup())).toEqual({ kind: 'none' });
  });

  it('tells nothing where DNS does not', async () => {
    dns.play('dns-servfail');

    expect(await askWildcard(PRACTICE, bytes, lookup())).toEqual({ kind: 'unknown' });
  });

  it('tells nothing where no name fits below the domain, and asks for none', async () => {
    const long = hostname([...Array.from({ length: 4 }, () => 'a'.repeat(60)), 'test'].join('.'));

    const answer = await askWildcard(long, bytes, () => expect.unreachable('asked'));

    expect(answer).toEqual({ kind: 'unknown' });
  });

  it('is made of the bytes that are handed in, below the domain', async () => {
    const asked: Hostname[] = [];

    await askWildcard(PRACTICE, bytes, async (host) => {
      asked.push(host);
      return { kind: 'dns-answer', host, outcome: 'not-found', saidBy: 'dns', addresses: [], detail: null };
    });

    expect(asked).toEqual([`${'ab'.repeat(10)}.practice.test`]);
  });

  function lookup(): ReturnType<typeof hostLookup> {
    const names = { ...SYSTEM_NAMES, ...options.names };
    return hostLookup({ ...options, names });
  }
});

function optionsFor(port: number): DnsOptions {
  return {
    names: { dnsServers: [`${LOOPBACK}:${port}`] },
    timeoutMs: 3_000,
    signal: new AbortController().signal,
  };
}

interface OddDns {
  readonly options: DnsOptions;
  /** Type and name of every question. */
  readonly asked: readonly string[];
}

/** A DNS server that answers everything with these records, until the test ends. */
async function startOddDns(answers: readonly Answer[]): Promise<OddDns> {
  const asked: string[] = [];
  const udp = createSocket('udp4').bind(0, LOOPBACK);
  udp.on('message', (bytes, { port, address }) => {
    const { id, questions = [] } = decode(bytes);
    asked.push(...questions.map(({ type, name }) => `${type} ${name}`));
    udp.send(
      encode({ type: 'response', ...(id === undefined ? {} : { id }), questions, answers: [...answers] }),
      port,
      address,
    );
  });
  await once(udp, 'listening');
  onTestFinished(() => void udp.close());
  return { options: optionsFor(udp.address().port), asked };
}

function controlled(): { readonly signal: AbortSignal; abort(reason: Error): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}

function hostname(text: string): Hostname {
  const parsed = parseHostname(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}
