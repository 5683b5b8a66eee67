import type { RunObservationOf } from '../../mail/observation.ts';
import type { Cause } from './cause.ts';
import type { Refusal } from './refusal-of.ts';

type ProviderSignIn = RunObservationOf<'provider'>['signIn'];

// Where the password of the account never opens the mailbox, a refused one most likely was that.
const WANTED: Readonly<Record<ProviderSignIn, Cause | null>> = {
  password: null,
  'app-password': 'app-password',
  'password-or-app-password': null,
  'oauth-only': 'oauth-only',
  'oauth-or-app-password': 'app-password',
  'oauth-or-password': null,
  'bridge-password': null,
  none: null,
};

/** A refusal that says no more than "wrong", in the light of what is known of the provider. */
export function knowing(refusal: Refusal, provider: { readonly signIn: ProviderSignIn } | null): Refusal {
  const wanted = provider === null ? null : WANTED[provider.signIn];
  if (wanted === null || refusal.cause !== 'password-wrong') return refusal;
  return { cause: wanted, confidence: 'likely' };
}
