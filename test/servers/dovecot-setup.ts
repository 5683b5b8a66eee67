import { join } from 'node:path';
import type { CertificateName, PkiFiles } from './pki.ts';

/** The addresses of a Dovecot, by what is wrong with them: one listening address is one fault. */
export const ADDRESSES = {
  good: '127.0.0.2',
  expired: '127.0.0.3',
  wrongName: '127.0.0.4',
  selfSigned: '127.0.0.5',
  /** No STARTTLS, and PLAIN in the clear: what stripping looks like. The implicit TLS ports only hang up. */
  noTls: '127.0.0.6',
  /** TLS 1.0 and weak ciphers are allowed. */
  oldTls: '127.0.0.7',
  unknownIssuer: '127.0.0.8',
  notYetValid: '127.0.0.10',
} as const;

/** What is wrong with an address, or `good`. */
export type Fault = keyof typeof ADDRESSES;

/** The faults that are a certificate of the same name. */
export const CERTIFICATE_FAULTS: readonly (Fault & CertificateName)[] = [
  'expired',
  'wrongName',
  'selfSigned',
  'unknownIssuer',
  'notYetValid',
];

/** What a Dovecot listens to. ManageSieve (`sieve`) has no port with implicit TLS. */
export const PORT_NAMES = ['imap', 'imaps', 'submission', 'submissions', 'pop3', 'pop3s', 'sieve'] as const;

/** The ports, the same on all addresses. */
export type DovecotPorts = Readonly<Record<(typeof PORT_NAMES)[number], number>>;

/** What a configuration is made of. Paths are as Dovecot sees them, which may have a root of its own. */
export interface DovecotSetup {
  /** Holds everything; Dovecot's users must be able to traverse it. */
  readonly folder: string;
  readonly pki: PkiFiles;
  readonly ports: DovecotPorts;
  readonly relayPort: number;
  readonly authMechanisms: readonly string[];
  /** Which client certificates to trust, in one PEM file; null where clients are not asked for one. */
  readonly clientAnchors: string | null;
  readonly authcidField: AuthcidField;
  /** What the processes that speak TLS get as `OPENSSL_CONF`, or null for the system's. */
  readonly opensslConfig: string | null;
}

/** The part of a client certificate's subject that is the authcid, as OpenSSL calls it. */
export type AuthcidField = 'commonName' | 'UID';

/** The passwd-file of a Dovecot. */
export function usersFile(folder: string): string {
  return join(folder, 'users');
}

/** One line of a passwd-file. `{PLAIN}` is the only scheme from which a server can serve every mechanism. */
export function passwdLine(authcid: string, password: string): string {
  if (/[:\r\n]/.test(authcid + password)) throw new RangeError('A passwd-file holds no colons and line ends');
  return `${authcid}:{PLAIN}${password}\n`;
}

/** An OpenSSL configuration that caps the TLS version: Dovecot has no setting for it. */
export function opensslCapConfig(newestTls: string): string {
  return `
openssl_conf = default_conf
[default_conf]
ssl_conf = ssl_sect
[ssl_sect]
system_default = system_default_sect
[system_default_sect]
MaxProtocol = ${newestTls}
`.trimStart();
}
