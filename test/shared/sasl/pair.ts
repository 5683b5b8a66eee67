import { nodeSaslCrypto } from '../../../electron/node/sasl-crypto.ts';
import {
  mechanismNamed,
  saslClient,
  saslServer,
  scramKeysFor,
  verify,
  type ClientCredentials,
  type ClientOptions,
  type Identity,
  type SaslOutcome,
  type ServerOptions,
  type ServerStep,
} from '../../../shared/sasl/index.ts';

const serverSecret = new Uint8Array(32).fill(7);
const MOST_ROUNDS = 10;

/** How an exchange of our client with our server ended, on both sides. */
export interface Ended {
  readonly client: SaslOutcome | { readonly kind: 'refused' };
  readonly isAccepted: boolean;
  readonly serverFailure: string | null;
}

/** What an exchange is made of. */
export interface Pair {
  readonly mechanism: string;
  readonly credentials: ClientCredentials;
  readonly identity: Identity;
  readonly client?: Partial<ClientOptions>;
  readonly server?: Partial<ServerOptions>;
}

/** Lets our client sign in to our server, as a protocol that carries additional data with its success would. */
export async function exchange({ mechanism, credentials, identity, ...options }: Pair): Promise<Ended> {
  const facts = mechanismNamed(mechanism)!;
  const client = saslClient(facts, credentials, { crypto: nodeSaslCrypto, ...options.client });
  const server = saslServer(facts, { crypto: nodeSaslCrypto, ...options.server });
  const first = await client.start();
  if (first.kind === 'failed') {
    return { client: first, isAccepted: false, serverFailure: null };
  }
  let keys;
  let step: ServerStep = await server.start(first.kind === 'send' ? first.bytes : undefined);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (step.kind === 'failed') {
      return { client: { kind: 'refused' }, isAccepted: false, serverFailure: step.failure.reason };
    }
    if (step.kind === 'identify') {
      const context = { crypto: nodeSaslCrypto, serverSecret };
      keys = await scramKeysFor(identity, step.authcid, step.hash, context);
      step = await server.identify(keys);
      continue;
    }
    if (step.kind === 'credentials') {
      const { isAccepted, additionalData } = await verify(step.credentials, identity, nodeSaslCrypto, keys);
      if (!isAccepted) return { client: { kind: 'refused' }, isAccepted, serverFailure: null };
      return { client: await client.conclude(additionalData ?? undefined), isAccepted, serverFailure: null };
    }
    const answer = await client.respond(step.bytes);
    if (answer.kind !== 'send')
      return { client: { kind: 'refused' }, isAccepted: false, serverFailure: null };
    step = await server.respond(answer.bytes);
  }
  throw new Error('the exchange did not end');
}
