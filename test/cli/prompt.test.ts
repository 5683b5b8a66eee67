import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askSecret } from '../../electron/cli/prompt.ts';
import type { Terminal } from '../../electron/cli/terminal/terminal.ts';

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
