import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  opensslCapConfig,
  passwdLine,
  usersFile,
  type AuthcidField,
  type DovecotSetup,
} from './dovecot-setup.ts';
import { pkiFiles, writePki, type Pki } from './pki.ts';

/** The user that exists unless others are named. */
export const TEST_AUTHCID = 'alice@example.test';
/** That user's password: found nowhere by accident, so that tests can look for it in logs. */
export const TEST_PASSWORD = 'Letterlock-kestrel-29-umbrella';

/** A certificate with which somebody may sign in. */
export interface ClientCertificate {
  /** What stands in the certificate's `AuthcidField`. */
  readonly authcid: string;
  /** Lines before it are left in. */
  readonly certificatePem: string;
}

/** What a Dovecot can be told. */
export interface DovecotOptions {
  /** Passwords by authcid; alone the test user where left out. */
  readonly users?: Readonly<Record<string, string>>;
  /** `auth_mechanisms`, in the order in which they are advertised. */
  readonly authMechanisms?: readonly string[];
  /** Caps the TLS version. With `TLSv1` only the address `oldTls` still speaks TLS, and 1.0 alone. */
  readonly newestTls?: 'TLSv1' | 'TLSv1.2';
  /**
   * Clients are asked for a certificate, and go on without one; EXTERNAL is on offer. These certificates are trusted,
   * and those that the PKI's client CA has issued. Where this is left out nobody is asked. No two of them may have the
   * same subject.
   */
  readonly clientCertificates?: readonly ClientCertificate[];
  /** Where the authcid stands in them; the common name where this is left out. */
  readonly authcidField?: AuthcidField;
}

const CLIENT_ANCHORS = 'client-anchors.pem';

/** What of a setup is known before there are ports. */
export type FolderSetup = Omit<DovecotSetup, 'ports' | 'relayPort'>;

/** Writes what a Dovecot reads, all but its configuration, to a folder below the root that Dovecot has. */
export async function fillFolder(
  folder: string,
  { root, mechanisms }: { readonly root: string; readonly mechanisms: readonly string[] },
  pki: Pki,
  options: DovecotOptions,
): Promise<FolderSetup> {
  const { users = { [TEST_AUTHCID]: TEST_PASSWORD }, authMechanisms = mechanisms } = options;
  const { newestTls, clientCertificates, authcidField = 'commonName' } = options;
  const inside = folder.slice(root.length);
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'mail'));
  await chmod(join(folder, 'mail'), 0o1777);
  const passwd = Object.entries(users).map(([authcid, password]) => passwdLine(authcid, password));
  await writeReadable(usersFile(folder), passwd.join(''));
  await writePki(pki, join(folder, 'pki'));
  const written = async (name: string, text: string): Promise<string> => {
    await writeReadable(join(folder, name), text);
    return join(inside, name);
  };
  return {
    folder: inside,
    pki: pkiFiles(join(inside, 'pki')),
    authMechanisms: clientCertificates === undefined ? authMechanisms : withExternal(authMechanisms),
    clientAnchors:
      clientCertificates === undefined
        ? null
        : await written(CLIENT_ANCHORS, anchors(pki, clientCertificates, authcidField)),
    authcidField,
    opensslConfig: newestTls === undefined ? null : await written('openssl.cnf', opensslCapConfig(newestTls)),
  };
}

/** Dovecot's processes run as users of their own, and must read this whatever our umask is. */
export async function writeReadable(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o644);
}

/** Puts other client certificates in the place of those that are trusted. Dovecot reads them when it is told to. */
export function writeClientAnchors(
  folder: string,
  pki: Pki,
  certificates: readonly ClientCertificate[],
  authcidField: AuthcidField,
): Promise<void> {
  return writeReadable(join(folder, CLIENT_ANCHORS), anchors(pki, certificates, authcidField));
}

function withExternal(mechanisms: readonly string[]): readonly string[] {
  return [...new Set([...mechanisms, 'external'])];
}

function anchors(pki: Pki, certificates: readonly ClientCertificate[], field: AuthcidField): string {
  const prefix = field === 'UID' ? 'UID' : 'CN';
  for (const { authcid, certificatePem } of certificates) {
    const { subject } = new X509Certificate(certificatePem);
    if (!subject.split('\n').includes(`${prefix}=${authcid}`))
      throw new RangeError(`This is not a certificate of ${authcid}, but of ${subject}`);
  }
  return [pki.clientCa.certificatePem, ...certificates.map(({ certificatePem }) => certificatePem)].join(
    '\n',
  );
}
