import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { makeCertificate, type CertificateRequest } from '../../electron/node/keys/certificate.ts';
import type { Extension } from '../../electron/node/keys/extensions.ts';
import { Anchors } from '../../electron/node/net/anchors.ts';
import { followPath } from '../../electron/node/net/certificate-path.ts';
import { pemOfDer } from '../../electron/node/net/pem.ts';
import { createTrust } from '../../electron/node/net/trust.ts';

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const AUTHORITY: readonly Extension[] = [{ kind: 'basicConstraints' }, { kind: 'subjectKeyIdentifier' }];
const SERVER: readonly Extension[] = [{ kind: 'subjectAltName', names: ['imap.example.test'] }];

interface Made {
  readonly key: KeyObject;
  readonly der: Buffer;
}

/** A certificate of this name, by an issuer or by itself. */
function made(
  commonName: string,
  issuer: Made | null,
  options: { readonly key?: KeyObject; readonly extensions?: CertificateRequest['extensions'] } = {},
): Made {
  const { key = newKey(), extensions = AUTHORITY } = options;
  const der = makeCertificate({
    subject: { commonName },
    publicKey: createPublicKey(key),
    issuer: issuer === null ? { key } : { key: issuer.key, certificate: issuer.der },
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    extensions: [...extensions, ...(issuer === null ? [] : [{ kind: 'authorityKeyIdentifier' as const }])],
  });
  return { key, der };
}

const root = made('Root', null);
const upper = made('Upper', root);
const lower = made('Lower', upper);
const server = made('Server', lower, { extensions: SERVER });
const stranger = made('Stranger', null);

const follow = (sent: readonly Made[], added: readonly Made[] = [], system: readonly Made[] = []) => {
  const pems = (list: readonly Made[]): readonly string[] => list.map(({ der }) => pemOfDer(der));
  const { chain, ...path } = followPath(
    sent.map(({ der }) => der),
    new Anchors(pems(added), pems(system)),
  );
  return { chain: chain.map(({ subject }) => subject), ...path };
};

describe('followPath', () => {
  it.each([
    ['in order', [server, lower, upper]],
    ['in another order', [server, upper, lower]],
    ['with the root', [server, lower, upper, root]],
    ['twice', [server, lower, lower, upper, upper, server]],
    ['with what does not belong', [server, stranger, lower, stranger, upper]],
  ])('leads to the anchor where the certificates come %s', (_, sent) => {
    expect(follow(sent, [root])).toEqual({
      chain: ['CN=Server', 'CN=Lower', 'CN=Upper', 'CN=Root'],
      anchor: 'added',
      brokenLink: null,
    });
  });

  it('ends where a certificate is missing', () => {
    expect(follow([server, upper], [root])).toEqual({ chain: ['CN=Server'], anchor: null, brokenLink: null });
  });

  it('ends at a root that nobody trusts', () => {
    expect(follow([server, lower, upper, root], [stranger])).toEqual({
      chain: ['CN=Server', 'CN=Lower', 'CN=Upper', 'CN=Root'],
      anchor: null,
      brokenLink: null,
    });
  });

  it('makes nothing of nothing, and of what is no certificate', () => {
    const nothing = { chain: [], anchor: null, brokenLink: null };

    expect(follow([])).toEqual(nothing);
    expect(follow([{ key: root.key, der: Buffer.from('no certificate') }])).toEqual(nothing);
  });

  it.each<[string, readonly Made[], readonly Made[], string | null]>([
    ['the system', [], [root], 'system'],
    ['a person, whatever the system says', [root], [root], 'added'],
    ['nobody', [], [], null],
  ])('tells that %s vouches', (_, added, system, anchor) => {
    expect(follow([server, lower, upper], added, system).anchor).toBe(anchor);
  });

  it('takes a certificate that a person trusts for its own anchor', () => {
    const itself = made('Bridge', null, { extensions: SERVER });

    expect(follow([itself], [itself])).toEqual({ chain: ['CN=Bridge'], anchor: 'added', brokenLink: null });
  });

  it('takes a root that comes signed by another one for the root that it is', () => {
    const crossed = made('Root', stranger, { key: root.key });

    expect(follow([server, lower, upper, crossed], [root])).toEqual({
      chain: ['CN=Server', 'CN=Lower', 'CN=Upper', 'CN=Root'],
      anchor: 'added',
      brokenLink: null,
    });
  });

  it('does not take a root for another one of its name', () => {
    const false_ = made('Root', null);
    const shown = made('Server', false_, { extensions: SERVER });

    expect(follow([shown, false_], [root], [false_]).anchor).toBe('system');
    expect(follow([shown, false_], [root]).anchor).toBeNull();
  });

  it.each([
    ['the certificate of its issuer is there', [lower]],
    ['its issuer is trusted', []],
  ])('finds the link that is broken where %s', (_, others) => {
    const der = Buffer.from(server.der);
    der[der.length - 1]! ^= 1;

    const { anchor, brokenLink } = follow(
      [{ key: server.key, der }, ...others],
      others.length === 0 ? [lower] : [root],
    );

    expect({ anchor, brokenLink }).toEqual({ anchor: null, brokenLink: 0 });
  });

  it('does not call a link broken where another one of the name is there', () => {
    const namesake = made('Lower', upper);

    expect(follow([server, namesake, upper], [root])).toEqual({
      chain: ['CN=Server'],
      anchor: null,
      brokenLink: null,
    });
  });

  it('comes to an end where certificates vouch for each other', () => {
    const [one, other] = [newKey(), newKey()];
    const a = made('A', { key: other, der: made('B', null, { key: other }).der }, { key: one });
    const b = made('B', a, { key: other });

    expect(follow([a, b]).chain).toEqual(['CN=A', 'CN=B']);
  });

  it('comes to an end where everything that was sent could be the next', () => {
    const namesakes = Array.from({ length: 200 }, () => made('Lower', upper));

    expect(follow([server, ...namesakes], [root]).anchor).toBeNull();
  });
});

describe('createTrust', () => {
  it('makes nothing of anchors that are none, and goes on', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

    const { anchors } = createTrust([broken, ''], [broken, pemOfDer(Buffer.from('x'))]);

    expect(anchors.besideBundled).toEqual([]);
  });

  it('keeps each anchor once, and public ones under no other name', () => {
    const [publicRoot = ''] = rootCertificates;
    const pem = pemOfDer(root.der);

    const { anchors } = createTrust([pem, publicRoot], [pem, publicRoot]);

    expect(anchors.besideBundled).toEqual([pem]);
  });
});
