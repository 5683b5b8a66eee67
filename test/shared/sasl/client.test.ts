import { describe, expect, it } from 'vitest';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import { mechanismNamed, mechanisms, saslClient, saslServer } from '../../../shared/sasl/index.ts';
import { textOf, utf8 } from '../../../shared/sasl/bytes.ts';

const crypto = nodeSaslCrypto;

describe('a client', () => {
  it('serves once', async () => {
    for (const mechanism of mechanisms().filter(({ bindsChannel }) => !bindsChannel)) {
      const client = saslClient(mechanism, { authcid: 'a', password: 'b', token: 'c' }, { crypto });
      await client.start();
      expect(await client.start()).toEqual({ kind: 'failed', failure: { by: 'ours', reason: 'used-twice' } });
    }
  });

  it('cannot be answered or concluded before it was started', async () => {
    const client = saslClient(mechanismNamed('PLAIN')!, { authcid: 'a', password: 'b' }, { crypto });

    expect(await client.respond(new Uint8Array())).toMatchObject({ failure: { reason: 'already-over' } });
    expect(await client.conclude()).toMatchObject({ failure: { reason: 'already-over' } });
  });

  it('stays failed once it has failed', async () => {
    const client = saslClient(mechanismNamed('PLAIN')!, { authcid: 'a', password: 'b' }, { crypto });
    await client.start();
    const failed = await client.respond(utf8('more'));

    expect(await client.respond(utf8('more'))).toEqual(failed);
    expect(await client.conclude()).toEqual(failed);
  });

  it('is not to be had for a mechanism that is known by name only', () => {
    for (const name of ['NTLM', 'GSSAPI', 'DIGEST-MD5', 'SCRAM-SHA3-512']) {
      expect(() => saslClient(mechanismNamed(name)!, { authcid: 'a' }, { crypto })).toThrow(TypeError);
      expect(() => saslServer(mechanismNamed(name)!, { crypto })).toThrow(TypeError);
    }
  });

  it.each([
    ['cafe\u0301', ['password-changed-by-preparation']],
    ['caf\u00e9', []],
    ['a\u00a0b', ['password-changed-by-preparation']],
    ['plain', []],
  ])('notes whether preparation changed the password %j', async (password, notes) => {
    for (const name of ['SCRAM-SHA-256', 'PLAIN']) {
      const client = saslClient(mechanismNamed(name)!, { authcid: 'ada', password }, { crypto });
      await client.start();
      expect(client.notes).toEqual(notes);
    }
  });

  it('sends a password newer than Unicode 3.2 as it is, also with SCRAM', async () => {
    const client = saslClient(
      mechanismNamed('SCRAM-SHA-256')!,
      { authcid: 'ada', password: '🦭🦭🦭' },
      { crypto },
    );

    expect((await client.start()).kind).toBe('send');
  });

  it('sends user names of Windows domains and with spaces as they are', async () => {
    const client = saslClient(
      mechanismNamed('PLAIN')!,
      { authcid: 'CORP\\ada l', password: 'x' },
      { crypto },
    );
    const step = await client.start();

    expect(step.kind === 'send' && textOf(step.bytes)).toBe('\0CORP\\ada l\0x');
  });

  it('acts as somebody else where it is told to', async () => {
    const credentials = { authcid: 'ada', authzid: 'bob', password: 'x' };
    const text = async (name: string): Promise<string | null> => {
      const step = await saslClient(mechanismNamed(name)!, credentials, { crypto }).start();
      return step.kind === 'send' ? textOf(step.bytes) : null;
    };

    expect(await text('PLAIN')).toBe('bob\0ada\0x');
    expect(await text('EXTERNAL')).toBe('bob');
    expect(await text('SCRAM-SHA-256')).toMatch(/^n,a=bob,n=ada,r=/);
  });

  it.each(['', 'with space', 'line\nbreak', 'ümlaut'])('refuses the token %j', async (token) => {
    const client = saslClient(mechanismNamed('XOAUTH2')!, { authcid: 'ada', token }, { crypto });

    expect(await client.start()).toMatchObject({ failure: { by: 'user', reason: 'token-unusable' } });
  });

  // RFC 7677 §4, with the one exception that a person can make.
  it.each([
    [4096, false, 'send'],
    [4095, false, 'failed'],
    [1000, true, 'send'],
    [999, true, 'failed'],
  ])('answers %i iterations (exception: %s) with: %s', async (count, acceptsFewIterations, kind) => {
    const client = saslClient(
      mechanismNamed('SCRAM-SHA-1')!,
      { authcid: 'a', password: 'b' },
      { crypto, acceptsFewIterations },
    );
    const first = await client.start();
    const nonce = first.kind === 'send' ? /r=(.+)$/.exec(textOf(first.bytes) ?? '')![1]! : '';

    const step = await client.respond(utf8(`r=${nonce}x,s=QSXCR+Q6sek8bf92,i=${count}`));

    expect(step.kind).toBe(kind);
    expect(client.iterationCount).toBe(count);
  });

  it('maps every error value of SCRAM, and unknown ones to other-error', async () => {
    for (const [sent, expected] of [
      ['invalid-encoding', 'invalid-encoding'],
      ['channel-bindings-dont-match', 'channel-bindings-dont-match'],
      ['server-does-support-channel-binding', 'server-does-support-channel-binding'],
      ['unknown-user', 'unknown-user'],
      ['made-up', 'other-error'],
    ]) {
      const client = saslClient(
        mechanismNamed('SCRAM-SHA-256')!,
        { authcid: 'a', password: 'b' },
        { crypto },
      );
      await client.start();
      const outcome = await client.conclude(utf8(`e=${sent}`));
      // Before the proof was sent there is nothing to judge: the error comes too early.
      expect(outcome).toMatchObject({ failure: { reason: 'proof-missing' } });
      const other = saslClient(mechanismNamed('SCRAM-SHA-256')!, { authcid: 'a', password: 'b' }, { crypto });
      const first = await other.start();
      const nonce = first.kind === 'send' ? /r=(.+)$/.exec(textOf(first.bytes) ?? '')![1]! : '';
      await other.respond(utf8(`r=${nonce}x,s=QSXCR+Q6sek8bf92,i=4096`));
      expect(await other.respond(utf8(`e=${sent}`))).toMatchObject({
        failure: { reason: 'error-sent', scramError: expected },
      });
    }
  });

  // Case B10 of the attacks: names with what SCRAM and PLAIN make of them; null where they are refused at home.
  it.each([
    [',=,=', 'n==2C=3D=2C=3D,', ',=,='],
    ['=2C', 'n==3D2C,', '=2C'],
    ['BAB,ABA', 'n=BAB=2CABA,', 'BAB,ABA'],
    ['ren\u0065\u0301', 'n=ren\u00e9,', 'ren\u00e9'],
    ['a\u00a0b', 'n=a b,', null],
    ['a\u00adb', 'n=ab,', null],
    ['a\u05d0b', null, null],
    ['a\u0378b', 'n=a\u0378b,', null],
    ['\u{1f9ad}', 'n=\u{1f9ad},', null],
    ['a'.repeat(1023), `n=${'a'.repeat(1023)},`, 'a'.repeat(1023)],
    ['a'.repeat(1024), null, null],
    ['a\u0000b', null, null],
    ['a\r\nb', null, null],
  ])('prepares the name %j, or refuses it before anything is sent', async (authcid, scram, plain) => {
    const first = async (name: string): Promise<string | null> => {
      const step = await saslClient(mechanismNamed(name)!, { authcid, password: 'x' }, { crypto }).start();
      return step.kind === 'send' ? textOf(step.bytes) : null;
    };

    const [byScram, byPlain] = [await first('SCRAM-SHA-256'), await first('PLAIN')];

    expect(scram === null ? byScram : byScram?.includes(scram)).toBe(scram === null ? null : true);
    expect(byPlain).toBe(plain === null ? null : `\0${plain}\0x`);
  });
});
