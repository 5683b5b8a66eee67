import { Command, CommanderError } from 'commander';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import type { Language } from '../../shared/findings/explain.ts';
import type { InputProblemCode, Refused } from '../../shared/mail/parsed.ts';
import { version } from '../node/tool.ts';
import type { RawCheckOptions } from './commands/check.ts';
import { discover, type RawDiscoverOptions } from './commands/discover.ts';
import type { RawExplainOptions } from './commands/explain.ts';
import type { RawPracticeOptions } from './commands/practice.ts';
import { readProbe } from './commands/probe.ts';
import type { RawReportOptions } from './commands/report.ts';
import type { RawSetupOptions } from './commands/setup.ts';
import { serve, type RawServeOptions } from './commands/serve.ts';
import { addKeyCommands } from './key-program.ts';
import { readLanguage, type RawRunOptions } from './options.ts';
import { runCheck } from './run-check.ts';
import { readReportTarget, type RawReportTarget } from './report-option.ts';
import { collect, outputOf, withReportOptions, withRunOptions } from './run-options.ts';
import { runOnTerminal } from './run.ts';
import { EXIT, type Terminal } from './terminal/terminal.ts';

const EXAMPLES = `Examples:
  letterlock check ada@example.org
  letterlock check --practice
  letterlock check ada@example.org --imap imap.example.org --smtp smtp.example.org
  letterlock check ada@example.org --imap imap.example.org:143/starttls --password-file -  --json < password
  letterlock probe mail.example.org
`;

const EXPLAIN_EXAMPLES = `
  letterlock explain tls_certificate_expired
  letterlock explain --text mail.log
  letterlock explain --text - --lang de < message.txt
Exit codes of explain: 0 explained, 1 nothing in it is known, 2 wrong usage.
`;

const REPORT_EXAMPLES = `
  letterlock report report.json
  letterlock report report.json --level minimal --output to-send.html
  letterlock report today.json --compare when-it-worked.json
`;

const SETUP_EXAMPLES = `
  letterlock setup --list
  letterlock setup thunderbird ada@example.org
  letterlock setup mutt ada@example.org --key Laptop --write
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

  withReportOptions(withRunOptions(program.command('check').argument('[address]', 'your mail address')))
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
    .action(async (address: string | undefined, raw: RawCheckOptions & RawReportTarget & Common) => {
      await act(raw, terminal, exit, (language) => runCheck(address, raw, language, terminal));
    });

  withReportOptions(
    withRunOptions(program.command('discover').argument('<address>', 'your mail address, or its domain')),
  )
    .description('find the servers of an address, and say where the settings come from')
    .option('--tell-address', TELL_ADDRESS)
    .option('--advise', 'for administrators: say what to publish, as texts to paste')
    .action(async (given: string, raw: RawDiscoverOptions & Common) => {
      await act(raw, terminal, exit, (language) => discover(given, raw, language, terminal));
    });

  withReportOptions(withRunOptions(program.command('probe').argument('[hosts...]', 'HOST[:PORT][/SECURITY]')))
    .description('look at servers, without an account')
    .action(async (hosts: readonly string[], raw: RawRunOptions & RawReportTarget & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const reportTo = await readReportTarget(raw);
        if (!reportTo.ok) return reportTo;
        const examination = await readProbe(hosts, raw);
        if (!examination.ok) return examination;
        const options = { output: outputOf(raw), language, ...reportTo.value };
        return runOnTerminal(examination.value, options, terminal);
      });
    });

  addKeyCommands(
    program.command('key').description('keys of this computer, each for one account'),
    (raw, action) => act(raw, terminal, exit, (language) => action(language, terminal)),
  );

  program
    .command('explain')
    .argument('[code]', 'the code of a finding')
    .description('say what an error message, a log or the code of a finding means; nobody is asked')
    .option('--text <file>', 'a text file with it (- is standard input); its first megabyte is read')
    .option('--list', 'list all codes')
    .option('--json', 'print it as JSON')
    .option('--lang <language>', 'en or de')
    .addHelpText('before', EXPLAIN_EXAMPLES)
    .action(async (code: string | undefined, raw: RawExplainOptions & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const { explainOnTerminal } = await import('./commands/explain.ts');
        return explainOnTerminal(code, raw, language, terminal);
      });
    });

  program
    .command('report')
    .argument('<file>', 'a report as JSON (- is standard input)')
    .description('open a report, judge it again with the rules of today, and show or write it')
    .option('--level <level>', 'minimal, helpdesk or full: how much is shown (default: helpdesk)')
    .option('--format <format>', 'text, md, html or json (default: by the ending of --output, or text)')
    .option('--output <file>', 'write it into a new file; no file is replaced')
    .option('--compare <file>', 'say what changed since this earlier report')
    .option('--letter <recipient>', 'a letter about it: to provider or it')
    .option('--preview', 'say what is hidden at that level')
    .option('--lang <language>', 'en or de')
    .addHelpText('before', REPORT_EXAMPLES)
    .action(async (file: string, raw: RawReportOptions & Common) => {
      await act(raw, terminal, exit, async (language) => {
        const { reportOnTerminal } = await import('./commands/report.ts');
        return reportOnTerminal(file, raw, language, terminal);
      });
    });

  withRunOptions(
    program
      .command('setup')
      .argument('[program]', 'the mail program, by its name in --list')
      .argument('[address]', 'your mail address'),
  )
    .description('say how a mail program is set up for an account, in the strongest way that both have')
    .option('--list', 'list the mail programs')
    .option('--name <name>', 'your name, as others see it')
    .option('--user <name>', 'user name, where it is not the address')
    .option('--key <device>', 'let the program sign in with a key of this computer (letterlock key)')
    .option('--program-version <version>', 'the version of the program (default: the one that is installed)')
    .option('--system <system>', 'linux, macos, windows, android or ios (default: this one)')
    .option(
      '--password <from>',
      'where the program gets the password: ask, secret-tool, keychain, pass or file',
    )
    .option(
      '--password-file <file>',
      'with --password file: the password to write into the file of the program',
    )
    .option('--write', 'write the files where they belong; one that is there is shown and asked about')
    .option(
      '--replace',
      'with --write: change files that are there without asking; the old ones are kept beside them',
    )
    .addHelpText('before', SETUP_EXAMPLES)
    .action(
      async (client: string | undefined, address: string | undefined, raw: RawSetupOptions & Common) => {
        await act(raw, terminal, exit, async (language) => {
          const { setup } = await import('./commands/setup.ts');
          return setup(client, address, raw, language, terminal);
        });
      },
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
  'file_not_comparable',
  'file_changed_meanwhile',
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
