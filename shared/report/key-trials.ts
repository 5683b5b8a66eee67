import type { KeyOutcome, KeyTrial } from '../mail/device.ts';
import type { Report, SignIn } from './report.ts';

/**
 * What came of signing in with a key, at each server where something did. Where the connection broke, or nothing was tried,
 * nothing is known of the key.
 *
 * @param at when, ISO 8601, UTC
 */
export function keyTrialsIn({ signIns }: Pick<Report, 'signIns'>, at: string): readonly KeyTrial[] {
  return signIns.flatMap((signIn) => {
    const outcome = outcomeOf(signIn);
    return outcome === null ? [] : { endpoint: signIn.endpoint, outcome, at };
  });
}

function outcomeOf({ endpoint, outcome, mechanism, failure, key }: SignIn): KeyOutcome | null {
  if (key === undefined) return null;
  // After the key was shown, a server can turn it down in words as well as inside TLS.
  if (outcome === 'rejected' || failure === 'key-refused') return 'refused';
  if (failure === 'key-not-asked') return 'not-asked';
  if (failure === 'key-without-effect') return 'without-effect';
  if (outcome !== 'accepted') return null;
  if (mechanism !== null) return 'external';
  return endpoint.protocol === 'submission' ? 'certificate-alone' : 'preauth';
}
