import { generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { makeCertificate, type CertificateRequest, type Issuer } from '../keys/certificate.ts';
import type { Extension } from '../keys/extensions.ts';
import {
  ISSUERS,
  RECIPES,
  type CertificateName,
  type Days,
  type IssuerName,
  type KeyKind,
  type Recipe,
} from './certificate-recipes.ts';

export type { CertificateName } from './certificate-recipes.ts';

/** The certificate of one end of TLS and its key, both PEM. */
export interface KeyedCertificate {
  /** The end-entity certificate, and behind it whatever else is sent. */
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly keyPem: string;
}

/** The certificate that a server shows. */
export interface ServerCertificate extends KeyedCertificate {
  /** True where a TLS library loads it only when told to: see `contextOptions`. */
  readonly isWeak: boolean;
}

/** The authority of one practice run. It lives in memory only, and with it everything that it has signed. */
export interface Authority {
  /** Whom to trust for this run, and nowhere else. */
  readonly caPem: string;
  /** The root of the one in between, which nobody trusts unless a person says so. */
  readonly interceptorPem: string;
  /** A certificate for the names of this run. It is made when it is first asked for, and kept. */
  readonly certificate: (name: CertificateName) => Promise<ServerCertificate>;
  /** The certificate of a device that signs in as somebody: one for each authcid, which signs itself. Kept, too. */
  readonly clientCertificate: (authcid: string) => Promise<KeyedCertificate>;
}

/** What an authority is made for. */
export interface AuthorityOptions {
  /** What servers are reached by: a host name, which becomes the common name, and more of them or IPv4 addresses. */
  readonly names: readonly string[];
  /** Tells this run's authority from that of any other: a few random letters. */
  readonly runName: string;
  /** From when certificates are valid, or are not. */
  readonly now: Date;
}

const DAY_MS = 86_400_000;
const DEVICE_NAME = 'Practice device';
// A client's clock may be behind ours.
const DEVICE_DAYS: Days = { from: -1 / 24, to: 90 };

/**
 * Makes the authority of one practice run.
 *
 * @throws {RangeError} where the run's name cannot stand in a certificate
 */
export async function makeAuthority(options: AuthorityOptions): Promise<Authority> {
  const issuerOf = keeping((name: IssuerName) => makeIssuer(name));
  const certificate = keeping((name: CertificateName) => makeServerCertificate(RECIPES[name]));
  const clientCertificate = keeping(makeDeviceCertificate);
  const [root, interceptor] = await Promise.all([issuerOf('root'), issuerOf('interceptor')]);
  return { caPem: root.pem, interceptorPem: interceptor.pem, certificate, clientCertificate };

  async function makeIssuer(name: IssuerName): Promise<MadeIssuer> {
    const recipe = ISSUERS[name];
    const keys = await KEY_MAKERS.p256();
    const above = await aboveOf(recipe.issuer, keys);
    const der = makeCertificate({
      subject: { commonName: `${recipe.commonName} ${options.runName}` },
      publicKey: keys.publicKey,
      issuer: above,
      ...validity(recipe.days),
      extensions: [...recipe.extensions, ...identifiers(above)],
    });
    const pem = pemOf(der);
    const chain = recipe.isSent ? [pem, ...above.chain] : above.chain;
    return { key: keys.privateKey, certificate: der, pem, chain };
  }

  async function makeServerCertificate(recipe: Recipe): Promise<ServerCertificate> {
    const keys = await KEY_MAKERS[recipe.key]();
    const above = await aboveOf(recipe.issuer, keys);
    const names = recipe.names(options.names);
    const der = makeCertificate({
      subject: { commonName: names.at(0) ?? options.names.at(0) ?? '' },
      publicKey: keys.publicKey,
      issuer: above,
      ...validity(recipe.days),
      extensions: [
        ...recipe.extensions,
        ...alternativeNames(names),
        ...identifiers(above),
        ...issuerAddress(recipe.issuer),
      ],
      ...(recipe.digest === undefined ? {} : { digest: recipe.digest }),
    });
    const sent = recipe.sends?.(above.chain) ?? above.chain;
    return {
      certificatePem: [pemOf(recipe.spoil?.(der) ?? der), ...sent].join('\n'),
      keyPem: keyPemOf(keys),
      isWeak: recipe.isWeak ?? false,
    };
  }

  async function makeDeviceCertificate(authcid: string): Promise<KeyedCertificate> {
    const keys = await KEY_MAKERS.ed25519();
    const der = makeCertificate({
      subject: { commonName: DEVICE_NAME, userId: authcid },
      publicKey: keys.publicKey,
      issuer: { key: keys.privateKey },
      ...validity(DEVICE_DAYS),
      extensions: [],
    });
    return { certificatePem: pemOf(der), keyPem: keyPemOf(keys) };
  }

  async function aboveOf(issuer: IssuerName | 'itself', keys: KeyPair): Promise<Above> {
    return issuer === 'itself' ? { key: keys.privateKey, chain: [] } : issuerOf(issuer);
  }

  function validity({ from, to }: Days): Pick<CertificateRequest, 'notBefore' | 'notAfter'> {
    const start = options.now.getTime();
    return { notBefore: new Date(start + from * DAY_MS), notAfter: new Date(start + to * DAY_MS) };
  }
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Who signs, and what is sent behind what it has signed. */
interface Above extends Issuer {
  readonly chain: readonly string[];
}

interface MadeIssuer extends Above {
  readonly pem: string;
}

const generate = promisify(generateKeyPair);
const KEY_MAKERS: Readonly<Record<KeyKind, () => Promise<KeyPair>>> = {
  p256: () => generate('ec', { namedCurve: 'P-256' }),
  ed25519: () => generate('ed25519'),
  rsa1024: () => generate('rsa', { modulusLength: 1024 }),
};

function alternativeNames(names: readonly string[]): readonly Extension[] {
  return names.length === 0 ? [] : [{ kind: 'subjectAltName', names }];
}

/** RFC 5280 §4.2.1.1: one that signs itself may go without the identifier of its issuer's key. */
function identifiers({ certificate }: Issuer): readonly Extension[] {
  const own: Extension = { kind: 'subjectKeyIdentifier' };
  return certificate === undefined ? [own] : [own, { kind: 'authorityKeyIdentifier' }];
}

function issuerAddress(issuer: IssuerName | 'itself'): readonly Extension[] {
  const url = issuer === 'itself' ? undefined : ISSUERS[issuer].url;
  return url === undefined ? [] : [{ kind: 'authorityInfoAccess', url }];
}

function pemOf(der: Buffer): string {
  return new X509Certificate(der).toString();
}

function keyPemOf({ privateKey }: KeyPair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Makes the value of a key when it is first asked for, and gives the same one from then on. */
function keeping<K, V>(make: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const kept = new Map<K, Promise<V>>();
  return (key) => {
    const value = kept.get(key) ?? make(key);
    kept.set(key, value);
    return value;
  };
}
