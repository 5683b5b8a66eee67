import type { ChannelBinding } from '../../../../shared/sasl/channel-binding.ts';
import type { Credentials } from '../../../../shared/sasl/credentials.ts';
import { scramKeysFor, type ScramStoredKeys } from '../../../../shared/sasl/identity.ts';
import { mechanismNamed, type Mechanism } from '../../../../shared/sasl/mechanisms.ts';
import { saslServer, type SaslServer, type ServerStep } from '../../../../shared/sasl/server.ts';
import { verify } from '../../../../shared/sasl/verify.ts';
import type { SaslBegin } from '../../../../shared/wire/sasl-answer.ts';
import { channelBindingsOf } from '../../net/channel-binding.ts';
import { nodeSaslCrypto as crypto } from '../../sasl-crypto.ts';
import { identityOf, type Account, type Accounts } from './accounts.ts';
import type { MailBehaviour } from './behaviour.ts';
import type { Answer, Dialect } from './dialect.ts';
import { tamperingOf, type Tampering } from './scram-faults.ts';
import type { ServerConnection } from './server-connection.ts';

/** How an exchange ended. */
export type SignedIn =
  | { readonly kind: 'accepted'; readonly account: Account; readonly additionalData: Uint8Array | null }
  | { readonly kind: 'refused'; readonly answer: Answer }
  /** The credentials are right, and a `Refusal` turns them down all the same. */
  | { readonly kind: 'turned-down' }
  /** The client is gone, or a fault broke the connection. */
  | { readonly kind: 'gone' };

/** What an exchange stands in. */
export interface ExchangeAround {
  readonly connection: ServerConnection;
  readonly dialect: Dialect;
  readonly accounts: Accounts;
  readonly behaviour: MailBehaviour;
  /** The mechanisms that are advertised on this connection. */
  readonly advertised: readonly string[];
  /** spkiFingerprint of the client's certificate; null where it showed none. */
  readonly clientKey: string | null;
  /** Makes unknown names look like known ones. */
  readonly serverSecret: Uint8Array;
  readonly hostname: string;
  /** Called when only the server's verdict is left; false where a fault broke the connection there. */
  readonly beforeVerdict: () => Promise<boolean>;
  /** True where right credentials are turned down. */
  readonly isTurnedDown: boolean;
}

// A client that goes on for ever is none: LOGIN and SCRAM, the longest, have two challenges.
const MOST_STEPS = 6;

/** Carries out one SASL exchange on the server's side; sends the challenges, and leaves the last word to the caller. */
export async function signIn(begin: SaslBegin, around: ExchangeAround): Promise<SignedIn> {
  const { advertised, behaviour, clientKey, hostname } = around;
  const mechanism = mechanismNamed(begin.mechanism);
  if (mechanism === null || mechanism.family === null || !advertised.includes(mechanism.name)) {
    return { kind: 'refused', answer: 'unknown-mechanism' };
  }
  const server = saslServer(mechanism, {
    crypto,
    channelBindings: bindingsOf(around),
    offersChannelBinding: behaviour.isPlusStripped || advertised.some(bindsChannel),
    clientKey,
    hostname,
  });
  return new Exchange(server, mechanism, around).run(await server.start(begin.initialResponse));
}

type Response =
  { readonly kind: 'response'; readonly bytes: Uint8Array } | Exclude<SignedIn, { kind: 'accepted' }>;

class Exchange {
  readonly #server: SaslServer;
  readonly #mechanism: Mechanism;
  readonly #around: ExchangeAround;
  readonly #tampering: Tampering;
  #scramKeys: ScramStoredKeys | undefined;

  constructor(server: SaslServer, mechanism: Mechanism, around: ExchangeAround) {
    this.#server = server;
    this.#mechanism = mechanism;
    this.#around = around;
    this.#tampering = tamperingOf(mechanism, around.behaviour);
  }

  async run(first: ServerStep): Promise<SignedIn> {
    let step = first;
    for (let count = 0; count < MOST_STEPS; count++) {
      if (step.kind === 'failed') return this.#fail(step);
      if (step.kind === 'credentials') return this.#judge(step.credentials);
      if (step.kind === 'identify') {
        const account = this.#named(step.authcid);
        if (this.#tampering.endsEarly) return this.#accept(account, null);
        if (account === null && this.#saysWhoIsKnown) return { kind: 'refused', answer: 'wrong-credentials' };
        step = await this.#identify(step);
        continue;
      }
      const response = await this.#ask(changed(step.bytes, this.#tampering.challenge));
      if (response.kind !== 'response') return response;
      step = await this.#server.respond(response.bytes);
    }
    return { kind: 'refused', answer: 'malformed' };
  }

  async #identify({ authcid, hash }: Extract<ServerStep, { kind: 'identify' }>): Promise<ServerStep> {
    const identity = identityOf(this.#named(authcid), 'scram', hash);
    const { serverSecret } = this.#around;
    this.#scramKeys = await scramKeysFor(identity, authcid, hash, { crypto, serverSecret });
    return this.#server.identify(this.#scramKeys);
  }

  /** Dovecot and Cyrus end SCRAM at a name that they do not know; a server that is well lets nobody find out. */
  get #saysWhoIsKnown(): boolean {
    return this.#around.behaviour.usernames === 'local-part';
  }

  /** The mechanism's own last word goes out first, where it has one: SCRAM's `e=` (RFC 5802 §7). */
  async #fail({ failure, bytes }: Extract<ServerStep, { kind: 'failed' }>): Promise<SignedIn> {
    if (bytes !== undefined) {
      const response = await this.#ask(bytes);
      if (response.kind === 'gone') return response;
    }
    const answer = failure.reason === 'message-malformed' ? 'malformed' : 'wrong-credentials';
    return { kind: 'refused', answer };
  }

  async #judge(credentials: Credentials): Promise<SignedIn> {
    const { family, hash } = this.#mechanism;
    const account = this.#accountOf(credentials);
    const identity = identityOf(account, family ?? 'plain', hash); // mechanisms without a family have no server
    const { isAccepted, additionalData } = await verify(credentials, identity, crypto, this.#scramKeys);
    if (!(await this.#around.beforeVerdict())) return { kind: 'gone' };
    if (isAccepted && this.#actsForSelf(credentials, account)) {
      return this.#around.isTurnedDown ? { kind: 'turned-down' } : this.#conclude(account, additionalData);
    }
    // RFC 7628 §3.2.3: the error document is a challenge. SCRAM's `e=` is left out, as Dovecot does.
    if (credentials.kind === 'token' && additionalData !== null) {
      const response = await this.#ask(additionalData);
      if (response.kind === 'gone') return response;
    }
    return { kind: 'refused', answer: 'wrong-credentials' };
  }

  /** The mechanism's last data are one more challenge where the protocol has no other place for it (RFC 4422 §5). */
  async #conclude(account: Account | null, data: Uint8Array | null): Promise<SignedIn> {
    const { last, refusesAfterwards, asksOnceMore } = this.#tampering;
    const final = data === null ? null : changedOrLeftOut(data, last);
    const goesAhead = refusesAfterwards || asksOnceMore || !this.#around.dialect.carriesAdditionalData;
    for (const bytes of [...(final !== null && goesAhead ? [final] : []), ...(asksOnceMore ? [MORE] : [])]) {
      const response = await this.#ask(bytes);
      if (response.kind === 'gone') return response;
    }
    if (refusesAfterwards) return { kind: 'refused', answer: 'wrong-credentials' };
    return this.#accept(account, goesAhead ? null : final);
  }

  #accept(account: Account | null, additionalData: Uint8Array | null): SignedIn {
    return account === null
      ? { kind: 'refused', answer: 'wrong-credentials' }
      : { kind: 'accepted', account, additionalData };
  }

  /** Sends a challenge and waits for the client's answer. */
  async #ask(challenge: Uint8Array): Promise<Response> {
    const { connection, dialect } = this.#around;
    connection.send(this.#tampering.line(dialect.challenge(challenge)));
    const received = await dialect.readResponse(connection);
    if (received === null) return { kind: 'gone' };
    return received.kind === 'response' ? received : { kind: 'refused', answer: received.kind };
  }

  #accountOf(credentials: Credentials): Account | null {
    if (credentials.kind === 'external') return this.#around.accounts.withKey(credentials.clientKey);
    return this.#named(credentials.authcid);
  }

  #named(authcid: string): Account | null {
    return this.#around.accounts.named(authcid, this.#around.behaviour.usernames);
  }

  /** Nobody here may act for somebody else (RFC 4422 §3.4.1). */
  #actsForSelf({ authzid }: Credentials, account: Account | null): boolean {
    return authzid === '' || (account !== null && this.#around.accounts.named(authzid, 'both') === account);
  }
}

const MORE = new TextEncoder().encode('practice');

/** Challenges that a fault can change are text (RFC 5802 §7); what is not changed stays as it is. */
function changed(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return new TextEncoder().encode(change(new TextDecoder().decode(bytes)));
}

function changedOrLeftOut(bytes: Uint8Array, change: (text: string) => string | null): Uint8Array | null {
  const text = change(new TextDecoder().decode(bytes));
  return text === null ? null : new TextEncoder().encode(text);
}

function bindsChannel(name: string): boolean {
  return mechanismNamed(name)?.bindsChannel === true;
}

function bindingsOf({ connection, behaviour }: ExchangeAround): readonly ChannelBinding[] {
  if (connection.tls === null) return [];
  const known = channelBindingsOf(connection.tls, 'server');
  const bindings = behaviour.isBindingOld ? known.filter(({ type }) => type === 'tls-unique') : known;
  if (!behaviour.isBoundElsewhere) return bindings;
  return bindings.map(({ type, data }) => ({ type, data: data.map((byte) => byte ^ 0xff) }));
}
