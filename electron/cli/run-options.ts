import type { Command } from 'commander';
import type { RawRunOptions } from './options.ts';
import type { Output } from './run.ts';

/** Adds the options of every command that looks at servers. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--imap <server>', 'incoming server HOST[:PORT][/SECURITY] (repeatable)', collect, [])
    .option('--pop3 <server>', 'POP3 server HOST[:PORT][/SECURITY] (repeatable)', collect, [])
    .option('--smtp <server>', 'outgoing server HOST[:PORT][/SECURITY] (repeatable)', collect, [])
    .option('--sieve <server>', 'filter server HOST[:PORT][/SECURITY] (repeatable)', collect, [])
    .option('--ca <file>', 'one more certificate authority to trust (PEM)')
    .option('--resolve <host:address>', 'use this address for this host (repeatable)', collect, [])
    .option('--dns <address>', 'ask this DNS server, ADDRESS[:PORT]')
    .option('--timeout <seconds>', 'the longest that any single wait may take')
    .option('--json', 'print the report as JSON')
    .option('--jsonl', 'print events as JSON lines while they happen')
    .option('--lang <language>', 'en or de (default: the language of the system)');
}

/** Adds the options of every command that looks at servers and can write a report into a file. */
export function withReportOptions(command: Command): Command {
  return command
    .option(
      '--report <file>',
      'also write a report to send, as .html, .txt, .md or .json; no file is replaced',
    )
    .option('--report-level <level>', 'minimal, helpdesk or full: how much it shows (default: helpdesk)');
}

/** How the result of such a command is printed. */
export function outputOf({ json, jsonl }: RawRunOptions): Output {
  if (jsonl === true) return 'jsonl';
  return json === true ? 'json' : 'text';
}

/** What commander does with an option that may come several times. */
export function collect(value: string, all: readonly string[]): readonly string[] {
  return [...all, value];
}
