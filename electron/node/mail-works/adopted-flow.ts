import type { Duplex, Writable } from 'node:stream';
import { ImapFlow, type ConnectionState } from 'imapflow';

// One answer: an envelope with a thousand recipients is 100 KiB.
const LONGEST_LINE_BYTES = 1_048_576;
const LONGEST_LITERAL_BYTES = 262_144;
const LONGEST_ANSWER_BYTES = 2_097_152;

type Handler = (response: never) => unknown;

/**
 * What ImapFlow has inside and its types leave out. `package.json` names the one version that this was read in; the tests
 * of the adoption fail where it is otherwise.
 */
interface Inside {
  socket: Duplex;
  writeSocket: Duplex;
  readonly streamer: Writable;
  state: ConnectionState;
  greetingReceived: boolean;
  readonly untaggedHandlers: Record<string, Handler>;
  readonly sectionHandlers: Record<string, Handler>;
  serverBye: Handler;
  untaggedCapability: Handler;
  sectionCapability: Handler;
  untaggedExists: Handler;
  setSocketHandlers(): void;
  setEventHandlers(): void;
  run(command: string, ...args: readonly unknown[]): Promise<unknown>;
}

/** What an ImapFlow is told: it opens nothing, secures nothing, logs nothing, and does nothing that it was not asked to. */
const OPTIONS = {
  // It is inside TLS already, and would else ask for STARTTLS.
  secure: true,
  logger: false,
  logRaw: false,
  emitLogs: false,
  disableAutoIdle: true,
  disableAutoEnable: true,
  disableCompression: true,
  disableIMAP4rev2: true,
  disableBinary: true,
  maxLineLength: LONGEST_LINE_BYTES,
  maxLiteralSize: LONGEST_LITERAL_BYTES,
  maxResponseSize: LONGEST_ANSWER_BYTES,
} as const;

/**
 * An ImapFlow on a connection that was opened, secured, verified and signed in by us. What it does by itself to get there
 * (connecting, reading the greeting, PREAUTH, STARTTLS, the login) never runs: it begins in the authenticated state
 * (RFC 9051 §3.2), and has no credentials.
 */
export class AdoptedFlow extends ImapFlow {
  readonly #carrier: Duplex;

  constructor(carrier: Duplex) {
    super(OPTIONS);
    this.#carrier = carrier;
  }

  /** Takes the connection over; nothing is sent. */
  override async connect(): Promise<void> {
    const inside = this.#inside;
    inside.socket = this.#carrier;
    inside.writeSocket = this.#carrier;
    inside.state = this.states.AUTHENTICATED;
    inside.greetingReceived = true;
    this.authenticated = true;
    // The handlers of ImapFlow's own `connect` but for those of a greeting, OK and PREAUTH: here these words mean nothing.
    inside.untaggedHandlers['BYE'] = (response) => inside.serverBye(response);
    inside.untaggedHandlers['CAPABILITY'] = (response) => inside.untaggedCapability(response);
    inside.untaggedHandlers['EXISTS'] = (response) => inside.untaggedExists(response);
    inside.sectionHandlers['CAPABILITY'] = (response) => inside.sectionCapability(response);
    inside.setSocketHandlers();
    inside.setEventHandlers();
    this.#carrier.pipe(inside.streamer);
    this.usable = true;
  }

  /** There is TLS, and no other is begun. */
  override async upgradeToSTARTTLS(): Promise<boolean> {
    return true;
  }

  /** Asks what the server offers now, which may be more than before the sign-in. */
  async askCapabilities(): Promise<void> {
    await this.#inside.run('CAPABILITY');
  }

  /** Says which program this is, and nothing about the computer or the person (RFC 2971). Where the server knows no ID, nothing. */
  async sayWhoWeAre(name: string, version: string): Promise<Readonly<Record<string, string>> | null> {
    const answer = await this.#inside.run('ID', { name, version });
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, string>) : null; // its map of texts
  }

  get #inside(): Inside {
    return this as unknown as Inside; // see there
  }
}
