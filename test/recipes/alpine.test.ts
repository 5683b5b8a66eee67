import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathOf } from '../parts.ts';
import { runPart } from '../servers/run.ts';
import { runInTerminal, type Answers } from '../servers/terminal.ts';
import { nameInMail, type Use } from './bench.ts';
import { describeRecipe } from './describe-recipe.ts';

// Each answer is given once, and more than one server may ask.
const PASSWORD = [
  [/ENTER PASSWORD/, '\u0001'],
  [/ENTER PASSWORD/, '\u0001'],
  [/Preserve password on DISK/, 'n'],
  [/Preserve password on DISK/, 'n'],
] as const;

// The password stands in the home, where a command would look for it.
const use =
  (args: string, answers: Answers): Use =>
  async ({ path, env }) => {
    const password = await readFile(join(path, 'password'), 'utf8');
    const said = [...answers, ...PASSWORD].map(
      ([asked, keys]) => [asked, keys?.replace('\u0001', `${password}\r`) ?? null] as const,
    );
    return runInTerminal(`${pathOf('alpine')} ${args}`, { ...env, TERM: 'xterm', USER: 'somebody' }, said);
  };

describeRecipe({
  program: 'alpine',
  version: async () => /Alpine ([\d.]+)/.exec((await runPart('alpine', ['-v'])).output)?.[1] ?? '',
  parts: ['alpine', 'script'],
  algorithms: [],
  nameOf: nameInMail,
  incoming: use('-i', [
    [/Exit this greeting/, 'e'],
    [/opened with|INBOX" DONE|Folder: INBOX|failed|refused/i, null],
  ]),
  outgoing: use('bob@practice.test', [
    [/Exit this greeting/, 'e'],
    [/Message Text/, '\u0018'],
    [/Send message\?/, 'y'],
    [/exist.*Create\?/, 'y'],
    [/Fcc DONE|message sent|failed|error/i, null],
  ]),
});
