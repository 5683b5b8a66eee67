// How much of the platform's own speed shared/sasl leaves: everything as a ratio to a floor measured in the same run.

import { createHash, createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import { encodeBase64 } from '../../shared/sasl/base64.ts';
import { textOf, utf8 } from '../../shared/sasl/bytes.ts';
import { makeScramKeys, mechanismNamed, saslClient, saslServer, verify } from '../../shared/sasl/index.ts';
import { header, report } from './tools/report.ts';

const ROUNDS = 20_000;
const DERIVATIONS = 60;
const ITERATIONS = 15_000;
const mechanism = mechanismNamed('SCRAM-SHA-256')!;
const credentials = { authcid: 'alice@example.test', password: 'correct horse battery' };
const saltedPassword = createHash('sha256').update('salted').digest();
/** The platform's crypto without PBKDF2, which is measured by itself. */
const withoutDerivation = { ...nodeSaslCrypto, pbkdf2: () => Promise.resolve(saltedPassword) };

async function microsecondsEach(rounds: number, run: () => unknown): Promise<number> {
  for (let round = 0; round < rounds / 10; round++) await run();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round++) await run();
  return ((performance.now() - startedAt) * 1000) / rounds;
}

/** What the server's two messages are for a client with that first message. */
async function serverMessages(first: string): Promise<(final: string) => string> {
  const nonce = /r=(.+)$/.exec(first)?.[1] ?? '';
  const serverFirst = `r=${nonce}srv,s=${encodeBase64(new Uint8Array(16))},i=4096`;
  return (withoutProof) => {
    if (withoutProof === '') return serverFirst;
    const serverKey = createHmac('sha256', saltedPassword).update('Server Key').digest();
    const authMessage = `${first.slice(3)},${serverFirst},${withoutProof}`;
    return `v=${createHmac('sha256', serverKey).update(authMessage).digest('base64')}`;
  };
}

let inClient = 0;
async function clientExchange(): Promise<void> {
  const began = performance.now();
  const client = saslClient(mechanism, credentials, { crypto: withoutDerivation });
  const first = await client.start();
  inClient += performance.now() - began;
  const server = await serverMessages(textOf(first.kind === 'send' ? first.bytes : new Uint8Array()) ?? '');
  const serverFirst = utf8(server(''));
  const again = performance.now();
  const final = await client.respond(serverFirst);
  inClient += performance.now() - again;
  const text = textOf(final.kind === 'send' ? final.bytes : new Uint8Array()) ?? '';
  const serverFinal = utf8(server(text.slice(0, text.lastIndexOf(',p='))));
  const last = performance.now();
  await client.respond(serverFinal);
  const outcome = await client.conclude();
  inClient += performance.now() - last;
  if (outcome.kind !== 'done') throw new Error('the bench’s exchange failed');
}

/** The five HMACs and the one hash of an exchange, and nothing else. */
function cryptoFloor(): void {
  const authMessage = Buffer.alloc(200, 'x');
  const clientKey = createHmac('sha256', saltedPassword).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest();
  const serverKey = createHmac('sha256', saltedPassword).update('Server Key').digest();
  createHmac('sha256', serverKey).update(authMessage).digest();
  createHmac('sha256', storedKey).update(authMessage).digest();
}

const keys = await makeScramKeys(nodeSaslCrypto, 'SHA-256', credentials.password);
let inServer = 0;
async function serverExchange(): Promise<void> {
  const client = saslClient(mechanism, credentials, { crypto: stored });
  const first = await client.start();
  let began = performance.now();
  const server = saslServer(mechanism, { crypto: nodeSaslCrypto });
  await server.start(first.kind === 'send' ? first.bytes : undefined);
  const challenge = await server.identify(keys);
  inServer += performance.now() - began;
  const final = await client.respond(challenge.kind === 'challenge' ? challenge.bytes : new Uint8Array());
  began = performance.now();
  const step = await server.respond(final.kind === 'send' ? final.bytes : new Uint8Array());
  if (step.kind !== 'credentials') throw new Error('the bench’s exchange failed');
  const { isAccepted } = await verify(step.credentials, { kind: 'scram', keys }, nodeSaslCrypto, keys);
  inServer += performance.now() - began;
  if (!isAccepted) throw new Error('the bench’s exchange failed');
}
const derived = await nodeSaslCrypto.pbkdf2(
  'SHA-256',
  utf8(credentials.password),
  keys.salt,
  keys.iterationCount,
);
const stored = { ...nodeSaslCrypto, pbkdf2: () => Promise.resolve(derived) };

header('sasl');
await microsecondsEach(ROUNDS, clientExchange);
inClient = 0;
for (let round = 0; round < ROUNDS; round++) await clientExchange();
const client = (inClient * 1000) / ROUNDS;
const floor = await microsecondsEach(ROUNDS, cryptoFloor);
report({
  what: 'SCRAM client exchange without PBKDF2',
  measured: client,
  unit: 'µs',
  against: { name: 'the floor', measured: floor },
  limit: 60,
});

const derive = promisify(pbkdf2);
const salt = keys.salt;
let [ours, theirs] = [0, 0];
for (let round = 0; round < DERIVATIONS; round++) {
  // Taken turns, so that both see the same machine.
  ours += await microsecondsEach(1, () =>
    nodeSaslCrypto.pbkdf2('SHA-256', utf8(credentials.password), salt, ITERATIONS),
  );
  theirs += await microsecondsEach(1, () => derive(credentials.password, salt, ITERATIONS, 32, 'sha256'));
}
report({
  what: `PBKDF2, ${ITERATIONS} iterations, against the platform’s own`,
  measured: ours / DERIVATIONS,
  unit: 'µs',
  against: { name: 'the floor', measured: theirs / DERIVATIONS },
  ratioLimit: 1.05,
});

for (let round = 0; round < ROUNDS / 10; round++) await serverExchange();
inServer = 0;
for (let round = 0; round < ROUNDS; round++) await serverExchange();
const perSecond = (1000 * ROUNDS) / inServer;
report({ what: 'SCRAM server side from stored keys', measured: perSecond, unit: '/s', atLeast: 10_000 });
