import type { Plan, PlannedSignIn } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import {
  IMAP,
  SIGNED_IN,
  SMTP,
  endpoint,
  looked,
  plan,
  planned,
  saw,
  step,
} from '../shared/report/events.ts';
import {
  ANSWERS,
  GUESSES,
  SEARCHING,
  SUGGESTED,
  candidate,
  lookup,
  searched,
  servers,
  sourceOf,
  suggesting,
} from './search-events.ts';

/** Some sources have answered, others not. */
export const HALF_SEARCHED: readonly RunEvent[] = [SEARCHING, ...ANSWERS.slice(0, 14)];

/** The servers are found and looked at, and a password is asked for, with nothing to confirm. */
export const FOUND: readonly RunEvent[] = [
  SEARCHING,
  ...ANSWERS.slice(0, -1),
  ...looked(IMAP),
  ...looked(SMTP),
  servers(IMAP, SMTP),
  plan(planned(IMAP), planned(SMTP)),
];

const SIGNED_IN_AT_BOTH: readonly RunEvent[] = [
  step(IMAP, 'sign-in'),
  saw(IMAP, SIGNED_IN, 120),
  step(SMTP, 'sign-in'),
  saw(SMTP, SIGNED_IN, 140),
  ...ANSWERS.slice(-1),
];

/** The end of a search in which the sources did not agree. */
export const FOUND_END: readonly RunEvent[] = searched([...FOUND, ...SIGNED_IN_AT_BOTH], SUGGESTED);

/** The same where a person had agreed that the domain is told their address. */
export const TOLD_END: readonly RunEvent[] = searched(
  [...FOUND, ...SIGNED_IN_AT_BOTH].map(tellingAddress),
  SUGGESTED,
);

function tellingAddress(event: RunEvent): RunEvent {
  if (event.type !== 'observation' || event.observation.kind !== 'lookup') return event;
  const { observation } = event;
  if (observation.source !== 'autoconfig') return event;
  const toldAddress = 'a…a@example.org';
  return {
    ...event,
    observation: { ...observation, uri: `${observation.uri}?emailaddress=${toldAddress}`, toldAddress },
  };
}

/** The same with a plan that has something to confirm. */
export function toConfirm(...sites: readonly [incoming: string | null, outgoing: string | null]): RunEvent[] {
  const [incoming, outgoing] = sites;
  return FOUND.map((event) =>
    event.type === 'plan' ? { ...event, plan: confirming(event.plan, incoming, outgoing) } : event,
  );
}

function confirming(
  { incoming, outgoing }: Plan,
  incomingSite: string | null,
  outgoingSite: string | null,
): Plan {
  const asked = (side: PlannedSignIn | null, site: string | null): PlannedSignIn | null =>
    side === null ? null : { ...side, toConfirm: site };
  return { incoming: asked(incoming, incomingSite), outgoing: asked(outgoing, outgoingSite) };
}

const HOSTED = [endpoint('imap', 'imap.hosting.test'), endpoint('submission', 'smtp.hosting.test')] as const;
const HOSTED_FILE = sourceOf(
  'autoconfig',
  'domain-https',
  'https://autoconfig.example.org/mail/config-v1.1.xml',
);

/** The domain itself names servers of another one. */
export const HOSTED_ELSEWHERE: readonly RunEvent[] = [
  SEARCHING,
  lookup(
    'autoconfig',
    HOSTED_FILE.uri ?? '',
    suggesting(HOSTED.map((one) => candidate(one, HOSTED_FILE, '%EMAILADDRESS%'))),
  ),
  ...HOSTED.flatMap((one) => looked(one)),
  servers(...HOSTED),
  plan(
    { ...planned(HOSTED[0]), toConfirm: 'hosting.test' },
    { ...planned(HOSTED[1]), toConfirm: 'hosting.test' },
  ),
];

const LOOKALIKE = endpoint('imap', 'imap.xn--exmple-cua.org');

/** The servers are at a name with letters outside ASCII, and nobody who can be trusted names them. */
export const LOOKALIKE_SERVERS: readonly RunEvent[] = [
  SEARCHING,
  ...looked(LOOKALIKE),
  servers(LOOKALIKE),
  plan({ ...planned(LOOKALIKE), toConfirm: 'xn--exmple-cua.org' }, null),
];

const NOTHING_SAID: readonly RunEvent[] = ANSWERS.map((event) =>
  event.type === 'observation' && event.observation.kind === 'lookup'
    ? {
        ...event,
        observation: {
          ...event.observation,
          outcome: 'absent' as const,
          status: null,
          suggestion: null,
          detail: null,
        },
      }
    : event,
);

/** Nobody publishes anything, and nothing answers at the usual names. */
export const NOTHING_FOUND: readonly RunEvent[] = [SEARCHING, ...NOTHING_SAID, servers(), plan(null, null)];
/** The same with its end. */
export const NOTHING_FOUND_END: readonly RunEvent[] = searched(NOTHING_FOUND, GUESSES);

const UNREACHED: readonly RunEvent[] = ANSWERS.map((event) =>
  event.type === 'observation' && event.observation.kind === 'lookup'
    ? {
        ...event,
        observation: {
          ...event.observation,
          outcome: event.observation.asked === 'DNS' ? ('failed' as const) : ('unreachable' as const),
          asked: event.observation.asked === 'DNS' ? 'DNS' : new URL(event.observation.uri).host,
          status: null,
          suggestion: null,
          redirects: [],
          detail: null,
        },
      }
    : event,
);
const NO_NETWORK: RunEvent = {
  type: 'observation',
  observation: {
    id: 'n1',
    endpoint: null,
    address: null,
    transcript: null,
    at: 60,
    took: 0,
    kind: 'own-network',
    families: [],
  },
};

/** Nobody could be asked. */
export const OFFLINE: readonly RunEvent[] = [SEARCHING, ...UNREACHED, servers(), plan(null, null)];
/** The same with its end. */
export const OFFLINE_END: readonly RunEvent[] = searched([...OFFLINE, NO_NETWORK], GUESSES);

/** Ended by a person while sources were waited for. */
export const SEARCH_CANCELLED: readonly RunEvent[] = searched(HALF_SEARCHED, SUGGESTED, {
  isCancelled: true,
});

/** Servers that nobody names answer at usual names, and are to be confirmed. */
export const GUESSED: readonly RunEvent[] = [
  SEARCHING,
  ...NOTHING_SAID,
  ...looked(IMAP),
  ...looked(endpoint('submission', 'mail.example.org:465')),
  servers(IMAP, endpoint('submission', 'mail.example.org:465')),
  plan(
    { ...planned(IMAP), toConfirm: 'example.org' },
    { ...planned(endpoint('submission', 'mail.example.org:465')), toConfirm: 'example.org' },
  ),
];
/** The same with its end, without a sign-in. */
export const GUESSED_END: readonly RunEvent[] = searched(GUESSED, GUESSES);
