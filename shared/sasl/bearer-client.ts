import { textOf, utf8 } from './bytes.ts';
import type { ClientCredentials, ClientMaker, SaslOutcome, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import { peerFailed } from './failures.ts';
import type { Mechanism } from './mechanisms.ts';
import type { PreparedCredentials } from './prepare.ts';
import { escapeName } from './scram-messages.ts';

const KVSEP = '\u0001';
const LONGEST_ERROR = 4096;

/** How one of the two mechanisms writes its messages. */
interface Dialect {
  readonly first: (credentials: PreparedCredentials) => string;
  /** What is sent to let the server end an exchange in which it sent an error. */
  readonly dummy: string;
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  // RFC 7628 §3.1: the GS2 header with the authzid, then key-value pairs; §3.2.3: a dummy response of one kvsep.
  oauthbearer: {
    first: ({ authcid, token }) => `n,a=${escapeName(authcid)},${KVSEP}auth=Bearer ${token}${KVSEP}${KVSEP}`,
    dummy: KVSEP,
  },
  // Google's form, which Microsoft took over; the error is answered with an empty line.
  xoauth2: {
    first: ({ authcid, token }) => `user=${authcid}${KVSEP}auth=Bearer ${token}${KVSEP}${KVSEP}`,
    dummy: '',
  },
};

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2: one message with the name and a bearer token. A server that refuses sends a JSON
 * document as a challenge, which is kept as `peerError`, and says no after an answer without content.
 */
export const bearerClient: ClientMaker = (mechanism, credentials) => new BearerClient(mechanism, credentials);

class BearerClient extends BaseClient {
  readonly #dialect: Dialect;

  constructor(mechanism: Mechanism, credentials: ClientCredentials) {
    super(mechanism, credentials);
    const dialect = DIALECTS[mechanism.family ?? ''];
    if (dialect === undefined) throw new TypeError(`${mechanism.name} carries no bearer token`);
    this.#dialect = dialect;
  }

  protected override first(credentials: PreparedCredentials): SaslStep {
    return { kind: 'send', bytes: utf8(this.#dialect.first(credentials)) };
  }

  protected override next(challenge: Uint8Array): SaslStep {
    if (this.peerError !== null) return peerFailed('step-unexpected');
    this.peerError = textOf(challenge.subarray(0, LONGEST_ERROR)) ?? '';
    return { kind: 'send', bytes: utf8(this.#dialect.dummy) };
  }

  protected override last(): SaslOutcome {
    // RFC 7628 §3.2.3: after an error the server must fail the exchange.
    return this.peerError === null ? { kind: 'done', serverVerified: null } : peerFailed('step-unexpected');
  }
}
