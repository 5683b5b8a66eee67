import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { placeFiles } from '../../electron/cli/place-files.ts';
import { askSecret, askYesOrNo } from '../../electron/cli/prompt.ts';
import type { Terminal } from '../../electron/cli/terminal/terminal.ts';
import type { Recipe } from '../../shared/recipes/recipe.ts';

/** A terminal that writes down what is done with it, and shows what is typed while nobody has told it not to. */
function fakeTerminal(): {
  readonly terminal: Terminal;
  readonly done: string[];
  readonly type: (text: string) => void;
} {
  const done: string[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => done.push(isRaw ? 'raw' : 'not raw'),
  });
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  stderr.setEncoding('utf8').on('data', (text: string) => done.push(text));
  // As much of a terminal as the question uses.
  const terminal = { stdin, stderr, stdout: stderr, env: {} } as unknown as Terminal;
  return { terminal, done, type: (text) => void stdin.write(text) };
}

describe('the question for a secret', () => {
  it('is asked when the terminal shows no more what is typed, and not before', async () => {
    const { terminal, done, type } = fakeTerminal();

    const answer = askSecret('Password: ', terminal, () => undefined, new AbortController().signal);
    type('walrus-77\r');

    expect(await answer).toBe('walrus-77');
    expect(done).toEqual(['raw', 'Password: ', 'not raw', '\n']);
  });

  it('shows nothing of what was typed where it is interrupted', async () => {
    const { terminal, done, type } = fakeTerminal();
    let isInterrupted = false;

    const answer = askSecret(
      'Password: ',
      terminal,
      () => (isInterrupted = true),
      new AbortController().signal,
    );
    type('walrus\u0003');

    expect(await answer).toBeNull();
    expect(isInterrupted).toBe(true);
    expect(done.join('')).not.toContain('walrus');
  });
});

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

describe('a question for yes or no', () => {
  it.each([
    ['y\r', 'yes'],
    ['Ja\r', 'yes'],
    ['\r', 'no'],
    ['n\r', 'no'],
    [CTRL_C, 'interrupted'],
    [CTRL_D, 'interrupted'],
    [`y${CTRL_C}`, 'interrupted'],
  ])('that %j is typed at is answered: %s', async (typed, answer) => {
    const { terminal, type } = fakeTerminal();

    const asked = askYesOrNo('Change it? ', terminal);
    type(typed);

    expect(await asked).toBe(answer);
  });

  it('is interrupted where the terminal goes', async () => {
    const { terminal } = fakeTerminal();

    const asked = askYesOrNo('Change it? ', terminal);
    (terminal.stdin as unknown as PassThrough).end();

    expect(await asked).toBe('interrupted');
  });
});

describe('the files of a recipe', () => {
  it('are asked about no more after somebody has interrupted a question', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-prompt-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const paths = ['.msmtprc', '.mbsyncrc'].map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, 'mine\n');
    const steps = paths.map((path) => ({ file: { path, text: 'ours\n', isPrivate: true } }));
    const { terminal, done, type } = fakeTerminal();

    const placed = placeFiles({ steps } as unknown as Recipe, false, 'en', terminal); // nothing else of it is read
    await expect.poll(() => done.join('')).toContain('[y/N]');
    type(CTRL_C);

    expect(await placed).toBe(false);
    expect(done.join('')).toContain('.msmtprc” was not touched');
    expect(done.join('')).not.toContain('.mbsyncrc');
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['mine\n', 'mine\n']);
  });
});
