import { lastSeen, seen, type EndpointView } from '../findings/view.ts';
import type { CertificateFacts } from '../mail/certificate.ts';
import { dayOf } from '../mail/day.ts';
import type { EndpointObservation, ObservationOf } from '../mail/observation.ts';
import { organisationOf } from '../policy/offer.ts';

/** What can be different at an endpoint, in the order in which one thing follows from another. */
export const CHANGED_THINGS = [
  'name',
  'addresses',
  'reach',
  'starttls',
  'tls',
  'tls-version',
  'issuer',
  'certificate',
  'mechanisms-gone',
  'mechanisms-new',
  'capabilities-gone',
  'capabilities-new',
  'sign-in',
  'sign-in-mechanism',
] as const;

/** What is different at an endpoint. */
export type ChangedThing = (typeof CHANGED_THINGS)[number];

/** Less than it was, neither more nor less, more than it was, or what happens all the time. */
export type ChangeSense = 'worse' | 'other' | 'better' | 'usual';

/** One difference at an endpoint. */
export interface EndpointChange {
  readonly thing: ChangedThing;
  readonly sense: ChangeSense;
  /** Addresses, outcomes, versions, organisations, days, mechanisms or capabilities; what is only gone or only new has one side. */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

type Own = Pick<EndpointView, 'observations'>;

/**
 * What is different between two looks at the same endpoint. What one of them did not come to is no difference: what kept it
 * from there is.
 */
export function changesAt(
  observedBefore: readonly EndpointObservation[],
  observedNow: readonly EndpointObservation[],
): readonly EndpointChange[] {
  const [before, now] = [{ observations: observedBefore }, { observations: observedNow }];
  return [
    ...outcomeChange('name', lastSeen(before, 'dns-answer'), lastSeen(now, 'dns-answer')),
    ...addressChange(lastSeen(before, 'dns-answer'), lastSeen(now, 'dns-answer')),
    ...outcomeChange('reach', bestConnect(before), bestConnect(now)),
    ...outcomeChange('starttls', lastSeen(before, 'starttls'), lastSeen(now, 'starttls')),
    ...outcomeChange('tls', lastSeen(before, 'tls-handshake'), lastSeen(now, 'tls-handshake')),
    ...tlsChanges(lastSeen(before, 'tls-handshake'), lastSeen(now, 'tls-handshake')),
    ...offerChanges(lastOffer(before), lastOffer(now)),
    ...signInChanges(lastSeen(before, 'sign-in'), lastSeen(now, 'sign-in')),
  ];
}

const GOOD_OUTCOMES: ReadonlySet<string> = new Set([
  'resolved',
  'connected',
  'agreed',
  'established',
  'accepted',
]);

function outcomeChange(
  thing: ChangedThing,
  before: { readonly outcome: string } | undefined,
  now: { readonly outcome: string } | undefined,
): readonly EndpointChange[] {
  if (before === undefined || now === undefined || before.outcome === now.outcome) return [];
  const isBetter = GOOD_OUTCOMES.has(now.outcome);
  const sense = isBetter ? 'better' : GOOD_OUTCOMES.has(before.outcome) ? 'worse' : 'other';
  return [{ thing, sense, before: [before.outcome], now: [now.outcome] }];
}

/** One address that answers is enough. */
function bestConnect(own: Own): ObservationOf<'tcp-connect'> | undefined {
  const all = seen(own, 'tcp-connect');
  return all.find(({ outcome }) => outcome === 'connected') ?? all.at(-1);
}

function addressChange(
  before: ObservationOf<'dns-answer'> | undefined,
  now: ObservationOf<'dns-answer'> | undefined,
): readonly EndpointChange[] {
  // An address that was named as one cannot change.
  if (before?.outcome !== 'resolved' || now?.outcome !== 'resolved') return [];
  const [was, is] = [before, now].map(({ addresses }) => [...new Set(addresses)].toSorted());
  if (was === undefined || is === undefined || was.join(' ') === is.join(' ')) return [];
  return [{ thing: 'addresses', sense: 'other', before: was, now: is }];
}

type Tls = ObservationOf<'tls-handshake'>;

function tlsChanges(before: Tls | undefined, now: Tls | undefined): readonly EndpointChange[] {
  if (before === undefined || now === undefined) return [];
  const [was, is] = [before.chain[0], now.chain[0]];
  return [
    ...versionChange(before.version, now.version),
    ...(was === undefined || is === undefined || was.fingerprint === is.fingerprint
      ? []
      : certificateChange(was, is, before.anchor === 'bundled' && now.anchor !== 'bundled')),
  ];
}

/** `TLSv1.2` is written before `TLSv1.3`, too. */
function versionChange(before: string | null, now: string | null): readonly EndpointChange[] {
  if (before === null || now === null || before === now) return [];
  return [{ thing: 'tls-version', sense: now < before ? 'worse' : 'better', before: [before], now: [now] }];
}

/** A later one of the same authority is what every server does a few times a year. */
function certificateChange(
  was: CertificateFacts,
  is: CertificateFacts,
  isLessTrusted: boolean,
): readonly EndpointChange[] {
  const [issuerBefore, issuerNow] = [organisationOf(was.issuer), organisationOf(is.issuer)];
  if (issuerBefore !== issuerNow) {
    const sense = isLessTrusted ? 'worse' : 'other';
    return [{ thing: 'issuer', sense, before: [issuerBefore], now: [issuerNow] }];
  }
  const [until, untilNow] = [was.notAfter, is.notAfter].map((time) => (time === null ? [] : [dayOf(time)]));
  const isLater = (untilNow?.[0] ?? '') >= (until?.[0] ?? '');
  return [
    {
      thing: 'certificate',
      sense: isLater && !isLessTrusted ? 'usual' : 'other',
      before: until ?? [],
      now: untilNow ?? [],
    },
  ];
}

type Offer = ObservationOf<'capabilities'>;

/** What was offered before TLS could have been said by anybody. */
function lastOffer(own: Own): Offer | undefined {
  return seen(own, 'capabilities').findLast(
    ({ phase, outcome }) => phase === 'in-tls' && outcome === 'listed',
  );
}

function offerChanges(before: Offer | undefined, now: Offer | undefined): readonly EndpointChange[] {
  if (before === undefined || now === undefined) return [];
  const gone = (was: readonly string[], is: readonly string[]): readonly string[] =>
    was.filter((name) => !is.includes(name));
  const [had, has] = [before, now].map(withoutMechanisms);
  const one = (thing: ChangedThing, sense: ChangeSense, was: readonly string[], is: readonly string[]) =>
    was.length + is.length === 0 ? [] : [{ thing, sense, before: was, now: is }];
  return [
    ...one('mechanisms-gone', 'worse', gone(before.mechanisms, now.mechanisms), []),
    ...one('mechanisms-new', 'better', [], gone(now.mechanisms, before.mechanisms)),
    ...one('capabilities-gone', 'other', gone(had ?? [], has ?? []), []),
    ...one('capabilities-new', 'usual', [], gone(has ?? [], had ?? [])),
  ];
}

/** Mechanisms stand among the capabilities, too: `AUTH=PLAIN` (IMAP), `AUTH PLAIN LOGIN` (SMTP), `SASL PLAIN` (POP3, Sieve). */
function withoutMechanisms({ capabilities }: Offer): readonly string[] {
  return capabilities.filter((one) => !/^(AUTH|SASL)([= ]|$)/i.test(one));
}

type SignInSeen = ObservationOf<'sign-in'>;

function signInChanges(
  before: SignInSeen | undefined,
  now: SignInSeen | undefined,
): readonly EndpointChange[] {
  const outcome = outcomeChange('sign-in', before, now);
  const [was, is] = [before?.mechanism ?? null, now?.mechanism ?? null];
  if (outcome.length > 0 || was === null || is === null || was === is) return outcome;
  return [{ thing: 'sign-in-mechanism', sense: 'other', before: [was], now: [is] }];
}
