import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runPart } from '../servers/run.ts';
import { runInTerminal, type Answers } from '../servers/terminal.ts';
import { nameInMail, type Home, type Use } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';

// The line with which the recipe starts it.
function startLineOf({ recipe }: Home): string {
  const line = recipe.steps.map(({ block }) => block?.text ?? '').find((text) => text.endsWith(' aerc\n'));
  if (line === undefined) throw new Error('the recipe of aerc says how it is started');
  return line.trim();
}

// Its socket is in the runtime folder, and its editor does nothing.
const ENDED = /x509|rror|ailed/;

const OWN = '[Mine]\nsource = maildir://~\nfrom = <mine@other.test>\n';

const use =
  (answers: Answers): Use =>
  async (home) => {
    const accounts = await readFile(join(home.path, '.config/aerc/accounts.conf'), 'utf8');
    // It begins in the first account.
    const first: Answers = accounts.startsWith(OWN) ? [[/Letterlock/, ':change-tab Letterlock\r']] : [];
    return runInTerminal(
      startLineOf(home),
      { ...home.env, TERM: 'xterm', XDG_RUNTIME_DIR: home.path, EDITOR: 'true' },
      [...first, ...answers],
    );
  };

const TRIED: TriedProgram = {
  program: 'aerc',
  version: async () => /aerc v?([\d.]+)/.exec((await runPart('aerc', ['-v'])).output)?.[1] ?? '',
  parts: ['aerc', 'script'],
  algorithms: [],
  nameOf: nameInMail,
  opensFirst: true,
  // What it says in its last line is drawn over what was there, where that differs: its folders are drawn once.
  incoming: use([
    [/INBOX/, null],
    [ENDED, null],
  ]),
  outgoing: use([
    [/INBOX/, ':compose -H To:bob@practice.test\r'],
    [/Send this email|\[Y\/n/, 'y'],
    [/sent|send:/, null],
    [ENDED, null],
  ]),
  own: {
    name: '.config/aerc/accounts.conf',
    text: OWN,
  },
};

describeRecipe(TRIED);
describeCaution(TRIED);
