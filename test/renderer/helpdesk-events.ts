import { namedByPerson } from '../shared/report/events.ts';
import { judge } from '../../shared/findings/judge.ts';
import { parseEndpoints, type Endpoint } from '../../shared/mail/endpoint.ts';
import type { Observation, ObservedFacts, TcpFacts, TlsFacts } from '../../shared/mail/observation.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { RunEvent, Step } from '../../shared/report/events.ts';
import { ENCRYPTED, HOST, SERVERS } from './helpdesk-servers.ts';

/** The two addresses of that host. */
export const V6 = '2001:db8::25';
export const V4 = '192.0.2.25';

/** All mail ports of that host. */
export const DOORS = doorsOf(HOST);

/** The one of them that is at a port. */
export function doorAt(port: number): Endpoint {
  const door = DOORS.find((one) => one.port === port);
  if (door === undefined) throw new Error(`no mail port: ${port}`);
  return door;
}

/** One part of a look: what is done, what is seen then, and how long that takes. */
type Part = readonly [step: Step, facts: ObservedFacts, tookMs: number];

/** A look at one endpoint over one address. */
interface Look {
  readonly endpoint: Endpoint;
  readonly address: string;
  readonly parts: readonly Part[];
}

const DNS_MS = 9;
const STARTED_AT = '2026-11-22T08:00:00.000Z';
const SUBJECT = { domain: HOST, site: HOST, address: null };

/** The endpoints that a person means who names a host, or a port of one. */
export function doorsOf(written: string): readonly Endpoint[] {
  const parsed = parseEndpoints(written);
  if (!parsed.ok) throw new Error(`no endpoints: ${written}`);
  return parsed.value;
}

/** The events of looks that go on side by side, in the order in which they happen, up to some time of the run. */
export function lookedAt(looks: readonly Look[], untilMs = Infinity): readonly RunEvent[] {
  const endpoints = [...new Set(looks.map(({ endpoint }) => endpoint))];
  const timed = [
    ...endpoints.flatMap((endpoint) => resolved(endpoint, looks)),
    ...looks.flatMap(eventsOf),
  ].toSorted((left, right) => left.at - right.at);
  const started = { type: 'started', startedAt: STARTED_AT, subject: SUBJECT, endpoints } as const;
  return [started, ...timed.filter(({ at }) => at <= untilMs).map(({ event }, at) => numbered(event, at))];
}

/** The end of a look at a host: what the judge and the report make of the events before it. */
export function probed(before: readonly RunEvent[], { isCancelled = false } = {}): RunEvent {
  const endpoints = before.flatMap((event) => (event.type === 'started' ? event.endpoints : []));
  const observations = before.flatMap((event) => (event.type === 'observation' ? event.observation : []));
  const run = {
    endpoints,
    candidates: endpoints.map(namedByPerson),
    guessed: endpoints.length > 1 ? endpoints : [],
    observations,
    subject: SUBJECT,
    username: null,
    clock: { now: STARTED_AT, madeAt: STARTED_AT },
    isCancelled,
  };
  const report = buildReport({
    ...run,
    tool: { name: 'letterlock', version: '0.1.0', runtime: 'node' },
    startedAt: STARTED_AT,
    durationMs: 420,
    findings: judge(run),
    plan: { incoming: null, outgoing: null },
    changedOnDisk: [],
    transcripts: [],
  });
  return { type: 'finished', report };
}

/** A look that goes well; over IPv6 everything is a little faster. */
export function well(endpoint: Endpoint, address: string, facts: Partial<TlsFacts> = {}): Look {
  const trip = address === V6 ? 21 : 24;
  const { slowGreetingMs = 2, words, before, inTls } = SERVERS[endpoint.protocol];
  const tls: Part = ['tls', { ...ENCRYPTED, ...facts }, 2 * trip + 4];
  const greeting: Part = [
    'greeting',
    { kind: 'greeting', outcome: 'ready', service: 'imap', words: { text: words } },
    trip + slowGreetingMs,
  ];
  const listed = (phase: 'before-tls' | 'in-tls', offers: readonly string[]): Part => [
    'capabilities',
    {
      kind: 'capabilities',
      phase,
      outcome: 'listed',
      capabilities: offers,
      mechanisms: phase === 'in-tls' ? ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'PLAIN'] : [],
      words: null,
    },
    trip + 1,
  ];
  const parts: readonly Part[] =
    endpoint.connectionSecurity === 'implicit-tls'
      ? [tls, greeting, software(words), listed('in-tls', inTls)]
      : [
          greeting,
          software(words),
          listed('before-tls', before),
          ['starttls', { kind: 'starttls', outcome: 'agreed', words: { text: 'Begin TLS now.' } }, trip + 1],
          tls,
          listed('in-tls', inTls),
        ];
  return { endpoint, address, parts: [connecting(address, 'connected', trip), ...parts] };
}

/** A look that gets no connection. */
export function unanswered(
  endpoint: Endpoint,
  address: string,
  outcome: Exclude<TcpFacts['outcome'], 'connected'>,
): Look {
  const tookMs = outcome === 'silent' ? 3_200 : 22;
  return { endpoint, address, parts: [connecting(address, outcome, tookMs)] };
}

/** A look that ends at the certificate. */
export function rejected(endpoint: Endpoint, address: string, facts: Partial<TlsFacts>): Look {
  const look = well(endpoint, address, { outcome: 'certificate-rejected', ...facts });
  const at = look.parts.findIndex(([step]) => step === 'tls');
  return { ...look, parts: look.parts.slice(0, at + 1) };
}

function software(words: string): Part {
  const name = words.includes('Postfix') ? 'Postfix' : 'Dovecot';
  return ['greeting', { kind: 'software', name, version: null, toldBy: 'greeting' }, 0];
}

function connecting(address: string, outcome: TcpFacts['outcome'], tookMs: number): Part {
  const detail = { refused: 'ECONNREFUSED', silent: 'ETIMEDOUT', unreachable: 'ENETUNREACH' };
  const code = outcome in detail ? detail[outcome as keyof typeof detail] : null; // it is one of them: asked before
  return ['connect', { kind: 'tcp-connect', address, outcome, detail: code }, tookMs];
}

interface Timed {
  readonly at: number;
  readonly event: RunEvent;
}

function resolved(endpoint: Endpoint, looks: readonly Look[]): readonly Timed[] {
  const addresses = [...new Set(looks.flatMap((look) => (look.endpoint === endpoint ? look.address : [])))];
  const facts = {
    kind: 'dns-answer',
    host: endpoint.host,
    outcome: 'resolved',
    saidBy: 'dns',
    addresses,
    detail: null,
  } as const;
  return partEvents({ endpoint, address: null }, ['resolve', facts, DNS_MS], 0);
}

function eventsOf({ endpoint, address, parts }: Look): readonly Timed[] {
  let begunAt = DNS_MS;
  return parts.flatMap((part) => {
    const events = partEvents({ endpoint, address }, part, begunAt);
    begunAt += part[2];
    return events;
  });
}

function partEvents(
  place: { readonly endpoint: Endpoint; readonly address: string | null },
  [step, facts, tookMs]: Part,
  begunAt: number,
): readonly Timed[] {
  const at = begunAt + tookMs;
  const seen = { id: '', ...place, at, took: tookMs, transcript: null };
  return [
    ...(tookMs === 0 ? [] : [{ at: begunAt, event: { type: 'step', ...place, step, at: begunAt } as const }]),
    { at, event: { type: 'observation', observation: { ...seen, ...facts } as Observation } },
  ];
}

function numbered(event: RunEvent, at: number): RunEvent {
  if (event.type !== 'observation') return event;
  return { ...event, observation: { ...event.observation, id: `o${at}` } };
}
