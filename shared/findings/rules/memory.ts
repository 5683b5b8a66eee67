import type { ObservationOf } from '../../mail/observation.ts';
import { tlsVersionName } from '../../mail/tls-version.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { finding, type Finding } from '../finding.ts';
import { idOf, place, seen, type EndpointView, type Rule } from '../view.ts';

type RememberedSeen = ObservationOf<'remembered'>;
type Judge = (view: EndpointView, remembered: RememberedSeen) => Finding;

/** What the endpoint offered at an earlier run and does not offer now. What is not known any better is not guessed. */
export const judgeMemory: Rule = (view) =>
  seen(view, 'remembered').map((remembered) => CHANGES[remembered.change](view, remembered));

/** Tells whether a missing STARTTLS was there before: then that is what is said of it. */
export function hadStarttls(view: EndpointView): boolean {
  return seen(view, 'remembered').some(({ change }) => change === 'starttls-gone');
}

const CHANGES: Readonly<Record<RememberedSeen['change'], Judge>> = {
  'mechanism-gone': judgeMechanismGone,
  'starttls-gone': (view, { id, firstSeen, lastSeen }) =>
    finding('memory_starttls_gone', { ...place(view), since: firstSeen, until: lastSeen }, [
      id,
      ...seen(view, 'starttls').map(idOf),
    ]),
  'issuer-changed': (view, remembered) =>
    finding(
      'memory_issuer_changed',
      {
        host: place(view).host,
        issuer: remembered.now ?? '?',
        before: remembered.before ?? '?',
        until: remembered.lastSeen,
      },
      withHandshakes(view, remembered),
      'likely',
    ),
  'tls-older': (view, remembered) =>
    finding(
      'memory_tls_older',
      {
        host: place(view).host,
        version: versionOf(remembered.now),
        before: versionOf(remembered.before),
        since: remembered.firstSeen,
        until: remembered.lastSeen,
      },
      withHandshakes(view, remembered),
    ),
  'certificate-renewed': (view, remembered) =>
    finding(
      'memory_certificate_renewed',
      { host: place(view).host, date: remembered.now ?? '?', before: remembered.before ?? '?' },
      withHandshakes(view, remembered),
    ),
};

/** A proof in place of the password is the last thing that should get lost: without it the server learns the password. */
function judgeMechanismGone(
  view: EndpointView,
  { id, before, now, firstSeen, lastSeen }: RememberedSeen,
): Finding {
  const hadProof = mechanismNamed(before ?? '')?.provesServer === true;
  const givesPassword = mechanismNamed(now ?? '')?.sendsSecret === true;
  return finding(
    hadProof && givesPassword ? 'memory_proof_gone' : 'memory_mechanism_gone',
    {
      host: place(view).host,
      mechanism: before ?? '?',
      left: now ?? '–',
      since: firstSeen,
      until: lastSeen,
    },
    [
      id,
      ...seen(view, 'capabilities')
        .filter(({ phase }) => phase === 'in-tls')
        .map(idOf),
    ],
  );
}

function withHandshakes(view: EndpointView, { id }: RememberedSeen): readonly string[] {
  return [id, ...seen(view, 'tls-handshake').map(idOf)];
}

function versionOf(version: string | null): string {
  return version === null ? '?' : tlsVersionName(version);
}
