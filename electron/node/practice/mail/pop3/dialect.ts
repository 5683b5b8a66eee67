import { parsePop3Auth, pop3Challenge } from '../../../../../shared/wire/pop3-sasl.ts';
import { readSaslLine, type CommandLine } from '../command-line.ts';
import { nextCommand } from '../command-loop.ts';
import type { Answer, BareKind, Command, Dialect } from '../dialect.ts';
import { utf8Of } from '../utf8.ts';
import { BYE, COMMANDS, OK, UNKNOWN } from './answers.ts';
import { capaLines } from './capabilities.ts';
import { servePop3 } from './session.ts';

const ANSWERS: Readonly<Record<Answer, string>> = {
  'wrong-credentials': '-ERR [AUTH] Authentication failed.',
  'unknown-mechanism': '-ERR Unsupported authentication mechanism.', // not [AUTH]: nobody's credentials were looked at
  cancelled: '-ERR Authentication aborted by client.',
  malformed: '-ERR Authentication data is malformed.',
  'needs-encryption': '-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
  'needs-sign-in': '-ERR Sign in first.',
  'unknown-command': UNKNOWN,
  'starttls-not-now': '-ERR TLS cannot begin here.',
  'starttls-refused': '-ERR [SYS/TEMP] TLS is not available.',
  'capabilities-refused': UNKNOWN,
  'too-many-tries': '-ERR Too many tries to sign in.',
};

/** POP3 before sign-in (RFC 1939 §4, RFC 2449, RFC 2595, RFC 5034). */
export const pop3Dialect: Dialect = {
  /** USER is answered here; only what PASS makes of it is a command. Without TLS neither gets that far. */
  read(connection) {
    let authcid: string | null = null;
    return nextCommand(connection, COMMANDS, (line) => {
      const command = commandOf(line, { authcid, isInTls: connection.tls !== null });
      authcid = command === OK ? utf8Of(line.rest) : null; // nothing but USER is answered with OK here
      return command;
    });
  },
  // No <…> in it: that would offer APOP (RFC 1939 §7).
  greeting: ({ hostname }) => [`+OK ${hostname} ready.`],
  greetsAgain: false,
  preauthenticated: null,
  turnsAway: '-ERR [SYS/TEMP] Too many connections, try again later.',
  capabilities: ({ mechanisms, hasStarttls, hasLoginDisabled }) =>
    capaLines([
      ...(hasStarttls ? ['STLS'] : []),
      ...(hasLoginDisabled ? [] : ['USER']),
      ...(mechanisms.length === 0 ? [] : [`SASL ${mechanisms.join(' ')}`]),
    ]),
  agree: () => '+OK Begin TLS negotiation now.',
  challenge: pop3Challenge,
  readResponse: readSaslLine,
  carriesAdditionalData: false,
  accept: () => '+OK Logged in.',
  reject: (_, words) => words,
  answers: ANSWERS,
  ok: () => OK,
  bye: () => [BYE],
  session: servePop3,
};

/** Where a client stands with USER. */
interface Standing {
  /** Whom the USER just before has named. */
  readonly authcid: string | null;
  readonly isInTls: boolean;
}

const tag = '';

/** What a line asks for; an answer where it is no command yet, or not well formed. */
function commandOf(line: CommandLine, { authcid, isInTls }: Standing): Command | string {
  const { verb, rest, text } = line;
  if (verb === 'USER' || verb === 'PASS') {
    if (!isInTls) return ANSWERS['needs-encryption'];
    if (verb === 'USER') return rest.trim() === '' ? '-ERR No username given.' : OK;
    if (authcid === null) return '-ERR No username given.';
    return { tag, kind: 'password', authcid, password: utf8Of(rest) };
  }
  if (verb === 'AUTH') {
    const begin = parsePop3Auth(text);
    return begin === null ? ANSWERS.malformed : { tag, kind: 'authenticate', begin };
  }
  return { tag, kind: KINDS.get(verb) ?? 'unknown' };
}

const KINDS: ReadonlyMap<string, BareKind> = new Map<string, BareKind>([
  ['CAPA', 'capabilities'],
  ['STLS', 'starttls'],
  ['STAT', 'later'],
  ['LIST', 'later'],
  ['UIDL', 'later'],
  ['RETR', 'later'],
  ['TOP', 'later'],
  ['DELE', 'later'],
  ['RSET', 'later'],
  ['NOOP', 'noop'],
  ['QUIT', 'quit'],
]);
