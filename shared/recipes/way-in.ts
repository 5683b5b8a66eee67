import { mechanismNamed, mechanisms } from '../sasl/mechanisms.ts';

/**
 * How a mail program is let in: a SASL mechanism by its name; or, by the key alone, IMAP's greeting with PREAUTH, or submission
 * without AUTH (`CERTIFICATE`); or the old commands LOGIN (IMAP), USER and PASS (POP3): `LOGIN-COMMAND`.
 */
export type WayIn = string;

/** What of it a device key takes: the server has the key, and nobody's password. */
export type KeyWay = (typeof KEY_WAYS)[number];

/** The ways that take a device key. */
export const KEY_WAYS = ['EXTERNAL', 'PREAUTH', 'CERTIFICATE'] as const;

/** IMAP's LOGIN (RFC 9051 §6.2.3), POP3's USER and PASS (RFC 1939 §7): they hand over the password, as PLAIN does. */
export const LOGIN_COMMAND = 'LOGIN-COMMAND';

/** No way in at all: what a program comes with that only looks at a server. No server has it, so it is never chosen. */
export const LOOK: WayIn = 'LOOK';

const KEYLESS = mechanisms()
  .filter(({ needs }) => needs === 'password' || needs === 'token')
  .map(({ name }) => name);

// A token comes from a website of the provider: it is for servers that take no password.
const LAST = KEYLESS.filter((name) => mechanismNamed(name)?.needs === 'token');
/** Every way in that is known, the strongest first. */
export const RANK: readonly WayIn[] = [
  ...KEY_WAYS,
  ...KEYLESS.filter((name) => !LAST.includes(name)),
  LOGIN_COMMAND,
  ...LAST,
];

/** Ways in, each once, the strongest first; those that nothing is known of are left out. */
export function byStrength(ways: readonly WayIn[]): readonly WayIn[] {
  return RANK.filter((way) => ways.includes(way));
}

/** Whether a way in takes a device key. */
export function isKeyWay(way: WayIn): way is KeyWay {
  return (KEY_WAYS as readonly WayIn[]).includes(way);
}

/** What the server learns of the password: nothing where a key or a token lets in, a proof, or all of it. */
export function learns(way: WayIn): 'nothing' | 'proof' | 'token' | 'secret' {
  if (isKeyWay(way)) return 'nothing';
  const mechanism = mechanismNamed(way);
  if (mechanism?.needs === 'token') return 'token';
  return way === LOGIN_COMMAND || mechanism?.sendsSecret === true ? 'secret' : 'proof';
}
