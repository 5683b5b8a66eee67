import type { StreamFailure } from '../../../shared/mail/observation.ts';
import { MOST_CAPABILITY_LINES, saslMechanisms } from '../../../shared/wire/capability.ts';
import {
  parseSieveCapability,
  parseSieveResponse,
  takeSieveLine,
  type SieveLine,
  type SieveResponse,
} from '../../../shared/wire/managesieve.ts';
import {
  readSieveExchange,
  SIEVE_CANCEL,
  sieveAuthenticate,
  sieveResponse,
} from '../../../shared/wire/managesieve-sasl.ts';
import type { ExchangeAnswer } from '../../../shared/wire/sasl-answer.ts';
import { deadlineIn, type Deadline, type Deadlines } from '../net/deadlines.ts';
import type { LineConnection, Taken } from '../net/line-connection.ts';
import { noGreeting, strangeGreeting } from './greeting.ts';
import { hideSieveExchange } from './recording.ts';
import type { CapabilityAnswer, Greeting, SignInCommand, StarttlsAnswer, Talk } from './talk.ts';

/**
 * ManageSieve before and during sign-in (RFC 5804).
 *
 * Known gap: servers from before the RFC that say nothing after STARTTLS are waited for in vain.
 */
export class ManageSieveTalk implements Talk {
  #speaksNext = false;

  async greeting(connection: LineConnection, { greetingMs }: Deadlines): Promise<Greeting> {
    const list = await readList(connection, deadlineIn(greetingMs));
    if (list.kind === 'failed') return noGreeting(list.failure, connection);
    if (list.kind === 'strange') return strangeGreeting(list.bytes, 'managesieve');
    const { capabilities, response } = list;
    const isReady = response.condition === 'OK';
    return {
      facts: {
        kind: 'greeting',
        outcome: isReady ? 'ready' : 'unavailable',
        service: 'managesieve',
        words: response.words,
      },
      capabilities: isReady ? capabilities : null,
    };
  }

  async capabilities(connection: LineConnection, { commandMs }: Deadlines): Promise<CapabilityAnswer> {
    // RFC 5804 §2.2: after STARTTLS the server says them again by itself, and a client that asked would hear them twice.
    if (!this.#speaksNext) connection.write('CAPABILITY');
    this.#speaksNext = false;
    const list = await readList(connection, deadlineIn(commandMs));
    const nothing = { capabilities: [], mechanisms: [], words: null };
    if (list.kind === 'failed') return { ...nothing, outcome: list.failure };
    if (list.kind === 'strange') return { ...nothing, outcome: 'malformed' };
    const { capabilities, response } = list;
    if (response.condition !== 'OK') return { ...nothing, outcome: 'refused', words: response.words };
    return { outcome: 'listed', capabilities, mechanisms: saslMechanisms(capabilities), words: null };
  }

  mechanisms(capabilities: readonly string[]): readonly string[] {
    return saslMechanisms(capabilities);
  }

  offersStarttls(capabilities: readonly string[]): boolean {
    return capabilities.includes('STARTTLS');
  }

  async starttls(connection: LineConnection, { starttlsMs }: Deadlines): Promise<StarttlsAnswer> {
    connection.write('STARTTLS');
    const read = await connection.read(takeLine, deadlineIn(starttlsMs));
    if (typeof read === 'string') return { outcome: read, words: null };
    const response = parseSieveResponse(read.line);
    if (response === null) return { outcome: 'malformed', words: null };
    this.#speaksNext = response.condition === 'OK';
    return { outcome: this.#speaksNext ? 'agreed' : 'refused', words: response.words };
  }

  authenticate(mechanism: string, initialResponse: Uint8Array | null): SignInCommand {
    return {
      command: sieveAuthenticate(mechanism),
      initialResponse: initialResponse === null ? null : sieveResponse(initialResponse),
    };
  }

  /** There is none (RFC 4954, RFC 5804). */
  ownSignIn(): null {
    return null;
  }

  readonly response = sieveResponse;
  readonly cancel = SIEVE_CANCEL;

  async exchange(connection: LineConnection, { commandMs }: Deadlines): Promise<ExchangeAnswer> {
    const read = await connection.read(takeLine, deadlineIn(commandMs), ({ line }, bytes) =>
      hideSieveExchange(line, bytes),
    );
    return typeof read === 'string' ? { kind: 'failed', failure: read } : readSieveExchange(read.line);
  }

  readonly goodbye = 'LOGOUT';
}

/** A list of capabilities with the response behind it; or the line that belongs into no such list; or none. */
type List =
  | { readonly kind: 'list'; readonly capabilities: readonly string[]; readonly response: SieveResponse }
  | { readonly kind: 'strange'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly failure: StreamFailure };

async function readList(connection: LineConnection, deadline: Deadline): Promise<List> {
  const capabilities: string[] = [];
  while (capabilities.length < MOST_CAPABILITY_LINES) {
    const read = await connection.read(takeLine, deadline);
    if (typeof read === 'string') return { kind: 'failed', failure: read };
    const { line, bytes } = read;
    const response = parseSieveResponse(line);
    if (response !== null) return { kind: 'list', capabilities, response };
    const capability = parseSieveCapability(line);
    if (capability === null) return { kind: 'strange', bytes };
    capabilities.push(capability);
  }
  return { kind: 'failed', failure: 'malformed' };
}

interface ReadLine {
  readonly line: SieveLine;
  /** Without its end. */
  readonly bytes: Uint8Array;
}

function takeLine(unread: Uint8Array): Taken<ReadLine> {
  const line = takeSieveLine(unread);
  if (line === null || line === 'malformed') return line;
  const bytes = unread.subarray(0, line.length - '\r\n'.length);
  return { value: { line, bytes }, length: line.length };
}
