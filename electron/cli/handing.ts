import type { Language } from '../../shared/findings/explain.ts';
import { freeFile, type Handing } from '../node/handing.ts';
import { KEY_WORDS } from './commands/key/words.ts';
import { askToPlace } from './place-files.ts';
import { canAsk } from './prompt.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * How a browser's window hands out files with keys: a browser would have to get them through the page, so they are written into
 * a folder of this machine under a name that is free; passwords stand in the terminal that `letterlock serve` runs in, and what is
 * asked is asked there.
 */
export function handingIn(folder: string, terminal: Terminal): Handing {
  return {
    chooseFile: (name) => freeFile(folder, name),
    showPassword(password: string, file: string, language: Language) {
      const { written, passwordShown } = KEY_WORDS[language];
      terminal.stderr.write(`${written(file)}\n${passwordShown}${password}\n`);
      return Promise.resolve();
    },
    agreesTo: async (question, language) => (await askToPlace(question, language, terminal)) === 'yes',
    showsIn: 'terminal',
    asksIn: canAsk(terminal) ? 'terminal' : null,
  };
}
