import { describe, expect, it } from 'vitest';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import {
  hashPassword,
  makeScramKeys,
  mechanisms,
  scramKeysFor,
  verify,
  type ChannelBinding,
  type Identity,
} from '../../../shared/sasl/index.ts';
import { exchange } from './pair.ts';

const AUTHCID = 'ada@example.org';
const PASSWORD = 'correct horse';
const credentials = { authcid: AUTHCID, password: PASSWORD, token: 'ya29.token' };
const binding: ChannelBinding = { type: 'tls-exporter', data: new Uint8Array(32).fill(1) };
const otherBinding: ChannelBinding = { type: 'tls-exporter', data: new Uint8Array(32).fill(2) };
const bound = {
  client: { channelBinding: { kind: 'bound', binding } as const },
  server: { channelBindings: [binding] },
};

function identityFor(name: string): Identity {
  if (name === 'EXTERNAL') return { kind: 'keys', fingerprints: ['aa', 'bb'] };
  if (name === 'ANONYMOUS') return { kind: 'anonymous' };
  return name.endsWith('BEARER') || name === 'XOAUTH2'
    ? { kind: 'tokens', tokens: ['other', 'ya29.token'] }
    : { kind: 'password', password: PASSWORD };
}

const serverOptions = { clientKey: 'bb', allowsAnonymous: true };

describe('our client and our server', () => {
  it.each(
    mechanisms().map(({ name, bindsChannel, provesServer }) => [name, bindsChannel, provesServer] as const),
  )('agree by %s', async (mechanism, bindsChannel, provesServer) => {
    const ended = await exchange({
      mechanism,
      credentials,
      identity: identityFor(mechanism),
      client: bindsChannel ? bound.client : {},
      server: { ...serverOptions, ...(bindsChannel ? bound.server : {}) },
    });

    expect(ended).toEqual({
      client: { kind: 'done', serverVerified: provesServer ? true : null },
      isAccepted: true,
      serverFailure: null,
    });
  });

  it.each(
    mechanisms()
      .filter(({ needs }) => needs === 'password' || needs === 'token')
      .map(({ name, bindsChannel }) => [name, bindsChannel] as const),
  )('do not agree by %s where the secret is another', async (mechanism, bindsChannel) => {
    const ended = await exchange({
      mechanism,
      credentials: { authcid: AUTHCID, password: 'wrong horse', token: 'wrong' },
      identity: identityFor(mechanism),
      client: bindsChannel ? bound.client : {},
      server: bindsChannel ? bound.server : {},
    });

    expect(ended).toMatchObject({ isAccepted: false, client: { kind: 'refused' } });
  });

  it('take both forms of é, in name and password', async () => {
    for (const mechanism of ['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN']) {
      const ended = await exchange({
        mechanism,
        credentials: { authcid: 'ren\u0065\u0301', password: 'cafe\u0301 au lait' },
        identity: { kind: 'password', password: 'caf\u00e9 au lait' },
      });
      expect(ended.isAccepted).toBe(true);
    }
  });

  it('agree on stored keys and on slow hashes', async () => {
    const keys = await makeScramKeys(nodeSaslCrypto, 'SHA-256', PASSWORD);
    const scram = await exchange({
      mechanism: 'SCRAM-SHA-256',
      credentials,
      identity: { kind: 'scram', keys },
    });
    expect(scram.isAccepted).toBe(true);
    for (const scheme of ['scrypt', 'pbkdf2'] as const) {
      const hashed = await hashPassword(nodeSaslCrypto, PASSWORD, scheme);
      const identity: Identity = { kind: 'hashed', hashed };
      expect((await exchange({ mechanism: 'PLAIN', credentials, identity })).isAccepted).toBe(true);
      const wrong = { authcid: AUTHCID, password: 'wrong' };
      expect((await exchange({ mechanism: 'PLAIN', credentials: wrong, identity })).isAccepted).toBe(false);
      const unknown: Identity = { kind: 'unknown', like: hashed };
      expect((await exchange({ mechanism: 'PLAIN', credentials, identity: unknown })).isAccepted).toBe(false);
    }
  });

  it('refuse an unknown name by every mechanism', async () => {
    for (const mechanism of ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'CRAM-MD5', 'PLAIN', 'LOGIN']) {
      const ended = await exchange({ mechanism, credentials, identity: { kind: 'unknown' } });
      expect(ended).toMatchObject({ isAccepted: false });
    }
  });

  it('answer an unknown name as if it were known: same salt each time, same form, another for each name', async () => {
    const context = { crypto: nodeSaslCrypto, serverSecret: new Uint8Array(32).fill(9) };
    const known = await scramKeysFor({ kind: 'password', password: 'x' }, 'ada', 'SHA-256', context);
    const [first, second] = [
      await scramKeysFor({ kind: 'unknown' }, 'eve', 'SHA-256', context),
      await scramKeysFor({ kind: 'unknown' }, 'eve', 'SHA-256', context),
    ];
    const other = await scramKeysFor({ kind: 'unknown' }, 'mallory', 'SHA-256', context);

    expect(first).toEqual(second);
    expect(first.salt).not.toEqual(other.salt);
    expect(first.salt).toHaveLength(known.salt.length);
    expect(first.iterationCount).toBe(known.iterationCount);
    expect(first.storedKey).toHaveLength(known.storedKey.length);
  });

  it('refuse a password that preparation forbids before it is stored', async () => {
    await expect(makeScramKeys(nodeSaslCrypto, 'SHA-256', 'a\0b')).rejects.toThrow(RangeError);
    await expect(hashPassword(nodeSaslCrypto, '')).rejects.toThrow(RangeError);
  });

  it('refuse ANONYMOUS where nobody allowed it, and EXTERNAL where no key was shown', async () => {
    const anonymous = await exchange({
      mechanism: 'ANONYMOUS',
      credentials,
      identity: { kind: 'anonymous' },
    });
    const external = await exchange({
      mechanism: 'EXTERNAL',
      credentials,
      identity: { kind: 'keys', fingerprints: ['aa'] },
      server: { clientKey: null },
    });
    const stranger = await exchange({
      mechanism: 'EXTERNAL',
      credentials,
      identity: { kind: 'keys', fingerprints: ['aa'] },
      server: { clientKey: 'cc' },
    });

    expect(anonymous.serverFailure).toBe('step-unexpected');
    expect(external.serverFailure).toBe('proof-missing');
    expect(stranger.isAccepted).toBe(false);
  });

  it('do not verify one kind of credentials against another kind of identity', async () => {
    const token = { kind: 'token', authcid: '', authzid: '', token: PASSWORD } as const;

    expect((await verify(token, { kind: 'password', password: PASSWORD }, nodeSaslCrypto)).isAccepted).toBe(
      false,
    );
  });
});

describe('channel binding between our client and our server', () => {
  const identity = identityFor('SCRAM-SHA-256');
  const notOffered = { channelBinding: { kind: 'not-offered' } as const };

  // RFC 5802 §6: what the client says, what the server has, and what comes of it.
  it.each([
    ['the same binding', 'SCRAM-SHA-256-PLUS', bound.client, bound.server, null],
    [
      'another channel',
      'SCRAM-SHA-256-PLUS',
      { channelBinding: { kind: 'bound', binding: otherBinding } as const },
      bound.server,
      'channel-binding-wrong',
    ],
    [
      'a type that the server has not',
      'SCRAM-SHA-256-PLUS',
      bound.client,
      { channelBindings: [{ ...binding, type: 'tls-unique' as const }] },
      'channel-binding-unsupported',
    ],
    ['“y” and a server without -PLUS', 'SCRAM-SHA-256', notOffered, { offersChannelBinding: false }, null],
    [
      '“y” and a server with -PLUS: a stripped list',
      'SCRAM-SHA-256',
      notOffered,
      { offersChannelBinding: true },
      'channel-binding-wrong',
    ],
    ['“n” and a server with -PLUS', 'SCRAM-SHA-256', {}, { offersChannelBinding: true }, null],
  ])('%s', async (_, mechanism, client, server, failure) => {
    const ended = await exchange({ mechanism, credentials, identity, client, server });

    expect(ended.serverFailure).toBe(failure);
    expect(ended.isAccepted).toBe(failure === null);
  });

  it('is not forgotten: -PLUS without a binding is misuse, and so is a binding without -PLUS', async () => {
    const without = await exchange({ mechanism: 'SCRAM-SHA-256-PLUS', credentials, identity });
    const besides = await exchange({
      mechanism: 'SCRAM-SHA-256',
      credentials,
      identity,
      client: bound.client,
    });

    for (const { client } of [without, besides]) {
      expect(client).toEqual({ kind: 'failed', failure: { by: 'ours', reason: 'binding-missing' } });
    }
  });
});
