import type { Account } from '../accounts.ts';
import type { MailBehaviour } from '../behaviour.ts';
import { serveCommands } from '../command-loop.ts';
import type { ServerConnection } from '../server-connection.ts';
import { BYE, capabilityLines, COMMANDS, noopDone, UNKNOWN } from './answers.ts';
import type { SieveCommand } from './command.ts';
import { checkScript, scriptsOf, type Outcome, type Scripts } from './scripts.ts';
import { readText, writeText } from './text.ts';

/** Keeps scripts for somebody who has signed in (RFC 5804 §2), until they leave. Ends the connection. */
export async function serveManagesieve(
  connection: ServerConnection,
  account: Account,
  { behaviour: { mechanisms } }: { readonly behaviour: MailBehaviour },
): Promise<void> {
  const session: Session = { account, mechanisms, scripts: scriptsOf(account) };
  await serveCommands(connection, COMMANDS, (command) => {
    const answer = carryOut(command, session);
    const lines = (answer ?? [UNKNOWN]).flatMap((line) => [Buffer.from(line), CRLF]);
    connection.sendBytes(Buffer.concat(lines));
    if (answer === null) return 'not-understood';
    return answer[0] === BYE ? 'last' : 'understood';
  });
}

const CRLF = Buffer.from('\r\n');
const NOTHING = new Uint8Array();

interface Session {
  readonly account: Account;
  readonly mechanisms: readonly string[];
  readonly scripts: Scripts;
}

/** Lines; those of a script are bytes. */
type Answer = readonly (string | Uint8Array)[];

/** Null where the arguments make no sense. */
type Verb = (args: readonly Uint8Array[], session: Session) => Answer | null;

function carryOut({ verb, line }: SieveCommand, session: Session): Answer | null {
  const args = line.tokens.slice(1);
  const form = [verb, ...args.map(({ kind }) => kind)].join(' ');
  const bytes = args.map((token) => token.bytes);
  return VERBS.get(form)?.(bytes, session) ?? null;
}

/** What is carried out or not. */
const done =
  (verb: string, act: (scripts: Scripts, first: Uint8Array, second: Uint8Array) => Outcome): Verb =>
  ([first = NOTHING, second = NOTHING], { scripts }) => {
    const outcome = act(scripts, first, second);
    return [outcome === 'done' ? `OK "${verb} completed."` : REFUSALS[outcome]];
  };

/** Each command with the kinds of its arguments. */
const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['CAPABILITY', (_, session) => [...linesFor(session), 'OK "CAPABILITY completed."']],
  ['NOOP', () => [noopDone(null)]],
  [
    'NOOP string',
    ([bytes = NOTHING]) => {
      const text = readText(bytes);
      return text === null ? null : [noopDone(text)];
    },
  ],
  ['LOGOUT', () => [BYE]],
  [
    'HAVESPACE string atom',
    ([name = NOTHING, size = NOTHING], { scripts }) => {
      const digits = Buffer.from(size).toString('latin1');
      if (!/^\d{1,10}$/.test(digits)) return null;
      const outcome = scripts.hasSpace(name, Number(digits));
      return [outcome === 'done' ? 'OK "HAVESPACE completed."' : REFUSALS[outcome]];
    },
  ],
  ['PUTSCRIPT string string', done('PUTSCRIPT', (scripts, name, script) => scripts.put(name, script))],
  ['CHECKSCRIPT string', done('CHECKSCRIPT', (_, script) => checkScript(script))],
  [
    'LISTSCRIPTS',
    (_, { scripts }) => [
      ...scripts.names.map(({ name, isActive }) => `${writeText(name)}${isActive ? ' ACTIVE' : ''}`),
      'OK "LISTSCRIPTS completed."',
    ],
  ],
  [
    'GETSCRIPT string',
    ([name = NOTHING], { scripts }) => {
      const script = scripts.get(name);
      if (script === null) return [REFUSALS['no-such-script']];
      return [`{${script.length}}`, script, 'OK "GETSCRIPT completed."'];
    },
  ],
  ['SETACTIVE string', done('SETACTIVE', (scripts, name) => scripts.activate(name))],
  ['DELETESCRIPT string', done('DELETESCRIPT', (scripts, name) => scripts.delete(name))],
  ['RENAMESCRIPT string string', done('RENAMESCRIPT', (scripts, from, to) => scripts.rename(from, to))],
]);

const REFUSALS: Readonly<Record<Exclude<Outcome, 'done'>, string>> = {
  'bad-name': 'NO "This is no name for a script."',
  'no-such-script': 'NO (NONEXISTENT) "There is no script of that name."',
  'name-taken': 'NO (ALREADYEXISTS) "A script of that name already exists."',
  'is-active': 'NO (ACTIVE) "The active script cannot be deleted."',
  'too-many': 'NO (QUOTA/MAXSCRIPTS) "There are too many scripts."',
  'too-long': 'NO (QUOTA/MAXSIZE) "The script is too long."',
  empty: 'NO "The script is empty."',
};

function linesFor({ account: { name }, mechanisms }: Session): readonly string[] {
  return capabilityLines(mechanisms, [`"OWNER" ${writeText(name)}`]); // RFC 5804 §1.7
}
