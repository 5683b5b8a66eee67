import type { ObservationOf } from '../../mail/observation.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { findingFacts } from '../catalogue.generated.ts';
import { finding, type Confidence, type Finding, type FindingCode, type FindingParams } from '../finding.ts';
import { knowing } from '../refusals/by-provider.ts';
import type { Cause } from '../refusals/cause.ts';
import { refusalOf, type Refusal } from '../refusals/refusal-of.ts';
import { place, seen, type EndpointView } from '../view.ts';

type SignInSeen = ObservationOf<'sign-in'>;
type Values = ReturnType<typeof valuesOf>;

/** The codes whose pages name nothing but what is known of every refusal. */
type RefusalCode = {
  [C in FindingCode]: (typeof findingFacts)[C]['params'][number] extends keyof Values ? C : never;
}[FindingCode];

/** The finding that each cause of a refusal is. */
export const CODES_OF_CAUSES: Readonly<Record<Cause, RefusalCode>> = {
  'password-wrong': 'auth_password_refused',
  'username-form': 'auth_username_form',
  'username-unreadable': 'auth_username_refused',
  'app-password': 'auth_app_password_needed',
  'web-sign-in': 'auth_web_sign_in_needed',
  'admin-consent': 'auth_admin_consent_needed',
  'oauth-only': 'auth_oauth_only',
  'protocol-off': 'auth_protocol_switched_off',
  'sign-in-off': 'auth_login_disabled',
  'account-locked': 'account_locked',
  'account-blocked': 'account_blocked',
  'password-expired': 'auth_password_expired',
  'mailbox-missing': 'account_without_mailbox',
  connections: 'account_too_many_connections',
  throttled: 'auth_throttled',
  'server-trouble': 'auth_server_unavailable',
  'not-authorized': 'auth_not_authorized',
  transition: 'auth_transition_needed',
  'mechanism-weak': 'auth_mechanism_too_weak',
  referral: 'auth_referral_not_followed',
  'binding-mismatch': 'auth_channel_binding_mismatch',
  'plus-stripped': 'auth_plus_stripped',
  'binding-refused': 'auth_channel_binding_refused',
  'exchange-broken': 'auth_exchange_broken',
  unclear: 'auth_refused',
};

// Their pages say that the password stayed at home. A server that got it can say such words, too.
const OF_PROOFS: ReadonlySet<Cause> = new Set([
  'transition',
  'binding-mismatch',
  'plus-stripped',
  'binding-refused',
]);

/** The server judged a sign-in and said no. */
export function judgeRefused(view: EndpointView, signIn: SignInSeen): Finding {
  const { cause, confidence } = refusalAt(view, signIn);
  return ofRefusal(CODES_OF_CAUSES[cause], valuesOf(view, signIn), [signIn.id], confidence);
}

function refusalAt(view: EndpointView, signIn: SignInSeen): Refusal {
  const refusal = refusalOf(signIn, view.endpoint.protocol);
  if (signIn.sendsSecret && OF_PROOFS.has(refusal.cause)) return { cause: 'unclear', confidence: 'seen' };
  if (hadPlus(view) && refusal.cause === 'username-form' && refusal.confidence === 'likely') {
    // Dovecot 2.4 refuses there, without a word of SCRAM, who says that it was offered no -PLUS and would have had it.
    return { cause: 'plus-stripped', confidence: 'likely' };
  }
  return asTold(knowing(refusal, view.provider), view);
}

/** A mechanism that binds the channel was offered at an earlier run, and is not now. */
function hadPlus(view: EndpointView): boolean {
  return seen(view, 'remembered').some(
    ({ change, before }) =>
      change === 'mechanism-gone' && mechanismNamed(before ?? '')?.bindsChannel === true,
  );
}

/** The settings that were found name the user in another form than the one that was used. */
function asTold(refusal: Refusal, { username, suggestedUsername }: EndpointView): Refusal {
  if (refusal.cause !== 'password-wrong' || username === null || suggestedUsername === null) return refusal;
  const wantsAddress = /%EMAILADDRESS%|%EMAILLOCALPART%@/.test(suggestedUsername);
  const wantsLocalPart = suggestedUsername === '%EMAILLOCALPART%';
  const isOther = username.includes('@') ? wantsLocalPart : wantsAddress;
  return isOther ? { cause: 'username-form', confidence: 'likely' } : refusal;
}

function valuesOf(view: EndpointView, { mechanism, channelBinding, scramError }: SignInSeen) {
  return {
    ...place(view),
    username: view.username ?? '?',
    mechanism: mechanism ?? '?',
    binding: channelBinding ?? '–',
    detail: scramError ?? '?',
  };
}

function ofRefusal(
  code: RefusalCode,
  values: Values,
  evidence: readonly string[],
  confidence: Confidence,
): Finding {
  const names = findingFacts[code].params as readonly (keyof Values)[]; // what makes it a RefusalCode
  const params = Object.fromEntries(names.map((name) => [name, values[name]])) as FindingParams<RefusalCode>; // exactly its names
  return finding(code, params, evidence, confidence);
}
