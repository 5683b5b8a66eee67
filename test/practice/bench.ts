import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import type { Part } from '../parts.ts';
import { runPart, type Ended } from '../servers/run.ts';
import { printTable } from '../table.ts';
import { startPracticeProgram, type PracticeProgram, type PrintedDoor } from './program.ts';

/** What is printed of a door's security. */
export const SECURITIES = ['implicit-tls', 'starttls'] as const;

/** One of them. */
export type Security = (typeof SECURITIES)[number];

/** Every way to reach it, for `it.each`: security and runtime. */
export const WAYS: readonly (readonly [Security, Runtime])[] = RUNTIMES.flatMap((runtime) =>
  SECURITIES.map((security) => [security, runtime] as const),
);

/** Where a program came to something. */
export interface Where {
  readonly protocol: string;
  readonly security: Security;
  readonly runtime: Runtime;
}

/** What a program came to, as a row of a table. */
type ProgramRow = Readonly<
  Record<'program' | 'protocol' | 'security' | 'mechanism' | 'runtime' | 'result', string>
>;

/** Collects what a program came to; printed when its tests are over. */
export class ProgramTable {
  readonly #program: string;
  readonly #rows: ProgramRow[] = [];

  constructor(program: string) {
    this.#program = program;
  }

  note({ protocol, security, runtime }: Where, mechanism: string, result: string): void {
    this.#rows.push({ program: this.#program, protocol, security, mechanism, runtime, result });
  }

  print(): void {
    printTable(this.#rows);
  }
}

/** Somebody with a practice mailbox, as printed. */
export type PrintedAccount = PracticeProgram['accounts'][number];

/** `letterlock practice`, and programs that know nothing but what it printed. */
export interface Bench {
  readonly practice: PracticeProgram;
  readonly alice: PrintedAccount;
  readonly bob: PrintedAccount;
  /** The home of the programs: empty at first, so that nobody's settings are read, and gone with the test. */
  readonly home: string;
  door(protocol: string, security: Security): PrintedDoor;
  /** Writes a file into the home that only we can read, as everything with a password in it must be; gives its path. */
  write(name: string, text: string): Promise<string>;
  /** Runs a program in that home, without a terminal. */
  run(part: Part, args: readonly string[], stdin?: string): Promise<Ended>;
}

/** The environment of programs that live in this home. */
export function environmentIn(home: string): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8', TERM: 'vt100' };
}

/** What `letterlock practice` is told so that a registered key signs in by the TLS handshake alone. */
export const PREAUTH_BY_KEY: readonly string[] = ['--fault', 'preauth-by-key'];

/** Starts the practice server for one test; both it and the home are gone when the test ends. */
export async function openBench({
  args = [],
  runtime = 'node',
}: { readonly args?: readonly string[]; readonly runtime?: Runtime } = {}): Promise<Bench> {
  const practice = await startPracticeProgram(args, runtime);
  onTestFinished(async () => {
    await practice.stop();
  });
  const home = await mkdtemp(join(tmpdir(), 'letterlock-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const [alice, bob] = practice.accounts;
  return {
    practice,
    alice: alice!,
    bob: bob!,
    home,
    door(protocol, security) {
      const port = practice.port(protocol, security);
      return practice.doors.find((door) => door.port === port)!;
    },
    async write(name, text) {
      const path = join(home, name);
      await writeFile(path, text, { mode: 0o600 });
      return path;
    },
    run: (part, words, stdin = '') => runPart(part, words, { env: environmentIn(home), stdin }),
  };
}

/** The mails that are in a new mailbox, by their subjects. */
export const WELCOME_SUBJECTS: readonly string[] = [
  'Welcome to the practice mailbox',
  'What you can try here',
  'When something goes wrong',
];
