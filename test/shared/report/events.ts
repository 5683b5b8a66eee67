import type { PlacedCandidate } from '../../../shared/mail/candidate.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import type {
  ArrivalFacts,
  MailboxFacts,
  SendingFacts,
  TestMailFacts,
} from '../../../shared/mail/mail-works.ts';
import type { Observation, ObservedFacts, TlsFacts } from '../../../shared/mail/observation.ts';
import type { PlannedSignIn } from '../../../shared/mail/plan.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';
import type { RunEvent, Step } from '../../../shared/report/events.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { certificateWith } from '../certificate.ts';

/** An endpoint that is written as a person writes it. */
export function endpoint(protocol: Protocol, written: string): Endpoint {
  const parsed = parseEndpoint(protocol, written);
  if (!parsed.ok) throw new Error(`not an endpoint: ${written}`);
  return parsed.value;
}

/** The two servers of the account that the tests look at. */
export const IMAP = endpoint('imap', 'imap.example.org');
export const SMTP = endpoint('submission', 'smtp.example.org');

const CLOCK = { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' };
const ADDRESS = '192.0.2.7';

/** A run began. */
export function started(...endpoints: readonly Endpoint[]): RunEvent {
  return { type: 'started', startedAt: '2026-11-22T08:00:00.000Z', subject: SUBJECT, endpoints };
}

/** A step began. */
export function step(at: Endpoint, name: Step): RunEvent {
  return { type: 'step', endpoint: at, address: ADDRESS, step: name, at: 0 };
}

let observationCount = 0;

/** A fact, with the rest of its observation around it. */
export function saw(at: Endpoint, facts: ObservedFacts, took = 40): RunEvent & { type: 'observation' } {
  observationCount += 1;
  const address = facts.kind === 'dns-answer' ? null : 'address' in facts ? facts.address : ADDRESS;
  const seen = { id: `o${observationCount}`, endpoint: at, address, at: took, took, transcript: null };
  return { type: 'observation', observation: { ...seen, ...facts } as Observation };
}

export const RESOLVED: ObservedFacts = {
  kind: 'dns-answer',
  host: 'imap.example.org',
  outcome: 'resolved',
  saidBy: 'dns',
  addresses: ['192.0.2.7'],
  detail: null,
};
export const CONNECTED: ObservedFacts = {
  kind: 'tcp-connect',
  address: '192.0.2.7',
  outcome: 'connected',
  detail: null,
};
export const PORT_REFUSED: ObservedFacts = {
  kind: 'tcp-connect',
  address: '192.0.2.7',
  outcome: 'refused',
  detail: 'ECONNREFUSED',
};
export const ENCRYPTED: TlsFacts = {
  kind: 'tls-handshake',
  outcome: 'established',
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  keyExchange: 'X25519',
  alpn: null,
  chain: [
    certificateWith({
      subject: 'CN=mail.example.org',
      issuer: 'CN=Example CA',
      notBefore: '2026-03-03T12:00:00.000Z',
      notAfter: '2027-03-03T12:00:00.000Z',
    }),
  ],
  anchor: 'bundled',
  certificateProblems: [],
  detail: null,
};
export const EXPIRED: ObservedFacts = {
  ...ENCRYPTED,
  outcome: 'certificate-rejected',
  chain: ENCRYPTED.chain.map((one) => ({ ...one, notAfter: '2026-11-20T12:00:00.000Z' })),
  certificateProblems: [{ kind: 'expired', link: 0 }],
  detail: 'CERT_HAS_EXPIRED',
};
export const GREETED: ObservedFacts = {
  kind: 'greeting',
  outcome: 'ready',
  service: 'imap',
  words: { text: 'Dovecot ready.' },
};
export const SWITCHED: ObservedFacts = { kind: 'starttls', outcome: 'agreed', words: null };
export const LISTED: ObservedFacts = {
  kind: 'capabilities',
  phase: 'in-tls',
  outcome: 'listed',
  capabilities: ['IMAP4REV1', 'SASL-IR', 'AUTH=SCRAM-SHA-256', 'AUTH=PLAIN'],
  mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
  words: null,
};
export const LISTED_IN_THE_CLEAR: ObservedFacts = { ...LISTED, phase: 'before-tls' };
export const SIGNED_IN: SignInFacts = {
  kind: 'sign-in',
  mechanism: 'SCRAM-SHA-256',
  channelBinding: null,
  sendsSecret: false,
  outcome: 'accepted',
  serverVerified: true,
  refusal: null,
  failure: null,
  scramError: null,
  iterationCount: 4096,
  words: null,
};
export const PASSWORD_REFUSED: SignInFacts = {
  ...SIGNED_IN,
  outcome: 'rejected',
  serverVerified: false,
  words: { responseCode: 'AUTHENTICATIONFAILED', text: 'Authentication failed.' },
};

export const OPENED: MailboxFacts = {
  kind: 'mailbox',
  outcome: 'opened',
  step: null,
  wantsClientName: false,
  folders: 5,
  roles: ['inbox', 'sent'],
  quota: null,
  mails: 3,
  newest: '2026-11-21',
  words: null,
};
export const ALLOWED: SendingFacts = { kind: 'sending', outcome: 'allowed', step: null, words: null };
export const TAKEN: TestMailFacts = {
  kind: 'test-mail',
  outcome: 'taken',
  step: null,
  isWaitedFor: true,
  words: null,
};
export const ARRIVED: ArrivalFacts = { kind: 'arrival', outcome: 'arrived', waitedMs: 1_200 };

/** What was planned for an endpoint: a proof by SCRAM. */
export function planned(at: Endpoint): PlannedSignIn {
  return {
    endpoint: at,
    username: 'a…a@example.org',
    mechanism: 'SCRAM-SHA-256',
    channelBinding: null,
    serverLearns: 'proof',
    serverProves: true,
    toConfirm: null,
    strongerBefore: null,
    triesLeft: 1,
    leftOut: [{ mechanism: 'PLAIN', reason: 'weaker-than-chosen' }],
  };
}

/** The plan was made. */
export function plan(
  incoming: PlannedSignIn | null,
  outgoing: PlannedSignIn | null,
): RunEvent & { type: 'plan' } {
  return { type: 'plan', plan: { incoming, outgoing } };
}

/** Everything that is seen at a healthy endpoint with implicit TLS before sign-in, step by step. */
export function looked(at: Endpoint): readonly RunEvent[] {
  return [
    step(at, 'resolve'),
    saw(at, RESOLVED, 3),
    step(at, 'connect'),
    saw(at, CONNECTED, 35),
    step(at, 'tls'),
    saw(at, ENCRYPTED, 41),
    step(at, 'greeting'),
    saw(at, GREETED, 20),
    step(at, 'capabilities'),
    saw(at, LISTED, 18),
  ];
}

const SUBJECT = { domain: 'example.org', site: 'example.org', address: 'a…a@example.org' };

/** An endpoint as a person names it. */
export function namedByPerson(endpoint: Endpoint): PlacedCandidate {
  const source = { kind: 'person', uri: null, trust: 'person' } as const;
  return { endpoint, username: null, signIn: [], source, site: endpoint.host, shown: null };
}

/** The end of a run: what the judge and the report make of the events before it. */
export function finished(
  before: readonly RunEvent[],
  { isCancelled = false } = {},
): RunEvent & { type: 'finished' } {
  const endpoints = before.find((event) => event.type === 'started')?.endpoints ?? [];
  const observations = before.flatMap((event) => (event.type === 'observation' ? [event.observation] : []));
  const candidates = endpoints.map(namedByPerson);
  const username = SUBJECT.address;
  const report = buildReport({
    tool: { name: 'letterlock', version: '0.1.0', runtime: 'node' },
    startedAt: '2026-11-22T08:00:00.000Z',
    durationMs: 420,
    subject: SUBJECT,
    isCancelled,
    candidates,
    observations,
    findings: judge({
      endpoints,
      candidates,
      guessed: [],
      observations,
      subject: SUBJECT,
      username,
      isCancelled,
      clock: CLOCK,
    }),
    plan: before.findLast((event) => event.type === 'plan')?.plan ?? { incoming: null, outgoing: null },
    changedOnDisk: [],
    transcripts: [],
  });
  return { type: 'finished', report };
}
