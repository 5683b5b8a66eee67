import type { ServerWords, StreamFailure } from '../../../shared/mail/observation.ts';
import { MOST_CAPABILITY_LINES, saslMechanisms } from '../../../shared/wire/capability.ts';
import { parsePop3Answer, parsePop3Capability } from '../../../shared/wire/pop3.ts';
import { pop3Auth, pop3WaysIn, readPop3Exchange } from '../../../shared/wire/pop3-sasl.ts';
import { CANCEL, writeResponse, type ExchangeAnswer } from '../../../shared/wire/sasl-answer.ts';
import { deadlineIn, type Deadline, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection } from '../net/line-connection.ts';
import { noGreeting, strangeGreeting } from './greeting.ts';
import { withInitialResponse } from './initial-response.ts';
import { hideExchange } from './recording.ts';
import type { CapabilityAnswer, Greeting, OwnSignIn, SignInCommand, StarttlsAnswer, Talk } from './talk.ts';

// RFC 2449 §4: a command line has at most 255 octets, CRLF included.
const LONGEST_COMMAND = 253;

/** POP3 before and during sign-in (RFC 1939, RFC 2449, RFC 2595 §4, RFC 5034). */
export class Pop3Talk implements Talk {
  async greeting(connection: LineConnection, { greetingMs }: Deadlines): Promise<Greeting> {
    const line = await connection.readLine(deadlineIn(greetingMs));
    if (typeof line === 'string') return noGreeting(line, connection);
    const answer = parsePop3Answer(line);
    if (answer === null || answer.kind === 'challenge') return strangeGreeting(line, 'pop3');
    const outcome = answer.kind === 'ok' ? 'ready' : 'unavailable';
    return {
      facts: { kind: 'greeting', outcome, service: 'pop3', words: answer.words },
      capabilities: null,
    };
  }

  async capabilities(connection: LineConnection, { commandMs }: Deadlines): Promise<CapabilityAnswer> {
    const deadline = deadlineIn(commandMs);
    const nothing = { capabilities: [], mechanisms: [], words: null };
    const answer = await ask(connection, deadline, 'CAPA');
    if (typeof answer === 'string') return { ...nothing, outcome: answer };
    if (!answer.isOk) return { ...nothing, outcome: 'refused', words: answer.words };
    const capabilities = await readList(connection, deadline);
    if (typeof capabilities === 'string') return { ...nothing, outcome: capabilities };
    return { outcome: 'listed', capabilities, mechanisms: pop3WaysIn(capabilities), words: null };
  }

  mechanisms(capabilities: readonly string[]): readonly string[] {
    return pop3WaysIn(capabilities);
  }

  offersStarttls(capabilities: readonly string[]): boolean {
    return capabilities.includes('STLS');
  }

  async starttls(connection: LineConnection, { starttlsMs }: Deadlines): Promise<StarttlsAnswer> {
    const answer = await ask(connection, deadlineIn(starttlsMs), 'STLS');
    if (typeof answer === 'string') return { outcome: answer, words: null };
    return { outcome: answer.isOk ? 'agreed' : 'refused', words: answer.words };
  }

  authenticate(mechanism: string, initialResponse: Uint8Array | null): SignInCommand {
    return withInitialResponse(pop3Auth(mechanism), initialResponse, LONGEST_COMMAND);
  }

  ownSignIn(capabilities: readonly string[]): OwnSignIn | null {
    if (saslMechanisms(capabilities).length > 0) return null;
    return async (connection, { username, password }, deadlines) => {
      connection.write(`USER ${username}`);
      const known = await this.exchange(connection, deadlines);
      if (known.kind !== 'accepted') return known;
      connection.writePassword('PASS', password);
      return this.exchange(connection, deadlines);
    };
  }

  readonly response = writeResponse;
  readonly cancel = CANCEL;

  async exchange(connection: LineConnection, { commandMs }: Deadlines): Promise<ExchangeAnswer> {
    const line = await connection.readLine(deadlineIn(commandMs), hideExchange);
    return typeof line === 'string' ? { kind: 'failed', failure: line } : readPop3Exchange(line);
  }

  readonly goodbye = 'QUIT';
}

interface StatusAnswer {
  readonly isOk: boolean;
  readonly words: ServerWords;
}

/** Sends a command and reads the one line that answers it. */
async function ask(
  connection: LineConnection,
  deadline: Deadline,
  command: string,
): Promise<StatusAnswer | StreamFailure> {
  connection.write(command);
  const line = await connection.readLine(deadline);
  if (typeof line === 'string') return line;
  const answer = parsePop3Answer(line);
  if (answer === null || answer.kind === 'challenge') return 'malformed';
  return { isOk: answer.kind === 'ok', words: answer.words };
}

/** Reads the capabilities up to the dot that ends their list. */
async function readList(
  connection: LineConnection,
  deadline: Deadline,
): Promise<readonly string[] | StreamFailure> {
  const capabilities: string[] = [];
  while (capabilities.length < MOST_CAPABILITY_LINES) {
    const line = await connection.readLine(deadline);
    if (typeof line === 'string') return line;
    const read = parsePop3Capability(line);
    if (read === null) return 'malformed';
    if (read.kind === 'end') return capabilities;
    capabilities.push(read.capability);
  }
  return 'malformed';
}
