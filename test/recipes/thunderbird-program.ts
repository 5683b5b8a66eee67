import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { endWithUs, hasExited, stopChild } from '../servers/child.ts';
import type { Ended } from '../servers/run.ts';
import type { Home } from './bench.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import type { RecipeServer } from './servers.ts';
import { ANSWER, FETCH, IMPORT, OUTCOME, SEND } from './thunderbird-scripts.ts';

/** Thunderbird, running with the profile of a recipe; it ends with the test at the latest. */
export interface Thunderbird extends Marionette {
  /**
   * Does by script what the recipe has people click: imports the trust anchor, and the P12 where the recipe has one, goes online,
   * and answers from then on what is asked.
   *
   * @returns what Thunderbird says of the P12: 0 where it was taken
   */
  takeIn(home: Home, server: RecipeServer): Promise<unknown>;
  /** Looks for mail with one of its accounts. */
  fetch(account: number): Promise<Ended>;
  /** Sends a mail with one of its accounts. */
  send(account: number): Promise<Ended>;
}

/** Where the recipe has the profile. */
export function profileIn(home: string): string {
  return join(home, 'letterlock-thunderbird');
}

const START_MS = 20_000;
const LONGEST_USE_MS = 15_000;
const POLL_MS = 100;
// Of what it has asked since it was started, the last.
const MOST_ASKED = 4;

const PREFERENCES = {
  // A port that is free, which it writes down.
  'marionette.port': 0,
  // What takes time, and is nothing to us: its start page, a process for it, the index of all mails, and copies of them.
  'mailnews.start_page.enabled': false,
  'dom.ipc.processPrelaunch.enabled': false,
  'mailnews.database.global.indexer.enabled': false,
  'mail.server.default.offline_download': false,
  'mail.server.default.autosync_offline_stores': false,
};

/**
 * Runs lines of a recipe as they are; the last one has to start Thunderbird with `profileIn`, and is given its remote control.
 */
export async function startThunderbird(
  { path, env }: Home,
  display: string,
  lines: string,
): Promise<Thunderbird> {
  const portFile = join(profileIn(path), 'MarionetteActivePort');
  await rm(portFile, { force: true });
  const temporary = join(path, 'tmp');
  await mkdir(temporary, { recursive: true });
  const command = `${lines.trimEnd()} --marionette -remote-allow-system-access`;
  const child = spawn('sh', ['-ec', command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...env,
      DISPLAY: display,
      TMPDIR: temporary,
      MOZ_MARIONETTE_PREF_STATE_ACROSS_RESTARTS: JSON.stringify(PREFERENCES),
    },
  });
  endWithUs(child);
  onTestFinished(() => stopGroup(child));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const port = await portIn(portFile, child, () => Buffer.concat(chunks).toString());
  const { run, quit } = await connectMarionette(port);
  return {
    run,
    takeIn: (home, server) => takeIn(run, home, server),
    fetch: (account) => outcomeOf(run, FETCH, account),
    send: (account) => outcomeOf(run, SEND, account),
    async quit() {
      const gone = once(child, 'exit');
      await quit();
      await gone;
    },
  };
}

async function takeIn(run: Marionette['run'], home: Home, server: RecipeServer): Promise<unknown> {
  const anchor = (await readFile(server.caFile, 'utf8')).replaceAll(/-----[^-]+-----|\s/g, '');
  const p12 = join(home.path, 'keys', 'device.p12');
  const password = await readFile(`${p12}.password`, 'utf8').catch(() => null);
  const said = await run(IMPORT, password === null ? null : p12, password, anchor);
  await run(ANSWER, server.password);
  return said;
}

interface Outcome {
  readonly done: string | null;
  readonly asked: readonly string[] | null;
}

async function outcomeOf(run: Marionette['run'], script: string, account: number): Promise<Ended> {
  await run(script, account);
  const deadline = performance.now() + LONGEST_USE_MS;
  for (;;) {
    // While a dialog is open it runs nothing.
    const outcome = (await run(OUTCOME).catch(() => null)) as Outcome | null; // as that script returns it
    const done = outcome?.done ?? null;
    const isLate = performance.now() > deadline;
    if (done !== null || isLate)
      return {
        exitCode: done?.includes(': 0') === true ? 0 : 1,
        output: [...(outcome?.asked ?? []).slice(-MOST_ASKED), done ?? 'no end'].join('\n'),
      };
    await wait(POLL_MS);
  }
}

async function portIn(file: string, child: ChildProcess, output: () => string): Promise<number> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline && !hasExited(child)) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/^\d+$/.test(text)) return Number(text);
    await wait(POLL_MS);
  }
  throw new Error(`Thunderbird did not start: ${output()}`);
}

/** It has processes of its own, which go with it. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (hasExited(child) || child.pid === undefined) return stopChild(child);
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
