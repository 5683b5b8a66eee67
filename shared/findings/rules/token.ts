import type { ObservationOf } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { refusalOf } from '../refusals/refusal-of.ts';
import { place, type EndpointView } from '../view.ts';

// RFC 6750 §3.1, as RFC 7628 §3.2.2 takes it over.
const SCOPE_ERROR = 'insufficient_scope';

/** What came of a sign-in with a token; null where there is nothing to say that is not said of every sign-in. */
export function judgeToken(view: EndpointView, signIn: ObservationOf<'sign-in'>): readonly Finding[] | null {
  const { token, outcome, id, mechanism } = signIn;
  if (token === undefined) return null;
  // That the server gets it is how tokens work; a password is another thing.
  if (outcome === 'accepted') return [];
  if (outcome !== 'rejected' || !isTokensFault()) return null;
  const { host, protocol } = place(view);
  const params = { host, protocol, mechanism: mechanism ?? '?' };
  if (token.errorStatus === SCOPE_ERROR) return [finding('auth_token_scope', params, [id])];
  return token.isExpired === true
    ? [finding('auth_token_expired', params, [id], 'likely')]
    : [finding('auth_token_refused', params, [id])];

  /** The error document is about the token by its nature, whatever code the protocol ends with. */
  function isTokensFault(): boolean {
    return token?.text !== null || refusalOf(signIn, view.endpoint.protocol).cause === 'password-wrong';
  }
}
