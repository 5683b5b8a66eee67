import { Command, CommanderError } from 'commander';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import type { Language } from '../../shared/findings/explain.ts';
import type { InputProblemCode, Refused } from '../../shared/mail/parsed.ts';
import { version } from '../node/tool.ts';
import type { RawCheckOptions } from './commands/check.ts';
import { readDiscover } from './commands/discover.ts';
import type { RawPracticeOptions } from './commands/practice.ts';
import { readProbe } from './commands/probe.ts';
import { serve, type RawServeOptions } from './commands/serve.ts';
import { addKeyCommands } from './key-program.ts';
import { readLanguage, type RawRunOptions } from './options.ts';
import { runCheck } from './run-check.ts';
import { collect, outputOf, withRunOptions } from './run-options.ts';
import { runOnTerminal } from './run.ts';
import { EXIT, type Terminal } from './terminal/terminal.ts';

const EXAMPLES = `Examples:
  letterlock check ada@example.org
  letterlock check --practice
  letterlock check ada@example.org --imap imap.example.org --smtp smtp.example.org
  letterlock check ada@example.org --imap imap.example.org:143/starttls --password-file -  --json < password
  letterlock probe mail.example.org
`;

const EXIT_CODES = `
Exit codes: 0 healthy, 1 problems found, 2 wrong usage, 3 could not finish.
Passwords are asked for or read from a file, keys and tokens read from files; none is taken from an argument or a variable.
SECURITY is implicit-tls, starttls or cleartext; without it the port decides (993, 995, 465: implicit-tls; else starttls).
`;

const TELL_ADDRESS = 'tell the whole address to servers of its own domain, where those give settings for it';

interface Common {
  readonly lang?: string;
}

/**
 * The command line: reads the arguments, carries out one command and gives its exit code. It never throws for what a
 * person typed.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.usage;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.healthy : EXIT.usage;
  }
}

function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('letterlock')
    .description('Checks mail servers and mail accounts, and says what is wrong and who must act.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .addHelpText('beforeAll', EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('See: letterlock --help');

  withRunOptions(program.command('check').argument('[address]', 'your mail address'))
    .description('check an account: servers, encryption, sign-in')
    .option('--user <name>', 'user name, where it is not the address')
    .option('--tell-address', TELL_ADDRESS)
    .option('--password-file <file>', 'sign in with the password in the first line (- is standard input)')
    .option('--p12 <file>', 'sign in with the key of this device in a P12 file, and not with a password')
    .option(
      '--p12-password-file <file>',
      'the password of the P12 file, in the first line (- is standard input)',
    )
    .option('--key <device>', 'sign in with a key of this computer (letterlock key), and not with a password')
    .option('--passphrase-file <file>', 'the passphrase of that key, in the first line (- is standard input)')
    .option(
      '--oauth-token-file <file>',
      'sign in with the access token in the first line (- is standard input)',
    )
    .option('--mechanism <name>', 'sign in with this mechanism only')
    .option('--test-mail', 'also send a mail to yourself, wait for it, and leave it in your mailbox')
    .option('--practice', 'check a practice server inside this program, and sign in to it')
    .option('--fault <name>', 'with --practice: what is wrong with it (repeatable)', collect, [])
    .action(async (address: string | undefined, raw: RawCheckOptions & Common) => {
      await act(raw, terminal, exit, (language) => runCheck(address, raw, language, terminal));
    });

  withRunOptions(program.command('discover').argument('<address>', 'your mail address, or its domain'))
    .description('find the servers of an address, and say where the settings come from')
    .option('--tell-address', TELL_ADDRESS)
    .action(async (given: string, raw: RawRunOptions & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const examination = await readDiscover(given, raw);
        if (!examination.ok) return examination;
        return runOnTerminal(examination.value, { output: outputOf(raw), language }, terminal);
      });
    });

  withRunOptions(program.command('probe').argument('[hosts...]', 'HOST[:PORT][/SECURITY]'))
    .description('look at servers, without an account')
    .action(async (hosts: readonly string[], raw: RawRunOptions & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const examination = await readProbe(hosts, raw);
        if (!examination.ok) return examination;
        return runOnTerminal(examination.value, { output: outputOf(raw), language }, terminal);
      });
    });

  addKeyCommands(
    program.command('key').description('keys of this computer, each for one account'),
    (raw, action) => act(raw, terminal, exit, (language) => action(language, terminal)),
  );

  program
    .command('practice')
    .description('run a practice mail server on this machine, with faults to switch on')
    .option('--fault <name>', 'begin with this fault (repeatable)', collect, [])
    .option('--list', 'list all faults')
    .option('--lang <language>', 'en or de')
    .action(async (raw: RawPracticeOptions & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const { practice } = await import('./commands/practice.ts');
        return practice(raw, language, terminal);
      });
    });

  program
    .command('serve')
    .description('show the screens in a browser on this machine')
    .option('--port <port>', 'port on 127.0.0.1 (default: a free one)')
    .option('--ca <file>', 'one more certificate authority to trust (PEM)')
    .option('--lang <language>', 'en or de')
    .action(async (raw: RawServeOptions & Common) => {
      await act(raw, terminal, exit, () => serve(raw, terminal));
    });
  return program;
}

// What is wrong with the computer, whatever was typed.
const NOT_BY_TYPING: ReadonlySet<InputProblemCode> = new Set([
  'data_folder_missing',
  'devices_damaged',
  'devices_newer',
  'devices_unusable',
  'devices_busy',
  'devices_full',
  'device_key_damaged',
  'file_not_written',
]);

/** Runs a command's action; a problem with the input becomes one sentence on stderr and exit code 2. */
async function act(
  { lang }: Common,
  { env, stderr }: Terminal,
  exit: (code: number) => void,
  action: (language: Language) => Promise<number | Refused>,
): Promise<void> {
  const language = readLanguage(lang, env);
  const result = language.ok ? await action(language.value) : language;
  if (typeof result === 'number') {
    exit(result);
    return;
  }
  stderr.write(`letterlock: ${describeProblem(result.problem, language.ok ? language.value : 'en')}\n`);
  exit(NOT_BY_TYPING.has(result.problem.code) ? EXIT.unfinished : EXIT.usage);
}
