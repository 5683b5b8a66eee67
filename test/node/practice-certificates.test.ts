import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, DEFAULT_CIPHERS } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { RECIPES, type CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import { makeAuthority } from '../../electron/node/practice/certificates.ts';
import { contextOptions } from '../../electron/node/practice/secure-context.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

// What both TLS libraries take of a peer (SSL_MAX_CERT_LIST_DEFAULT).
const MOST_BYTES = 102_400;
const NAMES = Object.keys(RECIPES) as CertificateName[]; // the table's type has exactly these keys
const HOST = 'imap.practice.test';
const NOW = new Date();
const OPTIONS = { names: [HOST, 'smtp.practice.test', '127.0.0.1'], runName: '7f3a', now: NOW };
const authority = await makeAuthority(OPTIONS);
const root = new X509Certificate(authority.caPem);

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Everything that a server sends with a certificate of this name, its own first. */
async function sent(name: CertificateName): Promise<readonly X509Certificate[]> {
  const { certificatePem } = await authority.certificate(name);
  return (certificatePem.match(PEM) ?? []).map((pem) => new X509Certificate(pem));
}

/** The size of all that is sent. */
async function bytesOf(name: CertificateName): Promise<number> {
  return (await sent(name)).reduce((sum, { raw }) => sum + raw.length, 0);
}

const SERVER_NAMES = 'DNS:imap.practice.test, DNS:smtp.practice.test, IP Address:127.0.0.1';
const ECDSA_WITH_SHA256 = '06082a8648ce3d040302';
const ECDSA_WITH_SHA1 = '06072a8648ce3d0401';
const NAME_CONSTRAINTS = '0603551d1e';
const UNKNOWN_AND_CRITICAL = '06092b0601040181fd59010101ff';
const NAMES_WITH_NUL = ['imap', 'smtp', 'pop', 'sieve']
  .map((label) => `DNS:"${label}.practice.test\\u0000.webhost.hosting.test"`)
  .join(', ');

/** What can be told of a certificate and of the one behind it, if that is of its issuer. */
async function traitsOf(name: CertificateName) {
  const chain = await sent(name);
  const [own, ...others] = chain;
  const { keyUsage, publicKey, raw } = own!;
  const hex = raw.toString('hex');
  const above = others[0]?.subject === own!.issuer ? others[0] : undefined;
  return {
    time: timeOf(own!),
    names: own!.subjectAltName,
    purposes: keyUsage, // what Node calls so is extKeyUsage
    isAuthority: own!.ca,
    isUnknownDemanded: hex.includes(UNKNOWN_AND_CRITICAL),
    key: [publicKey.asymmetricKeyType, publicKey.asymmetricKeyDetails?.modulusLength].join(' '),
    digest: [ECDSA_WITH_SHA256, ECDSA_WITH_SHA1].find((oid) => hex.includes(oid)),
    issuer: own!.issuer,
    issuerTime: above && timeOf(above),
    isIssuerAuthority: above?.ca,
    isIssuerConstrained: above?.raw.toString('hex').includes(NAME_CONSTRAINTS),
    isSignatureRight: above && own!.verify(above.publicKey),
    isIssuerTrusted: above?.verify(root.publicKey),
    sent: chain.length,
  };
}

function timeOf({ validFrom, validTo }: X509Certificate): 'valid' | 'over' | 'to come' {
  if (Date.parse(validTo) < NOW.getTime()) return 'over';
  return Date.parse(validFrom) > NOW.getTime() ? 'to come' : 'valid';
}

type Traits = Awaited<ReturnType<typeof traitsOf>>;

const GOOD: Traits = {
  time: 'valid',
  names: SERVER_NAMES,
  purposes: ['1.3.6.1.5.5.7.3.1'],
  isAuthority: false,
  isUnknownDemanded: false,
  key: 'ec ',
  digest: ECDSA_WITH_SHA256,
  issuer: 'CN=Letterlock practice intermediate 7f3a',
  issuerTime: 'valid',
  isIssuerAuthority: true,
  isIssuerConstrained: false,
  isSignatureRight: true,
  isIssuerTrusted: true,
  sent: 2,
};
const ALONE = {
  issuerTime: undefined,
  isIssuerAuthority: undefined,
  isIssuerConstrained: undefined,
  isSignatureRight: undefined,
  isIssuerTrusted: undefined,
  sent: 1,
};

/** In what each differs from the good one, as far as that is a matter of a few words. */
const DIFFERENCES: Readonly<Record<Exclude<CertificateName, 'many-names' | 'huge-chain'>, Partial<Traits>>> =
  {
    good: {},
    ed25519: { key: 'ed25519 ' },
    expired: { time: 'over' },
    'not-yet-valid': { time: 'to come' },
    'wrong-name': { names: 'DNS:webhost.hosting.test' },
    'ip-address-only': { names: 'IP Address:192.0.2.1' },
    'wildcard-too-deep': { names: 'DNS:*.imap.practice.test, DNS:*.smtp.practice.test' },
    'nul-in-name': { names: NAMES_WITH_NUL },
    'no-subject-alt-name': { names: undefined },
    'self-signed': { ...ALONE, issuer: 'CN=imap.practice.test' },
    'unknown-issuer': { ...ALONE, issuer: 'CN=Letterlock practice stranger 7f3a' },
    interceptor: { issuer: 'CN=Practice Web Shield Root 7f3a', isIssuerTrusted: false },
    'incomplete-chain': ALONE,
    'expired-intermediate': { issuerTime: 'over' },
    'issued-by-server': { issuer: 'CN=Letterlock practice server 7f3a', isIssuerAuthority: false },
    'outside-constraints': { isIssuerConstrained: true },
    'unknown-extension': { isUnknownDemanded: true },
    'authority-as-server': { isAuthority: true },
    'client-only': { purposes: ['1.3.6.1.5.5.7.3.2'] },
    'broken-signature': { isSignatureRight: false },
    'weak-signature': { digest: ECDSA_WITH_SHA1 },
    'weak-key': { key: 'rsa 1024' },
  };

describe('the certificates of a practice run', () => {
  it.each(Object.entries(DIFFERENCES) as [CertificateName, Partial<Traits>][])(
    'are like the good one, but for %s: %o',
    async (name, difference) => {
      expect(await traitsOf(name)).toEqual({ ...GOOD, ...difference });
    },
  );

  it('have thousands of names where they are to have many, and the right ones last', async () => {
    const { names = '', ...others } = await traitsOf('many-names');

    expect(names.split(', ').length).toBeGreaterThan(3_000);
    expect(names.endsWith(SERVER_NAMES)).toBe(true);
    expect({ ...others, names: SERVER_NAMES }).toEqual(GOOD);
  });

  it('fill what TLS libraries take of a peer where they are to have many names, and are taken', async () => {
    const bytes = await bytesOf('many-names');

    expect(bytes).toBeGreaterThan(0.9 * MOST_BYTES);
    expect(bytes).toBeLessThan(0.98 * MOST_BYTES);
  });

  it('are more than TLS libraries take where a huge chain follows', async () => {
    expect(await bytesOf('huge-chain')).toBeGreaterThan(MOST_BYTES);
    expect((await sent('huge-chain'))[0]!.subjectAltName).toBe(SERVER_NAMES);
  });

  it.each(NAMES)('come with the key that belongs to %s, which is nobody else’s', async (name) => {
    const { keyPem } = await authority.certificate(name);
    const others = await Promise.all(NAMES.filter((other) => other !== name).map(authority.certificate));

    const [own] = await sent(name);

    expect(own!.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
    expect(others.map((other) => other.keyPem)).not.toContain(keyPem);
  });

  it('are made once', () => {
    expect(authority.certificate('good')).toBe(authority.certificate('good'));
    expect(authority.clientCertificate('alice')).toBe(authority.clientCertificate('alice'));
  });
});

describe('the authority of a practice run', () => {
  it('is named for its run, like the one in between', () => {
    expect(root.subject).toBe('CN=Letterlock practice authority 7f3a');
    expect(new X509Certificate(authority.interceptorPem).subject).toBe('CN=Practice Web Shield Root 7f3a');
  });

  it('does not vouch for another run’s, even of the same name', async () => {
    const other = await makeAuthority(OPTIONS);

    const [, intermediate] = (await other.certificate('good')).certificatePem.match(PEM)!;

    expect(new X509Certificate(intermediate!).issuer).toBe(root.subject);
    expect(new X509Certificate(intermediate!).verify(root.publicKey)).toBe(false);
  });

  it('is refused for a run whose name does not fit into a certificate', async () => {
    await expect(makeAuthority({ ...OPTIONS, runName: 'a'.repeat(64) })).rejects.toThrow(RangeError);
  });

  it('makes device certificates that sign themselves and say nothing but who they are of', async () => {
    const { certificatePem, keyPem } = await authority.clientCertificate('alice@practice.test');

    const certificate = new X509Certificate(certificatePem);

    expect(certificate.subject).toBe('CN=Practice device\nUID=alice@practice.test');
    expect(certificate.publicKey.asymmetricKeyType).toBe('ed25519');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
    expect(timeOf(certificate)).toBe('valid');
    expect(certificate.raw.length).toBeLessThan(360);
  });
});

describe('contextOptions', () => {
  it.each(NAMES)('lets a secure context load %s', async (name) => {
    const options = contextOptions(await authority.certificate(name));

    expect(() => createSecureContext(options)).not.toThrow();
  });

  it('is needed for what is weak, and for nothing else', async () => {
    const refused: string[] = [];
    for (const name of NAMES) {
      const { certificatePem, keyPem } = await authority.certificate(name);
      const strict = { cert: certificatePem, key: keyPem, ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=2` };
      try {
        createSecureContext(strict);
      } catch {
        refused.push(name); // whatever OpenSSL says of it
      }
    }

    expect(refused).toEqual(['weak-signature', 'weak-key']);
  });
});

/** What `openssl verify` finds first: the number of the error (X509_V_ERR_…) and how far up the chain. */
const ERRORS: Readonly<Partial<Record<CertificateName, string>>> = {
  expired: 'error 10 at 0',
  'not-yet-valid': 'error 9 at 0',
  'wrong-name': 'error 62 at 0',
  'ip-address-only': 'error 62 at 0',
  'wildcard-too-deep': 'error 62 at 0',
  'self-signed': 'error 18 at 0',
  'unknown-issuer': 'error 20 at 0',
  interceptor: 'error 19 at 1',
  'incomplete-chain': 'error 20 at 0',
  'expired-intermediate': 'error 10 at 1',
  'nul-in-name': 'error 62 at 0',
  'issued-by-server': 'error 79 at 1',
  'outside-constraints': 'error 47 at 0',
  'unknown-extension': 'error 34 at 0',
  'client-only': 'error 26 at 0',
  'broken-signature': 'error 7 at 0',
  'weak-signature': 'error 68 at 0',
  'weak-key': 'error 66 at 0',
};

describeWith(['openssl'], 'openssl, of the certificates of a practice run', () => {
  // It falls back to the common name, so it misses nothing without subjectAltName.
  it.each(NAMES)('finds in %s what it should', async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-practice-'));
    const [own, chain, anchor] = ['own', 'chain', 'anchor'].map((file) => join(folder, `${file}.pem`));
    const [first, ...others] = await sent(name);
    try {
      await writeFile(own!, first!.toString());
      await writeFile(chain!, others.join(''));
      await writeFile(anchor!, authority.caPem);
      const untrusted = others.length === 0 ? [] : ['-untrusted', chain!];
      const asServer = ['-purpose', 'sslserver', '-verify_hostname', HOST, '-auth_level', '2'];
      const verify = ['verify', '-CAfile', anchor!, ...untrusted, ...asServer, own!];

      const { output } = await runPart('openssl', verify);

      expect(/error \d+ at \d+|OK$/m.exec(output)?.[0]).toBe(ERRORS[name] ?? 'OK');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
