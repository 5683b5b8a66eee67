import type { EmailAddress } from '../mail/email-address.ts';
import type { Hostname } from '../mail/hostname.ts';

/**
 * What stands before the `@` where Autodiscover wants to be asked for a mail address.
 *
 * It is nobody's name, and the same for everybody: what a server, or who reads along, learns by it is that somebody looks
 * for the settings of that domain, which the DNS questions told already. Servers whose settings are the same for all of a
 * domain's mailboxes answer it, and those are most that are not Exchange. One that looks for the mailbox first answers that
 * there is none, or wants a sign-in; then a person may agree to more. It says what it is, so that an administrator
 * who finds it in a log knows that it is neither a person nor an attack.
 */
const LOCAL_PART = 'letterlock-settings';

/** The address to ask Autodiscover for, in the place of the person's own. */
export function neutralAddress(domain: Hostname): EmailAddress {
  return { localPart: LOCAL_PART, domain };
}
