import type { StreamFailure } from '../../../shared/mail/observation.ts';
import { imapMechanisms, parseImapResponse, type ImapResponse } from '../../../shared/wire/imap.ts';
import { imapAuthenticate, readImapExchange } from '../../../shared/wire/imap-sasl.ts';
import type { ExchangeAnswer } from '../../../shared/wire/sasl-answer.ts';
import { deadlineIn, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection } from '../net/line-connection.ts';
import { noGreeting, strangeGreeting } from './greeting.ts';
import { hideExchange } from './recording.ts';
import type { CapabilityAnswer, Greeting, StarttlsAnswer, Talk } from './talk.ts';

// A server may send untagged lines before it answers, but not for ever.
const MOST_UNTAGGED_LINES = 100;

type StatusResponse = Extract<ImapResponse, { kind: 'status' }>;

/** IMAP4rev1 and rev2 before and during sign-in (RFC 9051 §6.1, §6.2). */
export class ImapTalk implements Talk {
  #tags = 0;
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
    const lines: (readonly string[])[] = [];
    const answer = await this.#command(connection, commandMs, 'CAPABILITY', (response) => {
      if (response.kind === 'capability') lines.push(response.capabilities);
    });
    if (typeof answer === 'string') return { ...NOTHING, outcome: answer };
    if (answer.status !== 'OK' || lines.length === 0) {
      return { ...NOTHING, outcome: 'refused', words: answer.words };
    }
    // RFC 9051 §7.2.2: several lines are taken together; some proxies send two.
    const listed = lines.flat();
    return { outcome: 'listed', capabilities: listed, mechanisms: imapMechanisms(listed), words: null };
  }

  mechanisms(capabilities: readonly string[]): readonly string[] {
    return imapMechanisms(capabilities);
  }

  offersStarttls(capabilities: readonly string[]): boolean {
    return capabilities.includes('STARTTLS');
  }

  async starttls(connection: LineConnection, { starttlsMs }: Deadlines): Promise<StarttlsAnswer> {
    const answer = await this.#command(connection, starttlsMs, 'STARTTLS', () => undefined);
    if (typeof answer === 'string') return { outcome: answer, words: null };
    return { outcome: answer.status === 'OK' ? 'agreed' : 'refused', words: answer.words };
  }

  authenticate(
    mechanism: string,
    initialResponse: string | null,
    capabilities: readonly string[],
  ): { command: string; sendsInitial: boolean } {
    this.#exchangeTag = this.#nextTag();
    return {
      command: imapAuthenticate(this.#exchangeTag, mechanism),
      // RFC 4959: only where the server says SASL-IR.
      sendsInitial: initialResponse !== null && capabilities.includes('SASL-IR'),
    };
  }

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

  /** Sends a command and reads until its tagged answer; everything else goes to `untagged`. */
  async #command(
    connection: LineConnection,
    deadlineMs: number,
    command: string,
    untagged: (response: ImapResponse) => void,
  ): Promise<StatusResponse | StreamFailure> {
    const tag = this.#nextTag();
    const deadline = deadlineIn(deadlineMs);
    connection.write(`${tag} ${command}`);
    for (let count = 0; count < MOST_UNTAGGED_LINES; count++) {
      const line = await connection.readLine(deadline);
      if (typeof line === 'string') return line;
      const response = parseImapResponse(line);
      if (response === null || response.kind === 'continuation') return 'malformed';
      if (response.kind === 'status' && response.tag === tag) return response;
      if (response.kind === 'status' && response.status === 'BYE') return 'closed';
      if (response.kind === 'status' && response.tag !== '*') return 'malformed';
      untagged(response);
    }
    return 'malformed';
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
