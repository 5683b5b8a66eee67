import { createHash, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeAuthority, type CertificateName } from '../../electron/node/practice/certificates.ts';
import { readCertificate } from '../../shared/wire/x509/certificate.ts';
import { timeOf } from '../../shared/wire/x509/time.ts';

const authority = await makeAuthority({
  names: ['imap.practice.test', '127.0.0.1'],
  runName: '7f3a',
  now: new Date(),
});
const derOf = async (name: CertificateName): Promise<Buffer> =>
  new X509Certificate((await authority.certificate(name)).certificatePem).raw;
const good = await derOf('good');

describe('readCertificate', () => {
  it('reads all public roots as Node does', () => {
    const roots = rootCertificates.map((pem) => new X509Certificate(pem));

    const ours = roots.map(({ raw }) => readCertificate(raw)!);

    expect(ours.map(({ spki }) => createHash('sha256').update(spki).digest('hex'))).toEqual(
      roots.map(({ publicKey }) =>
        createHash('sha256')
          .update(publicKey.export({ type: 'spki', format: 'der' }))
          .digest('hex'),
      ),
    );
    expect(ours.map(({ key }) => [key.kind, key.bits])).toEqual(
      roots.map(({ publicKey }) => [
        publicKey.asymmetricKeyType,
        publicKey.asymmetricKeyDetails?.modulusLength ??
          CURVE_BITS[publicKey.asymmetricKeyDetails?.namedCurve ?? ''],
      ]),
    );
    expect(ours.map(({ notBefore, notAfter }) => [notBefore, notAfter])).toEqual(
      roots.map(({ validFrom, validTo }) => [
        new Date(validFrom).toISOString(),
        new Date(validTo).toISOString(),
      ]),
    );
    expect(ours.filter(({ isAuthority }) => !isAuthority)).toEqual([]);
    expect(ours.filter(({ signature }) => signature.kind === 'other')).toEqual([]);
  });

  it.each<[CertificateName, readonly string[]]>([
    ['good', ['imap.practice.test', '127.0.0.1']],
    ['ip-address-only', ['192.0.2.1']],
    ['no-subject-alt-name', []],
  ])('reads the names in %s', async (name, names) => {
    const certificate = readCertificate(await derOf(name))!;

    expect(certificate.names).toEqual(names);
    expect(certificate.hasSubjectAltName).toBe(names.length > 0);
  });

  it('stops reading names where nobody reads on', async () => {
    const certificate = readCertificate(await derOf('many-names'))!;

    expect(certificate.names).toHaveLength(100);
    expect(certificate.names[0]).toBe('shop-0.hosting.test');
  });

  it('reads where the certificate of the issuer is said to be', async () => {
    expect(readCertificate(good)!.issuerUrl).toBe('http://authority.letterlock.test/intermediate.der');
    expect(readCertificate(await derOf('unknown-issuer'))!.issuerUrl).toBeNull();
  });

  it('takes a certificate that was cut anywhere for none', () => {
    for (let length = 0; length < good.length; length++) {
      expect(readCertificate(good.subarray(0, length))).toBeNull();
    }
    expect(readCertificate(Buffer.concat([good, Buffer.alloc(1)]))).toBeNull();
  });

  it('makes something or nothing of a certificate with any byte changed, and never throws', () => {
    const place = fc.nat(good.length - 1);
    fc.assert(
      fc.property(place, fc.nat(255), (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        const read = readCertificate(changed);
        return read === null || read.der === changed;
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes nothing of any bytes, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readCertificate(bytes);
        readCertificate(Uint8Array.from([0x30, bytes.length & 0x7f, ...bytes.subarray(0, 0x7f)]));
        return true;
      }),
      { numRuns: 2_000 },
    );
  });
});

const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

describe('timeOf', () => {
  const time = (tag: number, text: string): string | null =>
    timeOf({ tag, content: new TextEncoder().encode(text), end: 0 });

  it.each([
    [0x17, '260102030405Z', '2026-01-02T03:04:05.000Z'],
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [0x18, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ])('reads the time of type %i %s', (tag, text, iso) => {
    expect(time(tag, text)).toBe(iso);
  });

  it.each([
    [0x17, '991399000000Z'],
    [0x17, '260231000000Z'],
    [0x17, '2601020304Z'],
    [0x17, '260102030405+0100'],
    [0x17, '20260102030405Z'],
    [0x18, '260102030405Z'],
    [0x18, '20260102030405.5Z'],
    [0x04, '260102030405Z'],
    [0x17, ''],
  ])('takes the time of type %i “%s” for none', (tag, text) => {
    expect(time(tag, text)).toBeNull();
    expect(timeOf(undefined)).toBeNull();
  });
});
