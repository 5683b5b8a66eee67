import { parseSmtpAuth, smtpChallenge } from '../../../../../shared/wire/smtp-sasl.ts';
import { PRACTICE_HOSTS } from '../../protocols.ts';
import { readSaslLine, type CommandLine } from '../command-line.ts';
import { nextCommand } from '../command-loop.ts';
import type { Command, Dialect } from '../dialect.ts';
import { ehloLines } from './keywords.ts';
import { BYE, commandsFor, HELP, isHostname, OK, UNKNOWN, VRFY } from './replies.ts';
import { serveSubmission } from './session.ts';

const HOST = PRACTICE_HOSTS.submission;
const COMMANDS = commandsFor(HOST);

/** Submission before sign-in (RFC 6409, RFC 4954, RFC 3207). */
export const submissionDialect: Dialect = {
  read: (connection) => nextCommand(connection, COMMANDS, (line) => (VERBS.get(line.verb) ?? unknown)(line)),
  greeting: ({ hostname }) => [`220 ${hostname} ESMTP ready`],
  greetsAgain: false,
  preauthenticated: null,
  turnsAway: `421 4.7.0 ${HOST} Error: too many connections from 127.0.0.1`,
  capabilities: ({ hostname, mechanisms, hasStarttls }) =>
    ehloLines(hostname, [
      ...(hasStarttls ? ['STARTTLS'] : []),
      ...(mechanisms.length === 0 ? [] : [`AUTH ${mechanisms.join(' ')}`]),
    ]),
  agree: () => '220 2.0.0 Ready to start TLS',
  challenge: smtpChallenge,
  readResponse: readSaslLine,
  carriesAdditionalData: false,
  accept: () => '235 2.7.0 Authentication successful',
  reject: (_, words) => words,
  answers: {
    'wrong-credentials': '535 5.7.8 Error: authentication failed',
    'unknown-mechanism': '504 5.5.4 Error: unsupported authentication mechanism',
    cancelled: '501 5.7.0 Error: authentication aborted by client',
    malformed: '501 5.5.2 Error: authentication data is malformed',
    'needs-encryption': '538 5.7.11 Error: encryption required, issue a STARTTLS command first',
    'needs-sign-in': '530 5.7.0 Authentication required',
    'unknown-command': UNKNOWN,
    'starttls-not-now': '503 5.5.1 Error: TLS cannot begin here',
    'starttls-refused': '454 4.7.0 TLS not available due to local problem',
    'capabilities-refused': '502 5.5.1 Error: command not implemented',
    'too-many-tries': `421 4.7.0 ${HOST} Error: too many tries to sign in`,
  },
  ok: () => OK,
  bye: () => [BYE],
  session: serveSubmission,
};

/** What a line asks for; a reply where its answer is the same wherever the client stands. */
type Verb = (line: CommandLine) => Command | string;

const tag = '';
const later: Verb = () => ({ tag, kind: 'later' });
const noop: Verb = () => ({ tag, kind: 'noop' });
const unknown: Verb = () => ({ tag, kind: 'unknown' });

const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  [
    'EHLO',
    ({ rest }) => (isHostname(rest) ? { tag, kind: 'capabilities' } : '501 5.5.4 Syntax: EHLO hostname'),
  ],
  ['HELO', ({ rest }) => (isHostname(rest) ? `250 ${HOST}` : '501 5.5.4 Syntax: HELO hostname')],
  ['STARTTLS', ({ rest }) => (rest === '' ? { tag, kind: 'starttls' } : '501 5.5.4 Syntax: STARTTLS')], // RFC 3207 §4
  [
    'AUTH',
    ({ text }) => {
      const begin = parseSmtpAuth(text);
      // RFC 4954 §4: what is no base64 MUST be answered with 501.
      return begin === null ? '501 5.5.2 Syntax: AUTH mechanism' : { tag, kind: 'authenticate', begin };
    },
  ],
  ['MAIL', later],
  ['RCPT', later],
  ['DATA', later],
  ['NOOP', noop],
  ['RSET', noop],
  ['VRFY', () => VRFY],
  ['HELP', () => HELP],
  ['QUIT', () => ({ tag, kind: 'quit' })],
]);
