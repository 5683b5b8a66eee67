import type { Credentials, SaslFailure } from './client.ts';

// Known gap: SASLprep (RFC 4013) and PRECIS (RFC 8265) are not here yet. What all of them share is done: NFC, and no
// control characters. A password with compatibility characters may be refused by a server that prepares it.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** The credentials in the form in which they are sent, or what makes them unusable. Nothing is sent in that case. */
export function prepare({ authcid, password }: Credentials): Credentials | SaslFailure {
  if (authcid === '' || CONTROL.test(authcid)) return { by: 'user', reason: 'authcid-unusable' };
  if (password === '' || CONTROL.test(password)) return { by: 'user', reason: 'password-unusable' };
  return { authcid: authcid.normalize('NFC'), password: password.normalize('NFC') };
}
