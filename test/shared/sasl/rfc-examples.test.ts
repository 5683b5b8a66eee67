import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../shared/sasl/base64.ts';
import { textOf, utf8 } from '../../../shared/sasl/bytes.ts';
import { saslClient, type SaslStep } from '../../../shared/sasl/client.ts';
import { makeScramKeys, mechanismNamed, saslServer, verify } from '../../../shared/sasl/index.ts';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';

function clientOf(mechanism: string, authcid: string, password: string, nonce = '') {
  const randomBytes = () => decodeBase64(nonce)!;
  const crypto = { ...nodeSaslCrypto, ...(nonce === '' ? {} : { randomBytes }) };
  return saslClient(mechanismNamed(mechanism)!, { authcid, password }, { crypto });
}

function sent(step: SaslStep): string | null {
  return step.kind === 'send' ? textOf(step.bytes) : `not sent: ${step.kind}`;
}

describe('the examples of the RFCs', () => {
  it('RFC 2195 §2: CRAM-MD5 for tim', async () => {
    const client = clientOf('CRAM-MD5', 'tim', 'tanstaaftanstaaf');

    expect(await client.start()).toEqual({ kind: 'wait' });
    const step = await client.respond(utf8('<1896.697170952@postoffice.reston.mci.net>'));

    expect(sent(step)).toBe('tim b913a602c7eda7a495b4e6e7334d3890');
    expect(await client.conclude()).toEqual({ kind: 'done', serverVerified: null });
  });

  it('RFC 4616 §4: PLAIN for tim', async () => {
    const client = clientOf('PLAIN', 'tim', 'tanstaaftanstaaf');

    expect(sent(await client.start())).toBe('\0tim\0tanstaaftanstaaf');
    expect(await client.conclude()).toEqual({ kind: 'done', serverVerified: null });
  });

  it('RFC 5802 §5: SCRAM-SHA-1 for user', async () => {
    const client = clientOf('SCRAM-SHA-1', 'user', 'pencil', 'fyko+d2lbbFgONRv9qkxdawL');

    expect(sent(await client.start())).toBe('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    const first = 'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096';
    expect(sent(await client.respond(utf8(first)))).toBe(
      'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    );
    expect(sent(await client.respond(utf8('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')))).toBe('');
    expect(await client.conclude()).toEqual({ kind: 'done', serverVerified: true });
  });

  it('RFC 7677 §3: SCRAM-SHA-256 for user', async () => {
    const client = clientOf('SCRAM-SHA-256', 'user', 'pencil', 'rOprNGfwEbeRWgbNEkqO');

    expect(sent(await client.start())).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    const first = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
    expect(sent(await client.respond(utf8(first)))).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    );
    const final = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';
    expect(await client.conclude(utf8(final))).toEqual({ kind: 'done', serverVerified: true });
  });

  it('RFC 7628 §4.1: OAUTHBEARER for user@example.com', async () => {
    const client = saslClient(
      mechanismNamed('OAUTHBEARER')!,
      { authcid: 'user@example.com', token: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==' },
      { crypto: nodeSaslCrypto },
    );

    // The example names host and port, too, which §3.1 leaves to the client.
    expect(sent(await client.start())).toBe(
      'n,a=user@example.com,\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001',
    );
    expect(await client.conclude()).toEqual({ kind: 'done', serverVerified: null });
  });

  it('RFC 7628 §4.1: the server reads the example with host and port', async () => {
    const server = saslServer(mechanismNamed('OAUTHBEARER')!, { crypto: nodeSaslCrypto });
    const message =
      'n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001';

    expect(await server.start(utf8(message))).toMatchObject({
      kind: 'credentials',
      credentials: { authcid: 'user@example.com', token: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==' },
    });
  });

  it('RFC 7628 §4.3: an error document is kept, answered with one kvsep, and never becomes success', async () => {
    const client = saslClient(
      mechanismNamed('OAUTHBEARER')!,
      { authcid: 'user@example.com', token: 'vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==' },
      { crypto: nodeSaslCrypto },
    );
    await client.start();

    const error = '{"status":"invalid_token","scope":"example_scope"}';
    expect(sent(await client.respond(utf8(error)))).toBe('\u0001');
    expect(client.peerError).toBe(error);
    expect((await client.conclude()).kind).toBe('failed');
  });

  it.each([
    [
      'RFC 5802 §5',
      'SCRAM-SHA-1',
      'fyko+d2lbbFgONRv9qkxdawL',
      '3rfcNHYJY1ZVvWVs7j',
      'QSXCR+Q6sek8bf92',
      'v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
      'rmF9pqV8S7suAoZWja4dJRkFsKQ=',
    ],
    [
      'RFC 7677 §3',
      'SCRAM-SHA-256',
      'rOprNGfwEbeRWgbNEkqO',
      '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
      'W22ZaJ0SNY7soEsUEjb6gQ==',
      'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
      '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    ],
  ])(
    '%s, server side: %s verifies the proof and gives the signature',
    async (_, name, client, server, salt, proof, signature) => {
      const mechanism = mechanismNamed(name)!;
      const keys = await makeScramKeys(nodeSaslCrypto, mechanism.hash!, 'pencil', 4096, decodeBase64(salt)!);
      const clientFirst = `n=user,r=${client}`;
      const serverFirst = `r=${client}${server},s=${salt},i=4096`;
      const authMessage = utf8(`${clientFirst},${serverFirst},c=biws,r=${client}${server}`);

      const verification = await verify(
        {
          kind: 'scram',
          authcid: 'user',
          authzid: '',
          hash: mechanism.hash!,
          authMessage,
          clientProof: decodeBase64(proof)!,
        },
        { kind: 'scram', keys },
        nodeSaslCrypto,
        keys,
      );

      expect(verification).toEqual({ isAccepted: true, additionalData: utf8(`v=${signature}`) });
    },
  );

  it('RFC 2195 §2, server side: CRAM-MD5 verifies the digest', async () => {
    const verification = await verify(
      {
        kind: 'cram-md5',
        authcid: 'tim',
        authzid: '',
        challenge: utf8('<1896.697170952@postoffice.reston.mci.net>'),
        digest: 'b913a602c7eda7a495b4e6e7334d3890',
      },
      { kind: 'password', password: 'tanstaaftanstaaf' },
      nodeSaslCrypto,
    );

    expect(verification.isAccepted).toBe(true);
  });

  it('RFC 4616 §4, server side: PLAIN with and without an authzid', async () => {
    const read = (message: string) =>
      saslServer(mechanismNamed('PLAIN')!, { crypto: nodeSaslCrypto }).start(utf8(message));

    expect(await read('\0tim\0tanstaaftanstaaf')).toMatchObject({
      credentials: { authzid: '', authcid: 'tim', password: 'tanstaaftanstaaf' },
    });
    expect(await read('Ursel\0Kurt\0xipj3plmq')).toMatchObject({
      credentials: { authzid: 'Ursel', authcid: 'Kurt', password: 'xipj3plmq' },
    });
  });
});
