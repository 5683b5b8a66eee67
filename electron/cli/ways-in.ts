import type { Language } from '../../shared/findings/explain.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { OtherCredential } from '../node/credential.ts';
import { readFirstLine, readPassword } from './password.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The options that say what to sign in with, as commander gives them. */
export interface RawWaysIn {
  readonly passwordFile?: string;
  readonly p12?: string;
  readonly p12PasswordFile?: string;
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly oauthTokenFile?: string;
}

/** What is signed in with; with neither the person is asked for a password. */
export interface WayIn {
  readonly password?: string;
  readonly credential?: OtherCredential;
  /** The id of the device whose key it is, where it is one of this computer. */
  readonly deviceId?: string;
}

const WAYS = [
  { name: 'passwordFile', option: '--password-file' },
  { name: 'p12', option: '--p12' },
  { name: 'key', option: '--key' },
  { name: 'oauthTokenFile', option: '--oauth-token-file' },
] as const;

// RFC 6750 §2.1: b64token.
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
// Tokens with claims in them have some KB.
const LONGEST_TOKEN_BYTES = 65_536;

/** Reads the one way in that was named. The files are read here, and their contents go nowhere but into the run. */
export async function readWayIn(
  raw: RawWaysIn,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<WayIn>> {
  const problem = conflictIn(raw);
  if (problem !== null) return problem;
  if (raw.p12 !== undefined) return readKey(raw.p12, raw.p12PasswordFile, terminal);
  if (raw.key !== undefined) return readKept(raw.key, raw.passphraseFile, language, terminal);
  if (raw.oauthTokenFile !== undefined) return readToken(raw.oauthTokenFile, terminal);
  if (raw.passwordFile === undefined) return accepted({});
  const password = await readPassword(raw.passwordFile, terminal);
  return password.ok ? accepted({ password: password.value }) : password;
}

/** What kind of mechanism such a way needs. */
export function needOf({ p12, key, oauthTokenFile }: RawWaysIn): 'key' | 'token' | 'password' {
  if (p12 !== undefined || key !== undefined) return 'key';
  return oauthTokenFile === undefined ? 'password' : 'token';
}

function conflictIn(raw: RawWaysIn): Parsed<never> | null {
  const named = WAYS.filter(({ name }) => raw[name] !== undefined).map(({ option }) => option);
  const all = WAYS.map(({ option }) => option).join(', ');
  if (named.length > 1) return refused('ways_in_conflict', named.join(', '), all);
  const isLeftOver = raw.p12 === undefined && raw.p12PasswordFile !== undefined;
  if (isLeftOver) return refused('p12_not_named', raw.p12PasswordFile ?? '');
  const isAlone = raw.key === undefined && raw.passphraseFile !== undefined;
  return isAlone ? refused('key_not_named', raw.passphraseFile ?? '') : null;
}

async function readKept(
  device: string,
  passphraseFile: string | undefined,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<WayIn>> {
  const { openKept } = await import('./commands/key/kept-key.ts');
  const { deviceKeyOf } = await import('../node/devices/kept-key.ts');
  const kept = await openKept(device, passphraseFile, language, terminal);
  if (!kept.ok) return kept;
  const { id, revokedAt } = kept.value.device;
  const key = deviceKeyOf(kept.value);
  const isRevoked = revokedAt !== null;
  return key.ok ? accepted({ credential: { kind: 'key', key: key.value, isRevoked }, deviceId: id }) : key;
}

async function readKey(
  file: string,
  passwordFile: string | undefined,
  terminal: Terminal,
): Promise<Parsed<WayIn>> {
  const password = passwordFile === undefined ? accepted('') : await readPassword(passwordFile, terminal);
  if (!password.ok) return password;
  // Loaded when it is wanted: what reads a P12 takes 60 ms to load.
  const { readDeviceKey } = await import('../node/keys/read-device-key.ts');
  const key = await readDeviceKey(file, password.value);
  return key.ok ? accepted({ credential: { kind: 'key', key: key.value } }) : key;
}

async function readToken(file: string, terminal: Terminal): Promise<Parsed<WayIn>> {
  const line = await readFirstLine(file, LONGEST_TOKEN_BYTES, terminal);
  if (line === 'unreadable') return refused('token_file_unreadable', file);
  const name = file === '-' ? 'stdin' : `“${file}”`;
  const token = line?.text.trim() ?? '';
  return TOKEN.test(token)
    ? accepted({ credential: { kind: 'token', token } })
    : refused('token_unusable', name);
}
