import type { PlacedCandidate, SourceKind } from '../../mail/candidate.ts';
import { isSameEndpoint } from '../../mail/endpoint.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { finding, type Finding } from '../finding.ts';
import type { JudgedEndpoint } from '../judged.ts';
import { idOf, seen } from '../view.ts';

// Documents in which a way to sign in is named, so that programs take it.
const NAMING: readonly SourceKind[] = [
  'autoconfig',
  'autoconfig-well-known',
  'autoconfig-http',
  'autoconfig-mx',
  'mailconf',
  'pacc',
];
// The autoconfig draft's word for the password itself, its old one, and SASL's.
const THE_PASSWORD = ['password-cleartext', 'plain', 'PLAIN', 'LOGIN'];

/** Settings that ask for the password itself at a server which takes a proof of it: programs that follow them give more than they need to. */
export function judgeWeakerSignIn(
  candidates: readonly PlacedCandidate[],
  judged: readonly JudgedEndpoint[],
): readonly Finding[] {
  return judged.flatMap(({ endpoint, best }) => {
    const lists = seen(best.view, 'capabilities').filter(({ phase }) => phase === 'in-tls');
    const proof = lists
      .flatMap(({ mechanisms }) => mechanisms)
      .find((name) => mechanismNamed(name)?.provesServer === true);
    const source = candidates.find(
      (one) =>
        NAMING.includes(one.source.kind) &&
        isSameEndpoint(one.endpoint, endpoint) &&
        one.signIn.length > 0 &&
        one.signIn.every((word) => THE_PASSWORD.includes(word)),
    )?.source;
    if (proof === undefined || source === undefined) return [];
    const { host } = endpoint;
    const params = { host, mechanism: proof, uri: source.uri ?? source.kind };
    return [finding('discovery_autoconfig_weaker_sign_in', params, lists.map(idOf))];
  });
}
