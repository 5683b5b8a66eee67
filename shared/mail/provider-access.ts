/**
 * How the mail of a provider is reached: over the protocols that mail programs speak; only through a program of the provider's
 * own that runs on this computer and speaks them there; or not by any mail program.
 */
export type ProviderAccess = 'mail-protocols' | 'local-bridge' | 'none';

/**
 * What mail programs sign in with: the password of the account; one made for programs alone; either of them, by what the
 * person has set up; OAuth 2 (RFC 6749), alone or beside a password made for programs or beside that of the account; the
 * password that the program on this computer shows; or nothing, since there is nowhere to sign in.
 */
export type ProviderSignIn =
  | 'password'
  | 'app-password'
  | 'password-or-app-password'
  | 'oauth-only'
  | 'oauth-or-app-password'
  | 'oauth-or-password'
  | 'bridge-password'
  | 'none';

/** What a person, or their administrator, may have to do before a mail program can sign in. */
export type Precondition =
  /** IMAP and POP3 are off until they are switched on in the settings of the mailbox. */
  | 'imap-must-be-enabled'
  /** Sending by a mail program is off until it is switched on. */
  | 'submission-must-be-enabled'
  /** Programs that are not the provider's own are let in only after that has been allowed. */
  | 'other-programs-must-be-allowed'
  /** Passwords for programs can be made only where sign-in takes a second factor. */
  | 'app-password-needs-two-factor'
  /** Where sign-in takes a second factor, programs need a password made for them. */
  | 'app-password-with-two-factor'
  /** Mail programs are for those who pay. */
  | 'paid-plan-needed'
  /** The administrator of an organisation may have switched the protocols off. */
  | 'administrator-decides'
  /** The provider's program has to be installed and running. */
  | 'bridge-must-run';
