import { isAbsolute } from 'node:path';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import type { Language } from '../../shared/findings/explain.ts';
import type { Recipe } from '../../shared/recipes/recipe.ts';
import { placeFile, type FileToPlace, type PlaceQuestion } from '../node/recipes/place-file.ts';
import { askYesOrNo, type YesOrNo } from './prompt.ts';
import { SETUP_WORDS } from './setup-words.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Writes the files of a recipe where they belong. One that is there is shown with what would become of it, and changed only where
 * somebody agrees: at the terminal, or by `--replace`. Whoever interrupts a question is asked no other one.
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
    if (file === null || !isAbsolute(file.path)) continue; // where that goes is for the person to choose
    const came = await placeOne(file, replaces, language, terminal);
    if (came === 'interrupted') return false;
    areAllThere &&= came === 'there';
  }
  return areAllThere;
}

/** Shows at a terminal what would become of a file that is there, and asks whether it may. */
export function askToPlace(
  { path, diff }: PlaceQuestion,
  language: Language,
  terminal: Terminal,
): Promise<YesOrNo> {
  const { differs, isNew, question } = SETUP_WORDS[language];
  terminal.stderr.write(diff === null ? `${isNew(path)}\n` : `${differs(path)}\n${diff}`);
  return askYesOrNo(diff === null ? question.write : question.change, terminal);
}

async function placeOne(
  file: FileToPlace,
  replaces: boolean,
  language: Language,
  terminal: Terminal,
): Promise<'there' | 'left' | 'interrupted'> {
  const { written, backup, same, left, differs } = SETUP_WORDS[language];
  const say = (line: string): void => void terminal.stderr.write(`${line}\n`);
  let answer = 'no' as YesOrNo; // set below, which the compiler cannot see
  const placed = await placeFile(file, async (question) => {
    if (question.diff === null) return true;
    if (!replaces) {
      answer = await askToPlace(question, language, terminal);
      return answer === 'yes';
    }
    terminal.stderr.write(`${differs(question.path)}\n${question.diff}`);
    return true;
  });
  if (!placed.ok) {
    say(describeProblem(placed.problem, language));
    return 'left';
  }
  if (placed.value.kind === 'cancelled') say(left(file.path));
  if (placed.value.kind === 'same') say(same(placed.value.path));
  if (placed.value.kind === 'placed') {
    const { path, backup: kept } = placed.value;
    say(kept === null ? written(path) : `${written(path)} ${backup(kept)}`);
  }
  if (answer === 'interrupted') return answer;
  return placed.value.kind === 'cancelled' ? 'left' : 'there';
}
