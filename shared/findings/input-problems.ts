import type { InputProblem, InputProblemCode } from '../mail/parsed.ts';
import type { Language } from './explain.ts';
import { PROBLEMS_DE } from './input-problems-de.ts';
import { PROBLEMS_EN } from './input-problems-en.ts';

/** One sentence for each problem: what is wrong with what was given, and what is wanted. */
export type ProblemWords = Readonly<Record<InputProblemCode, (given: string, wanted: string) => string>>;

const WORDS: Readonly<Record<Language, ProblemWords>> = { en: PROBLEMS_EN, de: PROBLEMS_DE };

/** One sentence that says what was given and what is wanted. Plain text; what was given is in it as given. */
export function describeProblem(problem: InputProblem, language: Language): string {
  return sayProblem(problem, WORDS[language]);
}

/** The same for whoever has one language only: the window loads them one by one. */
export function sayProblem({ code, given, wanted }: InputProblem, words: ProblemWords): string {
  return words[code](given, wanted ?? '');
}
