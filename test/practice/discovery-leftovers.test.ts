import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runtime } from '../cli/run-cli.ts';
import { bundle, start } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';

// Far less than the minute that an answer may take to be read.
const LONGEST_MS = 20_000;

let program: string;

beforeAll(async () => {
  program = await bundle('../practice/discovery-leftovers-program');
});

describe('the discovery side in a process, on node', () => {
  it.each(['usual', 'autoconfig-slow'])('leaves nothing of its clients when it is closed: %s', (fault) =>
    expectNothingLeft('node', fault),
  );
});

describeWith(['electron'], 'the discovery side in a process, on electron', () => {
  it.each(['usual', 'autoconfig-slow'])('leaves nothing of its clients when it is closed: %s', (fault) =>
    expectNothingLeft('electron', fault),
  );
});

/** Nothing is left of requests that were piled up, cut short or reset, and the process ends by itself. */
async function expectNothingLeft(runtime: Runtime, fault: string): Promise<void> {
  const child = start(program, runtime, [fault]);
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const patience = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);

  await once(child, 'close');
  clearTimeout(patience);

  const { exitCode } = child;
  expect({ out, errors, exitCode }).toEqual({ out: '{"left":[]}\n', errors: '', exitCode: 0 });
}
