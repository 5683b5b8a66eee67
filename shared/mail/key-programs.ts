import type { KeyAlgorithm, KeyForm } from './device.ts';

/** Why a mail program can take no ed25519 key; `shared/findings/key-reasons.ts` has the words. */
export type Ed25519Lack =
  /** Mozilla's NSS neither imports nor uses one. */
  | 'nss'
  /** Apple's Security framework, where the keychain lies, has no such kind of key. */
  | 'apple-keychain'
  /** Windows' store of certificates and its TLS have none. */
  | 'windows-store'
  /** Android's store of keys takes none from a file. */
  | 'android-keychain'
  /** It is not known which TLS library the program has. */
  | 'unknown';

/**
 * How a P12 is protected. `modern` is what programs of today read; `compatible` (3DES and SHA-1) is weaker, and for Apple's
 * programs and Android up to 11, which read neither AES there nor a MAC of SHA-256: such a file is to be deleted once it is
 * imported.
 */
export type P12Profile = 'modern' | 'compatible';

/** A mail program, as far as the key of a device has to be made for it. */
export interface KeyProgram {
  /** Short and lasting; in lower case. */
  readonly id: string;
  /** A proper name, the same in every language; null for a kind of program. */
  readonly name: string | null;
  /** Null where it takes ed25519. */
  readonly lack: Ed25519Lack | null;
  readonly p12Profile: P12Profile;
  /** Where that is known from: what was run, or an address. */
  readonly source: string;
  /** The month in which it was last compared with its source: `2026-11`. */
  readonly asOf: string;
}

/** Which kind of key some mail programs can all take. */
export interface AlgorithmChoice {
  readonly algorithm: KeyAlgorithm;
  /** Those that cannot take ed25519; none where that is what is chosen. */
  readonly because: readonly KeyProgram[];
}

const AS_OF = '2026-11';
const NSS = 'pk12util of NSS 3.87 and 3.110; lib/ssl/ssl3con.c of NSS 3.124';
const APPLE = 'https://developer.apple.com/forums/thread/680572';
const WINDOWS = 'https://github.com/rustls/rustls-platform-verifier/issues/195';
const ANDROID = 'https://github.com/google/conscrypt/issues/1265';
const OPENSSL = 'OpenSSL 3.0';
const GNUTLS = 'GnuTLS 3.7';

const PROGRAMS: readonly KeyProgram[] = [
  row('thunderbird', 'Thunderbird', 'nss', 'modern', NSS),
  row('apple-mail', 'Apple Mail', 'apple-keychain', 'compatible', APPLE),
  row('outlook', 'Outlook', 'windows-store', 'modern', WINDOWS),
  // Android up to 11 asks again and again for the password of a modern P12.
  row('k9', 'K-9 Mail', 'android-keychain', 'compatible', ANDROID),
  row('thunderbird-android', 'Thunderbird for Android', 'android-keychain', 'compatible', ANDROID),
  row('fairemail', 'FairEmail', 'android-keychain', 'compatible', ANDROID),
  row('mutt', 'Mutt', null, 'modern', `Mutt 2.2 with ${GNUTLS}`),
  row('neomutt', 'NeoMutt', null, 'modern', `${OPENSSL} and ${GNUTLS}, of which it has one`),
  row('msmtp', 'msmtp', null, 'modern', GNUTLS),
  row('mbsync', 'mbsync', null, 'modern', `isync 1.4 with ${OPENSSL}`),
  row('claws-mail', 'Claws Mail', null, 'modern', `Claws Mail 4.1 with ${GNUTLS}`),
  row('fetchmail', 'fetchmail', null, 'modern', `fetchmail 6.4 with ${OPENSSL}`),
  row('s-nail', 'S-nail', null, 'modern', `S-nail 14.9 with ${OPENSSL}`),
  row('curl', 'curl', null, 'modern', `curl 7.88 with ${OPENSSL}`),
  row('other-openssl', null, null, 'modern', OPENSSL),
  row('other-gnutls', null, null, 'modern', GNUTLS),
  // What every implementation of TLS 1.3 has to have.
  row('other', null, 'unknown', 'modern', 'RFC 8446 §9.1'),
];

/** All mail programs that are known here, those that most people have first. */
export function keyPrograms(): readonly KeyProgram[] {
  return PROGRAMS;
}

/** The mail program of an id; null where there is none. */
export function keyProgramOf(id: string): KeyProgram | null {
  return PROGRAMS.find((program) => program.id === id) ?? null;
}

/** The mail programs of some ids, as far as they are known here: a newer version may have written one. */
export function keyProgramsOf(ids: readonly string[]): readonly KeyProgram[] {
  return ids.flatMap((id) => keyProgramOf(id) ?? []);
}

/**
 * The kind of key for a device with these mail programs: ed25519, unless one of them cannot take it; then P-256, which all of
 * them can. Without any program it is ed25519: Letterlock's own sign-in takes it. RSA is never chosen, only asked for.
 */
export function algorithmFor(programs: readonly KeyProgram[]): AlgorithmChoice {
  const because = programs.filter(({ lack }) => lack !== null);
  return { algorithm: because.length === 0 ? 'ed25519' : 'p256', because };
}

/**
 * Why a key of some kind is not written in a form; null where it is. SEC 1 is a form of P-256 here, and a profile is for Apple's
 * keychain, which has no ed25519.
 */
export function lackOfForm(
  form: KeyForm,
  algorithm: KeyAlgorithm,
): 'key_has_no_sec1' | 'key_has_no_profile' | null {
  if (form === 'sec1' && algorithm !== 'p256') return 'key_has_no_sec1';
  return form === 'mobileconfig' && algorithm === 'ed25519' ? 'key_has_no_profile' : null;
}

/** How a P12 for some mail programs is protected, so that all of them can open it. */
export function p12ProfileFor(programs: readonly KeyProgram[]): P12Profile {
  return programs.some(({ p12Profile }) => p12Profile === 'compatible') ? 'compatible' : 'modern';
}

function row(
  id: string,
  name: string | null,
  lack: Ed25519Lack | null,
  p12Profile: P12Profile,
  source: string,
): KeyProgram {
  return { id, name, lack, p12Profile, source, asOf: AS_OF };
}
