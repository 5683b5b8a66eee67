import { utf8 } from './bytes.ts';
import type { ClientCredentials, SaslNote } from './client.ts';
import type { SaslFailure } from './failures.ts';
import type { Mechanism } from './mechanisms.ts';
import { opaqueString, usernameCasePreserved } from './precis.ts';
import type { Prepared } from './prepared.ts';
import { saslprep } from './saslprep.ts';

/** Credentials in the form in which they are sent; what was not given is empty. */
export interface PreparedCredentials {
  readonly authcid: string;
  readonly authzid: string;
  readonly password: string;
  readonly token: string;
}

/** Prepared credentials with what is to be said about them, or what makes them unusable. */
export type PreparationResult =
  | { readonly ok: true; readonly credentials: PreparedCredentials; readonly notes: readonly SaslNote[] }
  | { readonly ok: false; readonly failure: SaslFailure };

// Longer than any name or password of a person; XMPP (RFC 7622 §3.3) draws the same line.
const LONGEST_OCTETS = 1023;
// RFC 6750 §2.1: the characters of a bearer token.
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * Prepares what a mechanism needs: names with UsernameCasePreserved and passwords with OpaqueString (RFC 8265), or
 * both with SASLprep (RFC 4013) where the mechanism's own RFC says so. Nothing was sent yet when this refuses.
 */
export function prepareCredentials(
  { needs, preparation, family }: Mechanism,
  { authcid, authzid = '', password = '', token = '' }: ClientCredentials,
): PreparationResult {
  const notes: SaslNote[] = [];
  if (family === 'anonymous') return { ok: true, credentials: { authcid, authzid, password, token }, notes };

  const name = prepareName(authcid, preparation);
  // EXTERNAL takes the name out of the certificate; every other mechanism sends one.
  if ((!name.ok || isTooLong(name.text)) && family !== 'external') return unusable('authcid');
  const actsAs =
    authzid === '' ? { ok: true as const, text: '', isChanged: false } : prepareName(authzid, preparation);
  if (!actsAs.ok || isTooLong(actsAs.text)) return unusable('authzid');
  if (needs === 'token' && !TOKEN.test(token)) return unusable('token');
  const secret = needs === 'password' ? preparePassword(password, preparation) : null;
  if (secret !== null && (!secret.ok || isTooLong(secret.text))) return unusable('password');

  if (name.ok && name.isChanged) notes.push('authcid-changed-by-preparation');
  if (secret?.ok === true && secret.isChanged) notes.push('password-changed-by-preparation');
  return {
    ok: true,
    notes,
    credentials: {
      authcid: name.ok ? name.text : '',
      authzid: actsAs.text,
      password: secret?.ok === true ? secret.text : '',
      token,
    },
  };
}

/** A password in the form of a mechanism; servers use it for what they store, too. */
export function preparePassword(password: string, preparation: Mechanism['preparation']): Prepared {
  if (preparation === 'precis') return opaqueString(password);
  const prepared = saslprep(password, 'stored');
  // RFC 5802 §2.2 calls the password a "stored string", in which code points newer than Unicode 3.2 (every emoji) are
  // forbidden. Servers that prepare nothing (Dovecot) hold such passwords all the same, so they go out as OpaqueString.
  return !prepared.ok && prepared.reason === 'unassigned' ? opaqueString(password) : prepared;
}

/** A user name in the form of a mechanism. RFC 5802 §5.1: for SASLprep it is a query string. */
function prepareName(name: string, preparation: Mechanism['preparation']): Prepared {
  if (preparation === 'saslprep') return saslprep(name, 'query');
  const prepared = usernameCasePreserved(name);
  // Real user names hold what the identifier class forbids (a backslash before it is a domain of Windows, a space): those
  // of plain ASCII are sent as they are. What is outside ASCII is prepared strictly.
  return !prepared.ok && /^[\x20-\x7e]+$/.test(name) ? { ok: true, text: name, isChanged: false } : prepared;
}

function isTooLong(text: string): boolean {
  return utf8(text).length > LONGEST_OCTETS;
}

function unusable(what: 'authcid' | 'authzid' | 'password' | 'token'): PreparationResult {
  return { ok: false, failure: { by: 'user', reason: `${what}-unusable` } };
}
