import { runPart } from '../servers/run.ts';
import { runInTerminal, type Answers } from '../servers/terminal.ts';
import type { Home, Use } from './bench.ts';
import { describeRecipe } from './describe-recipe.ts';

// The line with which the recipe starts it.
function startLineOf({ recipe }: Home): string {
  const line = recipe.steps.map(({ block }) => block?.text ?? '').find((text) => text.endsWith(' aerc\n'));
  if (line === undefined) throw new Error('the recipe of aerc says how it is started');
  return line.trim();
}

// Its socket is in the runtime folder, and its editor does nothing.
const use =
  (answers: Answers): Use =>
  (home) =>
    runInTerminal(
      startLineOf(home),
      { ...home.env, TERM: 'xterm', XDG_RUNTIME_DIR: home.path, EDITOR: 'true' },
      answers,
    );

describeRecipe({
  program: 'aerc',
  version: async () => /aerc v?([\d.]+)/.exec((await runPart('aerc', ['-v'])).output)?.[1] ?? '',
  parts: ['aerc', 'script'],
  algorithms: [],
  opensFirst: true,
  // What it says in its last line is drawn over what was there, where that differs: its folders are drawn once.
  incoming: use([[/INBOX|rror|ailed/, null]]),
  outgoing: use([
    [/INBOX/, ':compose -H To:b@b.de\r'],
    [/Send this email|\[Y\/n/, 'y'],
    [/sent|send:|rror|ailed/, null],
  ]),
});
