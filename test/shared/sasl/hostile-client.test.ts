import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import {
  makeScramKeys,
  mechanismNamed,
  mechanisms,
  saslServer,
  type SaslServer,
  type ServerOptions,
  type ServerStep,
} from '../../../shared/sasl/index.ts';
import { utf8 } from '../../../shared/sasl/bytes.ts';

const keys = await makeScramKeys(nodeSaslCrypto, 'SHA-256', 'pencil');

function serverOf(name: string, options: Partial<ServerOptions> = {}): SaslServer {
  return saslServer(mechanismNamed(name)!, { crypto: nodeSaslCrypto, ...options });
}

function reasonOf(step: ServerStep): string {
  return step.kind === 'failed' ? step.failure.reason : step.kind;
}

function errorOf(step: ServerStep): string {
  return step.kind === 'failed' && step.bytes !== undefined ? Buffer.from(step.bytes).toString() : '';
}

describe('SCRAM against a client that breaks the rules', () => {
  // Each client-first-message with what the server makes of it, and the error value that it sends (RFC 5802 §7).
  it.each([
    ['nothing', '', 'message-malformed', 'e=other-error'],
    ['no gs2-header', 'n=user,r=abc', 'message-malformed', 'e=other-error'],
    ['an unknown flag', 'x,,n=user,r=abc', 'message-malformed', 'e=other-error'],
    [
      'a binding on a mechanism without',
      'p=tls-exporter,,n=user,r=abc',
      'channel-binding-unsupported',
      'e=channel-binding-not-supported',
    ],
    ['a mandatory extension', 'n,,m=x,n=user,r=abc', 'extension-unknown', 'e=extensions-not-supported'],
    ['no name', 'n,,n=,r=abc', 'message-malformed', 'e=other-error'],
    ['a name with a lone equals sign', 'n,,n=us=er,r=abc', 'message-malformed', 'e=other-error'],
    ['a name with a wrong escape', 'n,,n=us=2cer,r=abc', 'message-malformed', 'e=other-error'],
    ['no nonce', 'n,,n=user,r=', 'message-malformed', 'e=other-error'],
    ['a nonce with a space', 'n,,n=user,r=a b', 'message-malformed', 'e=other-error'],
    ['an attribute twice', 'n,,n=user,r=abc,r=def', 'message-malformed', 'e=other-error'],
    ['a megabyte', `n,,n=${'u'.repeat(1_048_576)},r=abc`, 'message-malformed', ''],
  ])('fails on %s', async (_, message, reason, error) => {
    const step = await serverOf('SCRAM-SHA-256').start(utf8(message));

    expect(reasonOf(step)).toBe(reason);
    expect(errorOf(step)).toBe(error);
  });

  it('fails on bytes that are no UTF-8', async () => {
    const step = await serverOf('SCRAM-SHA-256').start(Uint8Array.of(0xff, 0xfe));

    expect(errorOf(step)).toBe('e=invalid-encoding');
  });

  it('reads an escaped name and an authzid', async () => {
    const step = await serverOf('SCRAM-SHA-256').start(utf8('n,a=b=2Cc,n=a=3Db=2Cc,r=abc'));

    expect(step).toMatchObject({ kind: 'identify', authcid: 'a=b,c' });
  });

  async function challenged(): Promise<{ server: SaslServer; nonce: string }> {
    const server = serverOf('SCRAM-SHA-256');
    await server.start(utf8('n,,n=user,r=abc'));
    const step = await server.identify(keys);
    const message = step.kind === 'challenge' ? Buffer.from(step.bytes).toString() : '';
    return { server, nonce: /r=([^,]+)/.exec(message)![1]! };
  }

  it.each([
    ['another nonce', () => 'c=biws,r=abcother,p=AAAA', 'nonce-wrong'],
    ['another header in c=', (nonce: string) => `c=eSws,r=${nonce},p=AAAA`, 'channel-binding-wrong'],
    ['no proof', (nonce: string) => `c=biws,r=${nonce}`, 'message-malformed'],
    ['a proof that is not base64', (nonce: string) => `c=biws,r=${nonce},p=@`, 'message-malformed'],
    ['c= that is not base64', (nonce: string) => `c=@,r=${nonce},p=AAAA`, 'message-malformed'],
    ['attributes in another order', (nonce: string) => `r=${nonce},c=biws,p=AAAA`, 'message-malformed'],
    ['nothing', () => '', 'message-malformed'],
  ])('fails on a last message with %s', async (_, message, reason) => {
    const { server, nonce } = await challenged();

    expect(reasonOf(await server.respond(utf8(message(nonce))))).toBe(reason);
    expect(reasonOf(await server.respond(utf8('again')))).toBe('already-over');
  });

  it('does not go on without the identity that it asked for', async () => {
    const server = serverOf('SCRAM-SHA-256');
    await server.start(utf8('n,,n=user,r=abc'));

    expect(reasonOf(await server.respond(utf8('c=biws,r=abc,p=AAAA')))).toBe('identity-missing');
  });

  it('has a nonce of its own in every exchange', async () => {
    const nonces = await Promise.all(Array.from({ length: 100 }, async () => (await challenged()).nonce));

    expect(new Set(nonces).size).toBe(100);
  });
});

describe('the other mechanisms against a client that breaks the rules', () => {
  it.each([
    ['PLAIN', 'user\0password'],
    ['PLAIN', '\0\0password'],
    ['PLAIN', '\0user\0'],
    ['PLAIN', '\0user\0pass\0word'],
    ['PLAIN', ''],
    ['LOGIN', ''],
    ['EXTERNAL', 'a\0b'],
    ['OAUTHBEARER', 'n,a=user,'],
    ['OAUTHBEARER', 'n,a=user,\u0001auth=Basic x\u0001\u0001'],
    ['OAUTHBEARER', 'n,a=us=er,\u0001auth=Bearer x\u0001\u0001'],
    ['OAUTHBEARER', 'p=tls-exporter,,\u0001auth=Bearer x\u0001\u0001'],
    ['XOAUTH2', 'auth=Bearer x\u0001\u0001'],
    ['XOAUTH2', 'user=u\u0001auth=Bearer x\u0001'],
  ])('%s refuses %j', async (mechanism, message) => {
    const step = await serverOf(mechanism, { clientKey: 'aa' }).start(utf8(message));

    expect(reasonOf(step)).toBe('message-malformed');
  });

  it.each([
    'no space',
    'user short',
    ' 0123456789abcdef0123456789abcdef',
    'user 0123456789abcdef0123456789abcdeg',
  ])('CRAM-MD5 refuses %j', async (message) => {
    const server = serverOf('CRAM-MD5');
    await server.start();

    expect(reasonOf(await server.respond(utf8(message)))).toBe('message-malformed');
  });

  it('CRAM-MD5 refuses an answer before its challenge, and never challenges twice with the same', async () => {
    expect(reasonOf(await serverOf('CRAM-MD5').start(utf8('user x')))).toBe('step-unexpected');
    const challenges = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const step = await serverOf('CRAM-MD5', { hostname: 'mail.example.org' }).start();
        return step.kind === 'challenge' ? Buffer.from(step.bytes).toString() : '';
      }),
    );
    expect(new Set(challenges).size).toBe(100);
    expect(challenges[0]).toMatch(/^<[0-9a-f]{32}@mail\.example\.org>$/);
  });

  it('tells an absent initial response from an empty one', async () => {
    expect(reasonOf(await serverOf('EXTERNAL', { clientKey: 'aa' }).start())).toBe('challenge');
    expect(reasonOf(await serverOf('EXTERNAL', { clientKey: 'aa' }).start(new Uint8Array()))).toBe(
      'credentials',
    );
  });

  it('gives a step or a typed failure for any bytes at any step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...mechanisms()),
        fc.option(fc.uint8Array({ maxLength: 100 }), { nil: undefined }),
        fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 4 }),
        async ({ name }, initial, responses) => {
          const server = serverOf(name, { allowsAnonymous: true, clientKey: 'aa' });
          const steps = [await server.start(initial)];
          for (const response of responses) {
            if (steps.at(-1)?.kind === 'identify') steps.push(await server.identify(keys));
            steps.push(await server.respond(response));
          }
          for (const { kind } of steps)
            expect(['challenge', 'identify', 'credentials', 'failed']).toContain(kind);
        },
      ),
      { numRuns: 300 },
    );
  });
});
