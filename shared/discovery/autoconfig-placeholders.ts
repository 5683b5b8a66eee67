import type { Hostname } from '../mail/hostname.ts';
import { parseUsername } from '../mail/username.ts';
import { safeText } from '../wire/server-words.ts';
import { readServerHost } from './server-host.ts';

const DOMAIN = '%EMAILDOMAIN%';
const USERNAME_PLACEHOLDERS = /%(?:EMAILADDRESS|EMAILLOCALPART|EMAILDOMAIN)%/g;
const PLACEHOLDER = /%[^%\s]+%/;
/** Longer than any host name, so that placeholders fit in. */
const LONGEST_WRITTEN = 500;

/**
 * The host that a `<hostname>` means in a domain, or null where it is unusable.
 *
 * The draft leaves it to the client which placeholders it replaces in host names. The domain is replaced, because DNS is
 * asked for it anyway. Neither the address nor the local part ever is: the name server, and everybody who is asked on the
 * way to it, would learn it.
 *
 * A name with letters outside ASCII is unusable like everywhere else in Letterlock; providers publish the A-label form.
 */
export function hostOf(written: string, domain: Hostname): Hostname | null {
  if (written.length > LONGEST_WRITTEN) return null;
  return readServerHost(written.replaceAll(DOMAIN, () => domain));
}

/**
 * The user name that a `<username>` means, with its placeholders, or null where it says none that can be used: it is
 * missing, has a placeholder that nobody defined, markup, or characters that cannot be seen.
 *
 * Null and not a reason to drop the section: how the server is reached stands all the same, and with null the usual forms
 * of a user name are tried.
 */
export function usernameOf(written: string): string | null {
  const name = parseUsername(written);
  if (!name.ok || safeText(name.value) !== name.value || /[<>]/.test(name.value)) return null;
  return PLACEHOLDER.test(name.value.replaceAll(USERNAME_PLACEHOLDERS, ' ')) ? null : name.value;
}
