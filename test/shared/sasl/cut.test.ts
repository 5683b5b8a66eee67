import { describe, expect, it } from 'vitest';
import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import { textOf, utf8 } from '../../../shared/sasl/bytes.ts';
import { makeScramKeys, mechanismNamed, saslClient, saslServer, verify } from '../../../shared/sasl/index.ts';

const mechanism = mechanismNamed('SCRAM-SHA-256')!;
const keys = await makeScramKeys(nodeSaslCrypto, 'SHA-256', 'pencil', 4096);
/** The same nonce each time, so that an exchange can be played again up to any byte. */
const crypto = { ...nodeSaslCrypto, randomBytes: (length: number) => new Uint8Array(length).fill(5) };

function newClient() {
  return saslClient(mechanism, { authcid: 'user', password: 'pencil' }, { crypto });
}

/** The four messages of one good exchange. */
async function messages() {
  const client = newClient();
  const server = saslServer(mechanism, { crypto });
  const first = await client.start();
  const clientFirst = first.kind === 'send' ? first.bytes : new Uint8Array();
  await server.start(clientFirst);
  const challenge = await server.identify(keys);
  const serverFirst = challenge.kind === 'challenge' ? challenge.bytes : new Uint8Array();
  const final = await client.respond(serverFirst);
  const clientFinal = final.kind === 'send' ? final.bytes : new Uint8Array();
  const step = await server.respond(clientFinal);
  if (step.kind !== 'credentials') throw new Error('the exchange is not good');
  const { additionalData } = await verify(step.credentials, { kind: 'scram', keys }, crypto, keys);
  return { clientFirst, serverFirst, clientFinal, serverFinal: additionalData ?? new Uint8Array() };
}

describe('a SCRAM exchange that is cut at every byte', () => {
  it('never convinces the client, and fails in its own words', async () => {
    const { serverFirst, serverFinal } = await messages();

    for (let cut = 0; cut < serverFirst.length; cut++) {
      const client = newClient();
      await client.start();
      const step = await client.respond(serverFirst.subarray(0, cut));
      // A count that lost its last digits is still a count, and one that is too low.
      expect(step.kind, `${cut} bytes: ${textOf(serverFirst.subarray(0, cut))}`).toBe('failed');
    }
    for (let cut = 0; cut < serverFinal.length; cut++) {
      const client = newClient();
      await client.start();
      await client.respond(serverFirst);
      expect((await client.respond(serverFinal.subarray(0, cut))).kind).toBe('failed');
      expect((await client.conclude()).kind).toBe('failed');
    }
  });

  it('never convinces the server, and fails in its own words', async () => {
    const { clientFirst, clientFinal } = await messages();

    for (let cut = 0; cut < clientFirst.length; cut++) {
      const step = await saslServer(mechanism, { crypto }).start(clientFirst.subarray(0, cut));
      // A nonce that lost its end is still a nonce: the exchange goes on, and ends at the proof.
      expect(['failed', 'identify']).toContain(step.kind);
    }
    for (let cut = 0; cut < clientFinal.length; cut++) {
      const server = saslServer(mechanism, { crypto });
      await server.start(clientFirst);
      await server.identify(keys);
      const step = await server.respond(clientFinal.subarray(0, cut));
      const isIn =
        step.kind === 'credentials' &&
        (await verify(step.credentials, { kind: 'scram', keys }, crypto, keys)).isAccepted;
      expect(isIn, `${cut} bytes`).toBe(false);
    }
  });

  it('convinces both when it is whole', async () => {
    const { clientFirst, serverFirst, clientFinal, serverFinal } = await messages();
    const client = newClient();
    await client.start();
    await client.respond(serverFirst);

    expect((await client.respond(serverFinal)).kind).toBe('send');
    expect(await client.conclude()).toEqual({ kind: 'done', serverVerified: true });
    expect(utf8(textOf(clientFirst) ?? '')).toEqual(clientFirst);
    expect(textOf(clientFinal)).toContain(',p=');
  });
});
