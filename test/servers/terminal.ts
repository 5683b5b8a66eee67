import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathOf } from '../parts.ts';
import { endWithUs } from './child.ts';
import type { Ended } from './run.ts';

/**
 * What a program may ask or say, as its screen shows it, and the keys that answer: each once, whichever is asked first. `null` ends
 * the program: it has done what it was started for.
 */
export type Answers = readonly (readonly [question: RegExp, keys: string | null])[];

const LONGEST_MS = 15_000;

/**
 * Runs a line of a shell in a terminal of its own, for programs that have screens; for tests that need the part `script`. One that
 * does not end within 15 s is ended.
 */
export async function runInTerminal(
  line: string,
  env: Readonly<Record<string, string>>,
  answers: Answers = [],
): Promise<Ended> {
  // A terminal of `script` has no size unless it is given one, and some programs do not start in such a one.
  const sized = `stty rows 24 cols 80; ${line}`;
  const child = spawn(pathOf('script'), ['--quiet', '--return', '--command', sized, '/dev/null'], {
    env,
    detached: true,
  });
  endWithUs(child);
  let output = '';
  let heard = 0;
  const open = [...answers];
  child.stdin.on('error', () => undefined); // it has left before it read the answer
  const hear = (text: string): void => {
    output += text;
    const at = open.findIndex(([question]) => question.test(output.slice(heard)));
    const [asked] = at < 0 ? [] : open.splice(at, 1);
    if (asked === undefined) return;
    heard = output.length;
    const [, keys] = asked;
    if (keys === null) endWhatRunsIn(child.pid ?? 0);
    else child.stdin.write(keys);
  };
  child.stdout.setEncoding('latin1').on('data', hear);
  child.stderr.setEncoding('latin1').on('data', hear);
  // Ending `script` alone would leave what runs in it to itself.
  const tooLong = setTimeout(() => {
    endWhatRunsIn(child.pid ?? 0);
  }, LONGEST_MS);
  await once(child, 'close');
  clearTimeout(tooLong);
  return { exitCode: child.exitCode, output };
}

/** Some do not end when their terminal goes: what `script` has started is a process group of its own. */
function endWhatRunsIn(pid: number): void {
  try {
    const [leader = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    if (/^\d+$/.test(leader)) process.kill(-Number(leader), 'SIGKILL');
  } catch (error) {
    // It may end by itself at the same moment.
    if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
