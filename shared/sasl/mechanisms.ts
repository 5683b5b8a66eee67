import type { HashName } from './crypto.ts';

/** How a mechanism's messages are made. */
export type MechanismFamily =
  'external' | 'scram' | 'oauthbearer' | 'xoauth2' | 'cram-md5' | 'plain' | 'login' | 'anonymous';

/** What a client needs at hand to use a mechanism. */
export type Need = 'key' | 'password' | 'token' | 'nothing';

/** Everything that is known about a mechanism. Code asks this table and never looks at a name. */
export interface Mechanism {
  /** Registered name, as on the wire. */
  readonly name: string;
  /** Null for mechanisms that are known by name and fact only. */
  readonly family: MechanismFamily | null;
  /** The RFC or draft that defines it. */
  readonly source: string;
  readonly hash: HashName | null;
  readonly needs: Need;
  /** True where the mechanism's own document demands TLS, because whoever reads along has what it takes to sign in. */
  readonly needsTls: boolean;
  /** True where the server learns the password or the token itself. */
  readonly sendsSecret: boolean;
  /** True where the server must prove that it knows the password before the client believes in success. */
  readonly provesServer: boolean;
  /** True for -PLUS: the exchange is bound to the TLS channel that it runs in. */
  readonly bindsChannel: boolean;
  /** True where the client's first message goes out without waiting for a challenge (RFC 4422 §3). */
  readonly clientFirst: boolean;
  /** How names and passwords are prepared: SASLprep where the RFC says so, PRECIS elsewhere. */
  readonly preparation: 'saslprep' | 'precis';
}

const KNOWN: Omit<Mechanism, 'name' | 'source'> = {
  family: null,
  hash: null,
  needs: 'password',
  needsTls: false,
  sendsSecret: false,
  provesServer: false,
  bindsChannel: false,
  clientFirst: true,
  preparation: 'precis',
};

// Strongest first: the order is the rank.
const MECHANISMS: readonly Mechanism[] = [
  {
    ...KNOWN,
    name: 'EXTERNAL',
    source: 'RFC 4422 appendix A',
    family: 'external',
    needs: 'key',
    needsTls: true,
  },
  scram('SCRAM-SHA-512', 'SHA-512', true, 'draft-melnikov-scram-sha-512'),
  scram('SCRAM-SHA-256', 'SHA-256', true, 'RFC 7677'),
  scram('SCRAM-SHA-1', 'SHA-1', true, 'RFC 5802'),
  scram('SCRAM-SHA-512', 'SHA-512', false, 'draft-melnikov-scram-sha-512'),
  scram('SCRAM-SHA-256', 'SHA-256', false, 'RFC 7677'),
  scram('SCRAM-SHA-1', 'SHA-1', false, 'RFC 5802'),
  bearer('OAUTHBEARER', 'oauthbearer', 'RFC 7628'),
  bearer('XOAUTH2', 'xoauth2', 'Google’s OAuth 2.0 mechanism'),
  { ...KNOWN, name: 'CRAM-MD5', source: 'RFC 2195', family: 'cram-md5', hash: 'MD5', clientFirst: false },
  { ...KNOWN, name: 'PLAIN', source: 'RFC 4616', family: 'plain', needsTls: true, sendsSecret: true },
  {
    ...KNOWN,
    name: 'LOGIN',
    source: 'draft-murchison-sasl-login',
    family: 'login',
    needsTls: true,
    sendsSecret: true,
    clientFirst: false,
  },
  { ...KNOWN, name: 'ANONYMOUS', source: 'RFC 4505', family: 'anonymous', needs: 'nothing' },
  // Known by name and fact only.
  { ...KNOWN, name: 'SCRAM-SHA3-512', source: 'draft-melnikov-scram-sha3-512', provesServer: true },
  {
    ...KNOWN,
    name: 'SCRAM-SHA3-512-PLUS',
    source: 'draft-melnikov-scram-sha3-512',
    provesServer: true,
    bindsChannel: true,
  },
  { ...KNOWN, name: 'SCRAM-SHA-384', source: 'IANA SCRAM family', provesServer: true },
  { ...KNOWN, name: 'SCRAM-SHA-224', source: 'IANA SCRAM family', provesServer: true },
  { ...KNOWN, name: 'GSSAPI', source: 'RFC 4752', needs: 'token', provesServer: true },
  { ...KNOWN, name: 'GS2-KRB5', source: 'RFC 5801', needs: 'token', provesServer: true },
  {
    ...KNOWN,
    name: 'DIGEST-MD5',
    source: 'RFC 2831, historic by RFC 6331',
    provesServer: true,
    clientFirst: false,
  },
  { ...KNOWN, name: 'NTLM', source: 'MS-NLMP' },
];

/** All mechanisms that Letterlock speaks, strongest first. */
export function mechanisms(): readonly Mechanism[] {
  return SPOKEN;
}

/** The mechanism of that name, spoken or only known (RFC 4422 §3.1: upper case on the wire, taken in any case). */
export function mechanismNamed(name: string): Mechanism | null {
  return BY_NAME.get(name.toUpperCase()) ?? null;
}

const SPOKEN = MECHANISMS.filter(({ family }) => family !== null);
const BY_NAME = new Map(MECHANISMS.map((mechanism) => [mechanism.name, mechanism]));

function scram(name: string, hash: HashName, bindsChannel: boolean, source: string): Mechanism {
  return {
    ...KNOWN,
    name: bindsChannel ? `${name}-PLUS` : name,
    source,
    family: 'scram',
    hash,
    provesServer: true,
    bindsChannel,
    preparation: 'saslprep', // RFC 5802 §5.1 and the definition of Normalize in §2.2
  };
}

function bearer(name: string, family: MechanismFamily, source: string): Mechanism {
  return { ...KNOWN, name, source, family, needs: 'token', needsTls: true, sendsSecret: true };
}
