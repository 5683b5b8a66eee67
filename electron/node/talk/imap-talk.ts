import type { StreamFailure } from '../../../shared/mail/observation.ts';
import {
  imapMechanisms,
  imapWaysIn,
  parseImapResponse,
  type ImapResponse,
} from '../../../shared/wire/imap.ts';
import { imapAuthenticate, imapQuoted, readImapExchange } from '../../../shared/wire/imap-sasl.ts';
import {
  CANCEL,
  writeInitialResponse,
  writeResponse,
  type ExchangeAnswer,
} from '../../../shared/wire/sasl-answer.ts';
import { parseImapId, type ImapId } from '../../../shared/wire/imap-id.ts';
import { softwareNamed } from '../../../shared/wire/software.ts';
import { deadlineIn, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection } from '../net/line-connection.ts';
import { VerifiedConnection } from '../net/verified-connection.ts';
import { noGreeting, strangeGreeting } from './greeting.ts';
import { hideExchange } from './recording.ts';
import type { CapabilityAnswer, Greeting, OwnSignIn, SignInCommand, StarttlsAnswer, Talk } from './talk.ts';

// A server may send untagged lines before it answers, but not for ever.
const MOST_UNTAGGED_LINES = 100;
// Nothing depends on what a server says of itself: its answer comes with the other one, or is not waited for.
const ID_PATIENCE_MS = 2_000;

type StatusResponse = Extract<ImapResponse, { kind: 'status' }>;

/** IMAP4rev1 and rev2 before and during sign-in (RFC 9051 §6.1, §6.2). */
export class ImapTalk implements Talk {
  #tags = 0;
  #idTag: string | null = null;
  #exchangeTag = '';

  async greeting(connection: LineConnection, { greetingMs }: Deadlines): Promise<Greeting> {
    const line = await connection.readLine(deadlineIn(greetingMs));
    if (typeof line === 'string') return noGreeting(line, connection);
    const response = parseImapResponse(line);
    if (response?.kind !== 'status' || response.tag !== '*') return strangeGreeting(line, 'imap');
    const outcome = GREETINGS[response.status];
    if (outcome === undefined) return strangeGreeting(line, 'imap');
    return {
      facts: { kind: 'greeting', outcome, service: 'imap', words: response.words },
      capabilities: response.capabilities,
    };
  }

  async capabilities(connection: LineConnection, { commandMs }: Deadlines): Promise<CapabilityAnswer> {
    const lists: (readonly string[])[] = [];
    const tag = this.#nextTag();
    // What a server says of itself is asked for in TLS only, where nobody else can answer, and in one go with what has
    // to be asked anyway, so that it costs no time. All that we say of ourselves is nothing: NIL (RFC 2971 §3.1).
    this.#idTag = connection instanceof VerifiedConnection ? this.#nextTag() : null;
    connection.write(`${tag} CAPABILITY`, ...(this.#idTag === null ? [] : [`${this.#idTag} ID NIL`]));
    const answer = await this.#answerTo(tag, connection, commandMs, (response) => {
      if (response.kind === 'capability') lists.push(response.capabilities);
    });
    if (typeof answer === 'string') return { ...NOTHING, outcome: answer };
    if (answer.status !== 'OK' || lists.length === 0) {
      return { ...NOTHING, outcome: 'refused', words: answer.words };
    }
    // RFC 9051 §7.2.2: several lines are taken together; some proxies send two.
    const listed = lists.flat();
    const id = await this.#hearId(connection, Math.min(commandMs, ID_PATIENCE_MS));
    const software = id === null ? null : softwareNamed(id.name, id.version);
    return {
      outcome: 'listed',
      capabilities: listed,
      mechanisms: imapWaysIn(listed),
      words: null,
      ...(software === null ? {} : { id: software }),
    };
  }

  mechanisms(capabilities: readonly string[]): readonly string[] {
    return imapWaysIn(capabilities);
  }

  offersStarttls(capabilities: readonly string[]): boolean {
    return capabilities.includes('STARTTLS');
  }

  async starttls(connection: LineConnection, { starttlsMs }: Deadlines): Promise<StarttlsAnswer> {
    const tag = this.#nextTag();
    connection.write(`${tag} STARTTLS`);
    const answer = await this.#answerTo(tag, connection, starttlsMs, () => undefined);
    if (typeof answer === 'string') return { outcome: answer, words: null };
    return { outcome: answer.status === 'OK' ? 'agreed' : 'refused', words: answer.words };
  }

  authenticate(
    mechanism: string,
    initialResponse: Uint8Array | null,
    capabilities: readonly string[],
  ): SignInCommand {
    this.#exchangeTag = this.#nextTag();
    // RFC 4959: only where the server says SASL-IR.
    const isSent = initialResponse !== null && capabilities.includes('SASL-IR');
    return {
      command: imapAuthenticate(this.#exchangeTag, mechanism),
      initialResponse: isSent ? writeInitialResponse(initialResponse) : null,
    };
  }

  ownSignIn(capabilities: readonly string[]): OwnSignIn | null {
    if (imapMechanisms(capabilities).length > 0) return null;
    return async (connection, { username, password }, deadlines) => {
      this.#exchangeTag = this.#nextTag();
      const name = imapQuoted(username);
      const secret = imapQuoted(password);
      const command = `${this.#exchangeTag} LOGIN`;
      const start = name === null ? username : `${command} ${name}`;
      const stopped =
        (name === null ? await this.#askForLiteral(connection, command, username, deadlines) : null) ??
        (secret === null ? await this.#askForLiteral(connection, start, password, deadlines) : null);
      if (stopped !== null) return stopped;
      if (secret === null) connection.writePassword('', password);
      else connection.writePassword(start, secret);
      return this.exchange(connection, deadlines);
    };
  }

  readonly response = writeResponse;
  readonly cancel = CANCEL;

  async exchange(connection: LineConnection, { commandMs }: Deadlines): Promise<ExchangeAnswer> {
    const deadline = deadlineIn(commandMs);
    for (let count = 0; count < MOST_UNTAGGED_LINES; count++) {
      const line = await connection.readLine(deadline, hideExchange);
      if (typeof line === 'string') return { kind: 'failed', failure: line };
      const answer = readImapExchange(line, this.#exchangeTag);
      if (answer !== null) return answer;
    }
    return { kind: 'failed', failure: 'malformed' };
  }

  readonly goodbye = 'z LOGOUT';

  /** Announces a literal (RFC 9051 §4.3) and waits until the server wants it; what it says in place of that, or null. */
  async #askForLiteral(
    connection: LineConnection,
    start: string,
    text: string,
    { commandMs }: Deadlines,
  ): Promise<ExchangeAnswer | null> {
    connection.write(`${start} {${new TextEncoder().encode(text).length}}`);
    const line = await connection.readLine(deadlineIn(commandMs));
    if (typeof line === 'string') return { kind: 'failed', failure: line };
    if (parseImapResponse(line)?.kind === 'continuation') return null;
    return readImapExchange(line, this.#exchangeTag) ?? { kind: 'failed', failure: 'malformed' };
  }

  /** Reads until the tagged answer to a command; everything else goes to `untagged`. */
  async #answerTo(
    tag: string,
    connection: LineConnection,
    deadlineMs: number,
    untagged: (response: ImapResponse) => void,
  ): Promise<StatusResponse | StreamFailure> {
    const deadline = deadlineIn(deadlineMs);
    for (let count = 0; count < MOST_UNTAGGED_LINES; count++) {
      const line = await connection.readLine(deadline);
      if (typeof line === 'string') return line;
      const response = parseImapResponse(line);
      if (response === null || response.kind === 'continuation') return 'malformed';
      if (response.kind === 'status' && response.tag === tag) return response;
      if (response.kind === 'status' && response.status === 'BYE') return 'closed';
      if (response.kind === 'status' && response.tag === this.#idTag) this.#idTag = null;
      else if (response.kind === 'status' && response.tag !== '*') return 'malformed';
      untagged(response);
    }
    return 'malformed';
  }

  /** Reads until the tagged answer to ID, if it was asked for; BAD is as good as any. Lines that are no answer are skipped. */
  async #hearId(connection: LineConnection, deadlineMs: number): Promise<ImapId | null> {
    const deadline = deadlineIn(deadlineMs);
    let id: ImapId | null = null;
    for (let count = 0; count < MOST_UNTAGGED_LINES && this.#idTag !== null; count++) {
      const line = await connection.readLine(deadline);
      if (typeof line === 'string') return id;
      id ??= parseImapId(line);
      const response = parseImapResponse(line);
      if (response?.kind === 'status' && response.tag === this.#idTag) this.#idTag = null;
    }
    return id;
  }

  #nextTag(): string {
    return `a${++this.#tags}`;
  }
}

const GREETINGS: Readonly<Partial<Record<StatusResponse['status'], Greeting['facts']['outcome']>>> = {
  OK: 'ready',
  PREAUTH: 'preauthenticated',
  BYE: 'unavailable',
};

const NOTHING: Pick<CapabilityAnswer, 'capabilities' | 'mechanisms' | 'words'> = {
  capabilities: [],
  mechanisms: [],
  words: null,
};
