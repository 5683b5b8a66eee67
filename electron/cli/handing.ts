import type { Language } from '../../shared/findings/explain.ts';
import { freeFile, type Handing } from '../node/handing.ts';
import { KEY_WORDS } from './commands/key/words.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * How a browser's window hands out files with keys: a browser would have to get them through the page, so they are written into
 * a folder of this machine under a name that is free, and passwords stand in the terminal that `letterlock serve` runs in.
 */
export function handingIn(folder: string, stderr: Terminal['stderr']): Handing {
  return {
    chooseFile: (name) => freeFile(folder, name),
    showPassword(password: string, file: string, language: Language) {
      const { written, passwordShown } = KEY_WORDS[language];
      stderr.write(`${written(file)}\n${passwordShown}${password}\n`);
      return Promise.resolve();
    },
    showsIn: 'terminal',
  };
}
