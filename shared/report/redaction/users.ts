import type { Pseudonyms } from './hidden.ts';
import type { Names } from './scan.ts';

const HOST = /^[\w*-]{1,63}(?:\.[\w-]{1,63})*\.?$/;
const PLACEHOLDERS = /%EMAIL(?:ADDRESS|LOCALPART|DOMAIN)%/g;
// What stands where there is no name to be told.
const NOBODY = ['', '?', '–'];

/** Tells whether a text has the form of a host name. */
export function isHostName(text: string): boolean {
  return HOST.test(text);
}

/** A user name that is no address. One number for a name, with any domain or with none. */
export function userIn(name: string, names: Pseudonyms): string {
  return names.put('user', name, pseudonymOf(name, names));
}

/** A mail address; without a local part, its domain alone. */
export function mailAddressIn(
  localPart: string,
  domain: string,
  domainShown: (domain: string) => string,
  names: Pseudonyms,
): string {
  if (localPart === '') return `@${domainShown(domain)}`;
  const shown = `${pseudonymOf(localPart, names)}@${domainShown(domain)}`;
  return names.put('user', `${localPart}@${domain}`, shown);
}

/** A user name in a field for it: an address, another name, or the placeholders of autoconfig, which are nobody's. */
export function usernameIn(
  name: string,
  { mailAddress, names }: Names,
  host: (host: string) => string,
): string {
  if (NOBODY.includes(name)) return name;
  const at = name.lastIndexOf('@');
  const [localPart, domain] = at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  const isPlaceholder =
    PLACEHOLDERS.test(localPart) && localPart.replace(PLACEHOLDERS, '').replace(/[\\.+_-]/g, '') === '';
  PLACEHOLDERS.lastIndex = 0;
  if (isPlaceholder) {
    if (at < 0) return name;
    return `${localPart}@${domain.replace(PLACEHOLDERS, '') === '' ? domain : host(domain)}`;
  }
  return at < 0 ? userIn(name, names) : mailAddress(localPart, domain);
}

function pseudonymOf(name: string, names: Pseudonyms): string {
  return `user-${names.numberOf('user', name.toLowerCase())}`;
}
