import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Report } from '../../shared/report/report.ts';
import { PROGRAM, type CliResult, type Runtime } from '../cli/run-cli.ts';
import { bundle } from '../interop/programs.ts';
import { electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';

/** What a computer is like, and what is run on it. */
export interface Setting {
  /** Of the command line; `{authority}` stands for the file with the practice server's own authority. */
  readonly args: readonly string[];
  /** `{password}` stands for the password of the first account. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly faults?: readonly string[];
  /** nft rules for what leaves this computer, before ports are led to the practice server. */
  readonly rules?: readonly string[];
  /** Packets that get lost on the way without a word, as nft matches them: `tcp dport 993`. */
  readonly lost?: readonly string[];
  /** `/etc/hosts`, where it is another than the usual one. */
  readonly hosts?: string;
  /** No network but this computer's own loopback. */
  readonly isOffline?: boolean;
  /** The date that programs are told, and from which it goes on: `2001-01-01 12:00:00`. */
  readonly clock?: string;
  /** A real TLS proxy stands between this computer and the IMAP ports; the computer trusts its authority, or does not. */
  readonly proxy?: 'trusted' | 'untrusted';
  /** Filled in by `onMachine`. */
  readonly program: string;
  readonly runtime: string;
}

/** How the command ended. */
export interface MachineResult extends Omit<CliResult, 'argv'> {
  readonly tookMs: number;
}

let bundled: Promise<string> | undefined;

/**
 * Runs the built command line on a computer of its own: a network namespace in which the practice server answers at the
 * well-known ports of `192.0.2.10` and of the names that its DNS server knows, and where packets are lost as the setting
 * says. Nothing of it touches the machine outside.
 */
export async function onMachine(
  setting: Omit<Setting, 'program' | 'runtime'>,
  runtime: Runtime = 'node',
): Promise<MachineResult> {
  bundled ??= bundle('../network/machine-program');
  const program = await bundled;
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const child = spawn('unshare', [...namespaces, '--', process.execPath, program]);
  endWithUs(child);
  const whole: Setting = {
    ...setting,
    program: PROGRAM,
    runtime: runtime === 'electron' ? electronPath() : process.execPath,
  };
  child.stdin.end(JSON.stringify(whole));
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await once(child, 'close');
  if (out === '') throw new Error(`the computer said nothing: ${errors}`);
  return JSON.parse(out) as MachineResult; // written by the program above
}

/** The same with `--json`, and its report. */
export async function reportOnMachine(
  setting: Parameters<typeof onMachine>[0],
  runtime: Runtime = 'node',
): Promise<MachineResult & { readonly report: Report }> {
  const result = await onMachine({ ...setting, args: [...setting.args, '--json'] }, runtime);
  try {
    return { ...result, report: JSON.parse(result.stdout) as Report }; // its schema is checked by a test of its own
  } catch (error) {
    throw new Error(`no report: ${result.exitCode} ${result.stderr}${result.stdout}`, { cause: error });
  }
}
