import type { Language } from '../../shared/findings/explain.ts';
import type { Recipe, RecipeStep } from '../../shared/recipes/recipe.ts';
import { lookAtPlace, placeFile, type Placed, type Placing } from '../node/recipes/place-file.ts';
import { askYesOrNo } from './prompt.ts';
import { SETUP_WORDS } from './setup-words.ts';
import type { Terminal } from './terminal/terminal.ts';

type FileOfStep = NonNullable<RecipeStep['file']>;

/**
 * Writes the files of a recipe where they belong. One that is there is shown with what would become of it, and replaced only where
 * somebody agrees: at the terminal, or by `--replace`.
 *
 * @returns whether all of them are there now
 */
export async function placeFiles(
  { steps }: Recipe,
  replaces: boolean,
  language: Language,
  terminal: Terminal,
): Promise<boolean> {
  let areAllThere = true;
  for (const { file } of steps) {
    if (file === null) continue;
    const isThere = await placeOne(file, replaces, language, terminal);
    areAllThere &&= isThere;
  }
  return areAllThere;
}

async function placeOne(
  file: FileOfStep,
  replaces: boolean,
  language: Language,
  terminal: Terminal,
): Promise<boolean> {
  const words = SETUP_WORDS[language];
  const say = (line: string): void => void terminal.stderr.write(`${line}\n`);
  const seen = await lookAtPlace(file);
  if (seen.kind === 'unusable' || seen.kind === 'same') {
    say(words[seen.kind](file.path));
    return seen.kind === 'same';
  }
  if (seen.kind === 'change' && !(await agreesTo(seen, file, replaces, language, terminal))) {
    say(words.left(file.path));
    return false;
  }
  const placed = await placeFile(file, seen, file.isPrivate);
  say(placedWords(placed, file.path, language));
  return placed.kind === 'written';
}

async function agreesTo(
  { diff }: Extract<Placing, { kind: 'change' }>,
  { path }: FileOfStep,
  replaces: boolean,
  language: Language,
  terminal: Terminal,
): Promise<boolean> {
  const { differs, question } = SETUP_WORDS[language];
  terminal.stderr.write(`${differs(path)}\n${diff}`);
  return replaces || askYesOrNo(question, terminal);
}

function placedWords(placed: Placed, path: string, language: Language): string {
  const { written, backup, changedMeanwhile, failed } = SETUP_WORDS[language];
  switch (placed.kind) {
    case 'written':
      return placed.backup === null ? written(path) : `${written(path)} ${backup(placed.backup)}`;
    case 'changed-meanwhile':
      return changedMeanwhile(path);
    case 'failed':
      return failed(path, placed.code);
  }
}
