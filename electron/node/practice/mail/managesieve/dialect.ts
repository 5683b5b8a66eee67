import {
  parseSieveAuthenticate,
  readSieveResponse,
  sieveChallenge,
  sieveSuccess,
} from '../../../../../shared/wire/managesieve-sasl.ts';
import { nextCommand } from '../command-loop.ts';
import type { Answer, BareKind, Command, Dialect } from '../dialect.ts';
import { BYE, capabilityLines, COMMANDS, noopDone, UNKNOWN } from './answers.ts';
import { readSieveCommand, type SieveCommand } from './command.ts';
import { serveManagesieve } from './session.ts';
import { readText } from './text.ts';

const ANSWERS: Readonly<Record<Answer, string>> = {
  'wrong-credentials': 'NO "Authentication failed."',
  'unknown-mechanism': 'NO "Unsupported authentication mechanism."',
  cancelled: 'NO "Authentication aborted by client."',
  malformed: 'NO "Authentication data is malformed."',
  'needs-encryption': 'NO (ENCRYPT-NEEDED) "Plaintext authentication disabled."',
  'needs-sign-in': 'NO "Authenticate first."',
  'unknown-command': UNKNOWN,
  'starttls-not-now': 'NO "TLS cannot begin here."',
  'starttls-refused': 'NO (TRYLATER) "TLS is not available."',
  'capabilities-refused': UNKNOWN,
  'too-many-tries': 'BYE "Too many tries to sign in."', // RFC 5804 §1.3: the server closes
};

/** ManageSieve before sign-in (RFC 5804). */
export const managesieveDialect: Dialect = {
  read: (connection) => nextCommand(connection, COMMANDS, commandOf),
  greeting: (offer) => [...linesFor(offer), `OK "${offer.hostname} ready."`],
  greetsAgain: true,
  preauthenticated: null,
  turnsAway: 'BYE (TRYLATER) "Too many connections, try again later."',
  capabilities: (offer) => [...linesFor(offer), 'OK "CAPABILITY completed."'],
  agree: () => 'OK "Begin TLS negotiation now."',
  challenge: sieveChallenge,
  async readResponse(connection) {
    const line = await readSieveCommand(connection);
    if (line === null) return null;
    return line === 'malformed' ? { kind: 'malformed' } : readSieveResponse(line.line);
  },
  carriesAdditionalData: true,
  accept: (_, additionalData) => `${sieveSuccess(additionalData)} "Logged in."`,
  reject: (_, words) => words,
  answers: ANSWERS,
  ok: () => noopDone(null),
  bye: () => [BYE],
  session: serveManagesieve,
};

function linesFor(offer: Parameters<Dialect['greeting']>[0]): readonly string[] {
  return capabilityLines(offer.mechanisms, offer.hasStarttls ? ['"STARTTLS"'] : []);
}

const tag = '';

/** What a line asks for; an answer where that is the same wherever the client stands. */
function commandOf({ verb, line }: SieveCommand): Command | string {
  const args = line.tokens.slice(1);
  if (verb === 'AUTHENTICATE') {
    const begin = parseSieveAuthenticate(line);
    return begin === null ? ANSWERS.malformed : { tag, kind: 'authenticate', begin };
  }
  const [only, ...more] = args;
  if (verb === 'NOOP' && only?.kind === 'string' && more.length === 0) {
    const text = readText(only.bytes);
    return text === null ? UNKNOWN : noopDone(text);
  }
  const kind = KINDS.get(verb) ?? 'unknown';
  return { tag, kind: kind === 'later' || args.length === 0 ? kind : 'unknown' };
}

const KINDS: ReadonlyMap<string, BareKind> = new Map<string, BareKind>([
  ['CAPABILITY', 'capabilities'],
  ['STARTTLS', 'starttls'],
  ['NOOP', 'noop'],
  ['LOGOUT', 'quit'],
  ['HAVESPACE', 'later'],
  ['PUTSCRIPT', 'later'],
  ['CHECKSCRIPT', 'later'],
  ['LISTSCRIPTS', 'later'],
  ['GETSCRIPT', 'later'],
  ['SETACTIVE', 'later'],
  ['DELETESCRIPT', 'later'],
  ['RENAMESCRIPT', 'later'],
]);
