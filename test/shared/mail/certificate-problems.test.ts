import { describe, expect, it } from 'vitest';
import { certificateProblems, weaknessesOf } from '../../../shared/mail/certificate-problems.ts';
import type { CertificateFacts, CertificatePath, KeyFacts } from '../../../shared/mail/certificate.ts';
import { authorityWith, certificateWith } from '../certificate.ts';

const HOST = 'imap.example.org';
const NOW = new Date('2026-11-22T12:00:00Z');
const OVER = '2026-11-21T12:00:00.000Z';
const TO_COME = '2026-11-23T12:00:00.000Z';

const own = certificateWith();
const intermediate = authorityWith({
  subject: 'CN=Example CA 1',
  issuer: 'CN=Example Root',
  isSelfSigned: false,
});
const root = authorityWith({ subject: 'CN=Example Root' });

/** A path that leads to an anchor. */
const anchored = (...chain: readonly CertificateFacts[]): CertificatePath => ({
  chain,
  anchor: 'bundled',
  brokenLink: null,
});
/** A path that leads to nobody. */
const lost = (...chain: readonly CertificateFacts[]): CertificatePath => ({
  chain,
  anchor: null,
  brokenLink: null,
});
const with_ = (changes: Partial<CertificateFacts>): CertificateFacts => certificateWith(changes);

type Case = readonly [what: string, path: CertificatePath, problems: readonly string[], isNameRight: boolean];

const CASES: readonly Case[] = [
  ['no certificate at all', lost(), ['unusable 0'], true],
  ['nothing that we know of', anchored(own, intermediate, root), ['unusable 0'], true],
  ['a day too late', anchored(with_({ notAfter: OVER }), intermediate, root), ['expired 0'], true],
  ['a day too early', anchored(with_({ notBefore: TO_COME }), intermediate, root), ['not-yet-valid 0'], true],
  ['no readable dates', anchored(with_({ notBefore: null, notAfter: null }), root), ['unusable 0'], true],
  ['another name', anchored(own, intermediate, root), ['wrong-name 0'], false],
  [
    'no place for names',
    anchored(with_({ hasSubjectAltName: false, names: [] }), root),
    ['without-names 0'],
    false,
  ],
  ['a certificate that signs itself', lost(with_({ isSelfSigned: true })), ['self-signed 0'], true],
  ['nobody knows who', lost(own), ['unknown-issuer 0'], true],
  ['a root that nobody trusts', lost(own, intermediate, root), ['unknown-issuer 2'], true],
  ['a link that is over', anchored(own, { ...intermediate, notAfter: OVER }, root), ['expired 1'], true],
  ['a root that is over', anchored(own, { ...root, notAfter: OVER }), ['expired 1'], true],
  [
    'an issuer who may not issue',
    anchored(own, { ...intermediate, isAuthority: false }, root),
    ['not-authority 1'],
    true,
  ],
  [
    'a certificate for clients',
    anchored(with_({ isForServers: false }), intermediate, root),
    ['wrong-purpose 0'],
    true,
  ],
  [
    'an issuer of mail certificates',
    anchored(own, { ...intermediate, isForServers: false }, root),
    ['wrong-purpose 1'],
    true,
  ],
  ['a signature that is wrong', { ...lost(own), brokenLink: 0 }, ['broken-signature 0'], true],
  [
    'SHA-1 in the middle',
    anchored(own, { ...intermediate, signature: { kind: 'rsa', hash: 'sha1' } }, root),
    ['weak-signature 1'],
    true,
  ],
  [
    'several things at once',
    lost(with_({ notAfter: OVER, key: { kind: 'rsa', bits: 1024, curve: null } })),
    ['expired 0', 'wrong-name 0', 'unknown-issuer 0', 'weak-key 0'],
    false,
  ],
];

describe('certificateProblems', () => {
  it.each(CASES)('tells of a chain with %s', (_, path, problems, isNameRight) => {
    const found = certificateProblems(path, { host: HOST, now: NOW, isNameRight });

    expect(found.map(({ kind, link }) => `${kind} ${link}`)).toEqual(problems);
  });

  it.each([
    ['http://r3.i.lencr.example/', 'chain-incomplete'],
    ['https://cacerts.authority.example/ca.crt', 'chain-incomplete'],
    ['http://pki.example.org/ca.crt', 'unknown-issuer'],
    ['http://pki/ca.crt', 'unknown-issuer'],
    ['http://192.0.2.7/ca.crt', 'unknown-issuer'],
    ['http://', 'unknown-issuer'],
    [null, 'unknown-issuer'],
  ])('takes a chain that goes on at %s for one with %s', (issuerUrl, kind) => {
    const path = lost(certificateWith({ issuerUrl }));

    const found = certificateProblems(path, { host: HOST, now: NOW, isNameRight: true });

    expect(found).toEqual([{ kind, link: 0 }]);
  });
});

describe('weaknessesOf', () => {
  it.each<[string, KeyFacts, boolean]>([
    ['RSA of 1024 bits', { kind: 'rsa', bits: 1024, curve: null }, true],
    ['RSA of 2047 bits', { kind: 'rsa', bits: 2047, curve: null }, true],
    ['RSA of 2048 bits', { kind: 'rsa', bits: 2048, curve: null }, false],
    ['RSA-PSS of 1024 bits', { kind: 'rsa-pss', bits: 1024, curve: null }, true],
    ['DSA of 1024 bits', { kind: 'dsa', bits: 1024, curve: null }, true],
    ['P-192', { kind: 'ec', bits: 192, curve: 'P-192' }, true],
    ['P-224', { kind: 'ec', bits: 224, curve: 'P-224' }, false],
    ['ed25519', { kind: 'ed25519', bits: 255, curve: null }, false],
    ['something unknown', { kind: 'other', bits: null, curve: null }, false],
  ])('judges a key of %s', (_, key, isWeak) => {
    expect(weaknessesOf(anchored(certificateWith({ key }), root))).toEqual(
      isWeak ? [{ kind: 'weak-key', link: 0 }] : [],
    );
  });

  it.each([
    ['md5', true],
    ['sha1', true],
    ['sha224', false],
    ['sha256', false],
    [null, false],
  ])('judges a signature of %s', (hash, isWeak) => {
    const link = certificateWith({ signature: { kind: 'rsa', hash } });

    expect(weaknessesOf(anchored(link, root))).toEqual(isWeak ? [{ kind: 'weak-signature', link: 0 }] : []);
  });

  it('believes the trust anchor for its own sake', () => {
    const old: CertificateFacts = {
      ...root,
      signature: { kind: 'rsa', hash: 'sha1' },
      key: { kind: 'rsa', bits: 1024, curve: null },
    };

    expect(weaknessesOf(anchored(own, old))).toEqual([]);
  });

  it('does not overlook the key of a certificate that is its own anchor', () => {
    const itself = certificateWith({
      isSelfSigned: true,
      signature: { kind: 'rsa', hash: 'sha1' },
      key: { kind: 'rsa', bits: 1024, curve: null },
    });

    expect(weaknessesOf(anchored(itself))).toEqual([{ kind: 'weak-key', link: 0 }]);
  });
});
