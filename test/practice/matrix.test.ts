import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import type { Runtime } from '../cli/run-cli.ts';
import { bundle, start } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { printTable } from '../table.ts';
import { runMatrix, type MatrixRow } from './matrix.ts';

const LONGEST_MS = 180_000;
const FEWEST_FAULTS = 60;

/** How a row stands: the finding was reached, or is still to come, or something is wrong. */
function standing({
  expected,
  awaited,
  reached,
}: MatrixRow): 'equal' | 'awaited' | 'not reached' | 'no longer awaited' {
  const isReached = reached?.includes(expected) === true;
  if (awaited !== null) return isReached ? 'no longer awaited' : 'awaited';
  return isReached ? 'equal' : 'not reached';
}

describe('the faults of the practice server', () => {
  it('are at least sixty, each with a name of its own and a line in each language', () => {
    const names = FAULTS.map(({ name }) => name);
    const lines = FAULTS.flatMap(({ summary }) => [summary.en, summary.de]);

    expect(names.length).toBeGreaterThanOrEqual(FEWEST_FAULTS);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(lines.filter((line) => line === '' || line.includes('\n'))).toEqual([]);
  });
});

describeWith(['electron'], 'the matrix of faults', () => {
  const rows: (MatrixRow & { readonly runtime: Runtime })[] = [];

  afterAll(() => {
    printTable(
      rows.map(({ runtime, fault, protocol, expected, awaited, reached, ...row }) => ({
        runtime,
        fault,
        protocol,
        expected,
        reached: reached?.join(' ') ?? '–',
        standing:
          awaited === null
            ? standing({ fault, protocol, expected, awaited, reached, ...row })
            : `awaited: ${awaited}`,
      })),
    );
    const counted = rows.filter(({ awaited }) => awaited !== null).length;
    process.stdout.write(`${rows.length} rows, ${counted} of them awaited\n`);
  });

  it.each<[Runtime, () => Promise<readonly MatrixRow[]>]>([
    ['node', runMatrix],
    ['electron', runInElectron],
  ])(
    'is played on %s, and every finding that exists is reached',
    async (runtime, run) => {
      const played = await run();
      rows.push(...played.map((row) => ({ ...row, runtime })));

      const wrong = played.filter((row) => !['equal', 'awaited'].includes(standing(row)));
      expect(wrong.map((row) => ({ ...row, standing: standing(row) }))).toEqual([]);
      expect(new Set(played.map(({ fault }) => fault)).size).toBe(FAULTS.length);
    },
    LONGEST_MS,
  );
});

async function runInElectron(): Promise<readonly MatrixRow[]> {
  const child = start(await bundle('../practice/matrix-program'), 'electron');
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await once(child, 'close');
  if (out === '') throw new Error(`the matrix said nothing: ${errors}`);
  return JSON.parse(out) as MatrixRow[]; // the program prints exactly these
}
