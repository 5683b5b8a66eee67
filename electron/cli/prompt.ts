import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal/terminal.ts';

const ENTER = new Set(['\r', '\n', '\u0004']);
const ERASE = new Set(['\u007f', '\b']);
const INTERRUPT = '\u0003';

/**
 * Asks for a secret on a terminal without showing it. Null where there is no terminal to ask on, or where the person
 * just presses Enter.
 *
 * @param onInterrupt called for Ctrl-C, which raw mode would swallow
 * @param signal ends the question without an answer
 */
export function askSecret(
  question: string,
  { stdin, stderr }: Terminal,
  onInterrupt: () => void,
  signal: AbortSignal,
): Promise<string | null> {
  if (!canAsk({ stdin, stderr }) || signal.aborted) return Promise.resolve(null);
  // First: what is typed between the question and this would be shown by the terminal itself.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let typed = '';
    const end = (answer: string | null): void => {
      stdin.off('data', onData);
      stdin.off('end', giveUp);
      signal.removeEventListener('abort', giveUp);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(answer === '' ? null : answer);
    };
    const onData = (chunk: string): void => {
      for (const key of chunk) {
        if (ENTER.has(key)) return end(typed);
        if (key === INTERRUPT) {
          end(null);
          return onInterrupt();
        }
        typed = ERASE.has(key) ? [...typed].slice(0, -1).join('') : typed + key;
      }
    };
    const giveUp = (): void => end(null);
    stdin.on('data', onData);
    // The terminal has gone, or the run was stopped from outside.
    stdin.once('end', giveUp);
    signal.addEventListener('abort', giveUp);
  });
}

/** Whether somebody is at a terminal who could be asked. */
export function canAsk({ stdin, stderr }: Pick<Terminal, 'stdin' | 'stderr'>): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/** What came of a question that is answered by yes or no. */
export type YesOrNo = 'yes' | 'no' | 'interrupted';

/**
 * Asks a question that `y` agrees to (or German `j`). Whoever is not at a terminal, or says anything else, does not agree; it is
 * interrupted by Ctrl-C, and by Ctrl-D or a terminal that goes.
 */
export async function askYesOrNo(question: string, { stdin, stderr }: Terminal): Promise<YesOrNo> {
  if (!canAsk({ stdin, stderr })) return 'no';
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    const typed = await new Promise<string | null>((resolve) => {
      lines.once('close', () => resolve(null));
      // Some versions of Node reject for Ctrl-C and Ctrl-D, some for neither, and all of them close.
      lines.question(question).then(resolve, () => resolve(null));
    });
    if (typed === null) {
      stderr.write('\n'); // the cursor stands behind the question
      return 'interrupted';
    }
    return /^\s*[yj]/i.test(typed) ? 'yes' : 'no';
  } finally {
    lines.close();
  }
}
