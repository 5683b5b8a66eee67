/** Why a server says no to a sign-in, as far as its answer tells. */
export type Cause =
  | 'password-wrong'
  /** The name is unknown, or wanted in another form. */
  | 'username-form'
  /** The name could not be read. */
  | 'username-unreadable'
  | 'app-password'
  | 'web-sign-in'
  | 'admin-consent'
  | 'oauth-only'
  /** This protocol is not switched on for this account. */
  | 'protocol-off'
  /** Nobody can sign in here. */
  | 'sign-in-off'
  | 'account-locked'
  | 'account-blocked'
  | 'password-expired'
  /** There is no mailbox behind the account. */
  | 'mailbox-missing'
  | 'connections'
  | 'throttled'
  | 'server-trouble'
  | 'not-authorized'
  | 'transition'
  | 'mechanism-weak'
  | 'referral'
  | 'binding-mismatch'
  | 'plus-stripped'
  | 'binding-refused'
  | 'exchange-broken'
  /** It names another reason, or none that is known. */
  | 'unclear';

// The password was not looked at, and nobody counts this as a wrong one.
const HARMLESS: ReadonlySet<Cause> = new Set(['server-trouble', 'connections', 'transition']);

/**
 * Whether a refusal for this cause ends all trying: whatever may have been counted as a failed sign-in is not followed by
 * another one, for some servers lock accounts after few of them.
 */
export function endsTrying(cause: Cause): boolean {
  return !HARMLESS.has(cause);
}
