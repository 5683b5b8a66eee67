import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import type { Confidence, Finding } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import type { ObservedFacts, RunFacts } from '../../../shared/mail/observation.ts';
import { dns, inTls, tcp } from './facts.ts';
import { RUN_CASES } from './run-cases.ts';

/** What is found where this was seen of the run as a whole, and of one endpoint. */
function found(
  run: readonly RunFacts[],
  facts: readonly ObservedFacts[] = [],
  host = 'imap.example.org',
): readonly Finding[] {
  const endpoint = endpointAt(host);
  const moment = { at: 1, took: 1, transcript: null };
  return judge({
    endpoints: [endpoint],
    candidates: [],
    guessed: [],
    observations: [
      ...facts.map((fact, at) => ({
        id: `o${at}`,
        endpoint,
        address: 'address' in fact ? fact.address : null,
        ...moment,
        ...fact,
      })),
      ...run.map((fact, at) => ({
        id: `r${at}`,
        endpoint: null,
        address: null,
        ...moment,
        ...fact,
        transcript: null,
      })),
    ],
    subject: { domain: 'example.org', site: 'example.org' },
    username: null,
    isCancelled: false,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  });
}

function endpointAt(host: string): Endpoint {
  const parsed = parseEndpoint('imap', host);
  if (!parsed.ok) throw new Error('not an endpoint');
  return parsed.value;
}

const ALONE: RunFacts = { kind: 'own-network', families: [] };
const CONNECTED: RunFacts = { kind: 'own-network', families: ['ipv4'] };

describe('what is seen of the run as a whole', () => {
  it.each(RUN_CASES)('is told as %s, and proved', (code, fact) => {
    const finding = found([fact]).find((one) => one.code === code);

    expect(finding?.evidence).toEqual(['r0']);
    for (const language of LANGUAGES) {
      const text = finding === undefined ? '' : JSON.stringify(explain(finding, ALL_PAGES[language]));
      expect(text).not.toMatch(/^$|\{\w+\}|undefined/);
    }
  });

  const offline: readonly (readonly [string, readonly RunFacts[], readonly ObservedFacts[], Confidence])[] = [
    ['has no address in any network, and DNS fails', [ALONE], [dns('failed')], 'seen'],
    [
      'has no address, and its hosts file knows the server',
      [ALONE],
      [tcp('unreachable', '192.0.2.7')],
      'seen',
    ],
  ];
  it.each(offline)('is told as offline where this computer %s', (_what, run, facts, confidence) => {
    expect(found(run, facts).map((one) => [one.code, one.confidence])).toEqual([
      ['network_offline', confidence],
    ]);
  });

  it.each([
    ['is connected, and DNS fails', [CONNECTED], [dns('failed')], 'imap.example.org', 'dns_no_answer'],
    [
      'has no network, and the server is itself',
      [ALONE],
      [tcp('refused', '127.0.0.1')],
      'localhost',
      'network_port_refused',
    ],
  ] as const)('is not told as offline where this computer %s', (_what, run, facts, host, code) => {
    expect(found(run, facts, host).map((one) => one.code)).toEqual([code]);
  });
});

describe('a name that stands in the hosts file of this computer', () => {
  it('is told beside what else is found', () => {
    const findings = found([], [{ ...dns('resolved'), saidBy: 'hosts-file' }, ...inTls.slice(1)]);

    expect(findings.map(({ code }) => code)).toEqual(['dns_hosts_file', 'servers_healthy']);
    expect(findings[0]?.params).toEqual({ host: 'imap.example.org', addresses: '192.0.2.7' });
  });

  it.each(['dns', 'person', 'nobody'] as const)('is not told where it was said by %s', (saidBy) => {
    expect(found([], [{ ...dns('resolved'), saidBy }, ...inTls.slice(1)]).map(({ code }) => code)).toEqual([
      'servers_healthy',
    ]);
  });
});
