import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../shared/sasl/base64.ts';
import { textOf, utf8 } from '../../../shared/sasl/bytes.ts';
import { saslClient, type SaslStep } from '../../../shared/sasl/client.ts';
import { mechanismNamed } from '../../../shared/sasl/mechanisms.ts';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';

function clientOf(mechanism: string, authcid: string, password: string, nonce = '') {
  const randomBytes = () => decodeBase64(nonce)!;
  return saslClient(
    mechanismNamed(mechanism)!,
    { authcid, password },
    { ...nodeSaslCrypto, ...(nonce === '' ? {} : { randomBytes }) },
  );
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
});
