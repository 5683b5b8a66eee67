import { imapChallenge } from '../../../../../shared/wire/imap-sasl.ts';
import { readBegin } from '../../../../../shared/wire/sasl-answer.ts';
import { readSaslLine } from '../command-line.ts';
import type { BareKind, Command, Dialect } from '../dialect.ts';
import type { ServerConnection } from '../server-connection.ts';
import { utf8Of } from '../utf8.ts';
import { astringOf, atomOf, type Argument } from './argument.ts';
import { capabilitiesOf, SIGNED_IN_CAPABILITIES } from './capabilities.ts';
import { isOneTooMany } from './client-facts.ts';
import { readCommand, type Received } from './command.ts';
import { isImapCommand } from './commands.ts';
import { answerId } from './id.ts';
import { serveSession } from './serve.ts';

const signedIn = `[CAPABILITY ${SIGNED_IN_CAPABILITIES.join(' ')}] Logged in`;

/** IMAP (RFC 3501, and RFC 9051 where a client of today counts on it), in Dovecot's words. */
export const imapDialect: Dialect = {
  read,
  greeting: (offer) => [`* OK [CAPABILITY ${capabilitiesOf(offer).join(' ')}] ${offer.hostname} ready.`],
  greetsAgain: false,
  preauthenticated: `* PREAUTH ${signedIn}`,
  turnsAway: '* BYE Too many connections.',
  capabilities: (offer, tag) => [
    `* CAPABILITY ${capabilitiesOf(offer).join(' ')}`,
    `${tag} OK Pre-login capabilities listed, post-login capabilities have more.`,
  ],
  agree: (tag) => `${tag} OK Begin TLS negotiation now.`,
  challenge: imapChallenge,
  readResponse: readSaslLine,
  carriesAdditionalData: false,
  accept: (tag) => `${tag} OK ${signedIn}`,
  reject: (tag, words) => `${tag} ${words}`,
  answers: {
    'wrong-credentials': 'NO [AUTHENTICATIONFAILED] Authentication failed.',
    'unknown-mechanism': 'NO Unsupported authentication mechanism.',
    cancelled: 'BAD Authentication aborted by client.', // RFC 9051 §6.2.2: BAD, not NO
    malformed: 'BAD Invalid base64 data in continued response.',
    'needs-encryption':
      'NO [PRIVACYREQUIRED] Cleartext authentication disallowed on non-secure (SSL/TLS) connections.',
    'needs-sign-in': 'BAD Please log in first.',
    'unknown-command': 'BAD Unknown command.',
    'starttls-not-now': 'BAD TLS is already active.',
    'starttls-refused': 'NO [UNAVAILABLE] TLS is not available due to a local problem.',
    'capabilities-refused': 'NO [UNAVAILABLE] Capabilities are not told.',
    'too-many-tries': 'NO [LIMIT] Too many tries to sign in.',
  },
  ok: (tag) => `${tag} OK Completed.`,
  bye: (tag) => ['* BYE Logging out', `${tag} OK Logout completed.`],
  session: serveSession,
};

type Read = (tag: string, args: readonly Argument[], connection: ServerConnection) => Command;

const READS: ReadonlyMap<string, Read> = new Map([
  ['CAPABILITY', plain('capabilities')],
  ['STARTTLS', plain('starttls')],
  ['NOOP', plain('noop')],
  ['LOGOUT', plain('quit')],
  ['AUTHENTICATE', readAuthenticate],
  ['LOGIN', readLogin],
  ['ID', readId],
]);

async function read(connection: ServerConnection): Promise<Command | null | 'malformed'> {
  const received = await readCommand(connection);
  if (received === null || received === 'malformed') return received;
  const command = commandOf(received, connection);
  return command.kind === 'unknown' && isOneTooMany(connection) ? 'malformed' : command;
}

function commandOf(received: Received, connection: ServerConnection): Command {
  if (received.kind !== 'command') return { kind: 'unknown', tag: received.tag ?? '*' };
  const { tag, name, args } = received;
  return READS.get(name)?.(tag, args, connection) ?? { kind: isImapCommand(name) ? 'later' : 'unknown', tag };
}

/** A command without arguments. */
function plain(kind: BareKind): Read {
  return (tag, args) => (args.length === 0 ? { kind, tag } : { kind: 'unknown', tag });
}

function readAuthenticate(tag: string, args: readonly Argument[]): Command {
  const begin = readBegin(args.map((argument) => atomOf(argument) ?? '').join(' '));
  return begin === null ? { kind: 'unknown', tag } : { kind: 'authenticate', tag, begin };
}

function readLogin(tag: string, args: readonly Argument[]): Command {
  const [authcid, password] = args.map((argument) => astringOf(argument));
  if (args.length !== 2 || typeof authcid !== 'string' || typeof password !== 'string') {
    return { kind: 'unknown', tag };
  }
  return { kind: 'password', tag, authcid: utf8Of(authcid), password: utf8Of(password) };
}

/** ID needs no more than an OK once it has been answered (RFC 2971 §3.1: in any state). */
function readId(tag: string, args: readonly Argument[], connection: ServerConnection): Command {
  return { kind: answerId(connection, args) ? 'noop' : 'unknown', tag };
}
