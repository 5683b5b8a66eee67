import type { HashName } from './crypto.ts';

/** How a mechanism's messages are made. */
export type MechanismFamily = 'scram' | 'cram-md5' | 'plain';

/** Everything that is known about a mechanism. Code asks this table and never looks at a name. */
export interface Mechanism {
  /** Registered name, as on the wire. */
  readonly name: string;
  readonly family: MechanismFamily;
  readonly hash: HashName | null;
  /** True where the server learns the password itself, so that only verified TLS can carry it. */
  readonly sendsSecret: boolean;
  /** True where the server must prove that it knows the password before the client believes in success. */
  readonly provesServer: boolean;
  /** True where the client's first message goes out without waiting for a challenge (RFC 4422 §3). */
  readonly clientFirst: boolean;
}

// Strongest first: the order is the rank.
const MECHANISMS: readonly Mechanism[] = [
  scram('SCRAM-SHA-256', 'SHA-256'), // RFC 7677
  scram('SCRAM-SHA-1', 'SHA-1'), // RFC 5802
  {
    name: 'CRAM-MD5', // RFC 2195
    family: 'cram-md5',
    hash: 'MD5',
    sendsSecret: false,
    provesServer: false,
    clientFirst: false,
  },
  {
    name: 'PLAIN', // RFC 4616
    family: 'plain',
    hash: null,
    sendsSecret: true,
    provesServer: false,
    clientFirst: true,
  },
];

/** All mechanisms that Letterlock speaks, strongest first. */
export function mechanisms(): readonly Mechanism[] {
  return MECHANISMS;
}

/** The mechanism of that name (RFC 4422 §3.1: upper case on the wire, taken in any case), or null. */
export function mechanismNamed(name: string): Mechanism | null {
  return MECHANISMS.find((mechanism) => mechanism.name === name.toUpperCase()) ?? null;
}

function scram(name: string, hash: HashName): Mechanism {
  return { name, family: 'scram', hash, sendsSecret: false, provesServer: true, clientFirst: true };
}
