import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import { decodeBase64 } from '../../../shared/sasl/base64.ts';
import { utf8 } from '../../../shared/sasl/bytes.ts';
import { saslClient, type SaslClient } from '../../../shared/sasl/client.ts';
import { mechanismNamed, mechanisms } from '../../../shared/sasl/mechanisms.ts';

const NONCE = 'rOprNGfwEbeRWgbNEkqO';
const SALT = 's=W22ZaJ0SNY7soEsUEjb6gQ==';
const FIRST = `r=${NONCE}xyz,${SALT},i=4096`;

function scram(): SaslClient {
  return saslClient(
    mechanismNamed('SCRAM-SHA-256')!,
    { authcid: 'user', password: 'pencil' },
    { crypto: { ...nodeSaslCrypto, randomBytes: () => decodeBase64(NONCE)! } },
  );
}

function failure(reason: string) {
  return { kind: 'failed', failure: { by: 'peer', reason } };
}

describe('SCRAM against a server that breaks the rules', () => {
  // Cases B1 to B4 of the attacks: each server-first-message with what the client makes of it.
  it.each([
    ['a nonce that is not ours', `r=other,${SALT},i=4096`, 'nonce-wrong'],
    ['our nonce with nothing added', `r=${NONCE},${SALT},i=4096`, 'nonce-wrong'],
    ['an empty nonce', `r=,${SALT},i=4096`, 'message-malformed'],
    ['a nonce with a space', `r=${NONCE} x,${SALT},i=4096`, 'message-malformed'],
    ['no iteration count', `r=${NONCE}x,${SALT}`, 'message-malformed'],
    ['zero iterations', `r=${NONCE}x,${SALT},i=0`, 'message-malformed'],
    ['a negative count', `r=${NONCE}x,${SALT},i=-4096`, 'message-malformed'],
    ['one iteration', `r=${NONCE}x,${SALT},i=1`, 'iterations-too-few'],
    ['4095 iterations', `r=${NONCE}x,${SALT},i=4095`, 'iterations-too-few'],
    ['2^31 iterations', `r=${NONCE}x,${SALT},i=2147483648`, 'iterations-too-many'],
    ['10^12 iterations', `r=${NONCE}x,${SALT},i=1000000000000`, 'iterations-too-many'],
    ['a count that is no number', `r=${NONCE}x,${SALT},i=4096x`, 'message-malformed'],
    ['an empty salt', `r=${NONCE}x,s=,i=4096`, 'message-malformed'],
    ['a salt that is not base64', `r=${NONCE}x,s=@@@@,i=4096`, 'message-malformed'],
    ['a salt without padding', `r=${NONCE}x,s=W22ZaJ0SNY7soEsUEjb6gQ,i=4096`, 'message-malformed'],
    ['a salt of a megabyte', `r=${NONCE}x,s=${'A'.repeat(1_048_576)},i=4096`, 'message-malformed'],
    ['attributes in another order', `${SALT},r=${NONCE}x,i=4096`, 'message-malformed'],
    ['an attribute twice', `r=${NONCE}x,${SALT},i=4096,i=9999`, 'message-malformed'],
    ['a mandatory extension', `m=ext,r=${NONCE}x,${SALT},i=4096`, 'extension-unknown'],
    ['nothing', '', 'message-malformed'],
  ])('fails on %s', async (_, message, reason) => {
    const client = scram();
    await client.start();

    expect(await client.respond(utf8(message))).toEqual(failure(reason));
    expect((await client.conclude()).kind).toBe('failed');
  });

  it('ignores an optional extension that it does not know', async () => {
    const client = scram();
    await client.start();

    expect((await client.respond(utf8(`${FIRST},x=y`))).kind).toBe('send');
  });

  // Case B5.
  it.each([
    ['an empty message', '', 'message-malformed'],
    ['an empty signature', 'v=', 'proof-wrong'],
    ['a short signature', 'v=cm1GOQ==', 'proof-wrong'],
    ['a wrong signature', 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=', 'proof-wrong'],
    [
      'a signature with junk behind it',
      'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=junk',
      'message-malformed',
    ],
  ])('fails on %s at the end, and stays failed when the protocol says OK', async (_, message, reason) => {
    const client = scram();
    await client.start();
    await client.respond(utf8(FIRST));

    expect(await client.respond(utf8(message))).toEqual(failure(reason));
    expect((await client.conclude()).kind).toBe('failed');
  });

  it('keeps the error value that the server sent', async () => {
    const client = scram();
    await client.start();
    await client.respond(utf8(FIRST));

    expect(await client.respond(utf8('e=invalid-proof'))).toEqual({
      kind: 'failed',
      failure: { by: 'peer', reason: 'error-sent', scramError: 'invalid-proof' },
    });
  });

  // RFC 5802 §5.1: `e` stands in the server's final message, and one that fails at once has no first message before it.
  it.each([
    ['server-does-support-channel-binding', 'server-does-support-channel-binding'],
    ['unsupported-channel-binding-type', 'unsupported-channel-binding-type'],
    ['unknown-user', 'unknown-user'],
    ['other-error,x=y', 'other-error'],
    ['made-up', 'other-error'],
  ])('keeps the error value that comes in place of the first message: e=%s', async (sent, scramError) => {
    const client = scram();
    await client.start();
    const failed = { kind: 'failed', failure: { by: 'peer', reason: 'error-sent', scramError } };

    expect(await client.respond(utf8(`e=${sent}`))).toEqual(failed);
    expect(await client.respond(utf8(FIRST))).toEqual(failed);
    expect(await client.conclude()).toEqual(failed);
  });

  it.each(['v=cm1GOQ==', 'e=other-error,m=ext', 'e=other-error,e=unknown-user', 'x=y,e=other-error'])(
    'takes nothing else that belongs to the end in place of the first message: %s',
    async (message) => {
      const client = scram();
      await client.start();

      expect(await client.respond(utf8(message))).toEqual(failure('message-malformed'));
    },
  );

  // Case B6.
  it('does not believe in success straight after its first message', async () => {
    const client = scram();
    await client.start();

    expect(await client.conclude()).toEqual(failure('proof-missing'));
  });

  it('does not believe in success without the server’s signature', async () => {
    const client = scram();
    await client.start();
    await client.respond(utf8(FIRST));

    expect(await client.conclude()).toEqual(failure('proof-missing'));
  });

  // Case B7.
  it('fails on a challenge behind the end', async () => {
    const client = saslClient(
      mechanismNamed('PLAIN')!,
      { authcid: 'a', password: 'b' },
      { crypto: nodeSaslCrypto },
    );
    await client.start();

    expect(await client.respond(utf8('more'))).toEqual(failure('step-unexpected'));
  });

  it('gives a step or a typed failure for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...mechanisms()),
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }),
        async (mechanism, challenges) => {
          const client = saslClient(
            mechanism,
            { authcid: 'user', password: 'pencil' },
            { crypto: nodeSaslCrypto },
          );
          const steps = [await client.start()];
          for (const challenge of challenges) steps.push(await client.respond(challenge));
          for (const step of steps) expect(['send', 'wait', 'failed']).toContain(step.kind);
          expect(['done', 'failed']).toContain((await client.conclude()).kind);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('credentials that cannot be used', () => {
  it.each([
    ['an empty password', { authcid: 'user', password: '' }, 'password-unusable'],
    ['a password with a line break', { authcid: 'user', password: 'a\r\nb' }, 'password-unusable'],
    ['a password with NUL', { authcid: 'user', password: 'a\0b' }, 'password-unusable'],
    ['an empty name', { authcid: '', password: 'x' }, 'authcid-unusable'],
    ['a name with NUL', { authcid: 'us\0er', password: 'x' }, 'authcid-unusable'],
  ])('are refused before anything is sent: %s', async (_, credentials, reason) => {
    for (const mechanism of mechanisms().filter(
      ({ needs, bindsChannel }) => needs === 'password' && !bindsChannel,
    )) {
      const step = await saslClient(mechanism, credentials, { crypto: nodeSaslCrypto }).start();
      expect(step).toEqual({ kind: 'failed', failure: { by: 'user', reason } });
    }
  });

  it.each([
    [',=,=', 'n,,n==2C=3D=2C=3D'],
    ['=2C', 'n,,n==3D2C'],
    ['BAB,ABA', 'n,,n=BAB=2CABA'],
  ])('a name with SCRAM’s own signs is escaped: %s', async (authcid, start) => {
    const client = saslClient(
      mechanismNamed('SCRAM-SHA-1')!,
      { authcid, password: 'x' },
      { crypto: nodeSaslCrypto },
    );
    const step = await client.start();

    expect(step.kind === 'send' && Buffer.from(step.bytes).toString().startsWith(`${start},r=`)).toBe(true);
  });
});
