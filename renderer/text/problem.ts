import type { Language } from '../../shared/findings/explain.ts';
import { describeProblem } from '../../shared/findings/input-problems.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import { textIn } from './index.ts';

/** What has to be corrected in a field, in words; null where nothing has to be. */
export function problemWords(problem: InputProblem | null, language: Language): string | null {
  if (problem === null) return null;
  // The sentence of the command line names its options, which a window does not have.
  if (problem.code === 'endpoints_missing') return textIn(language).start.serversMissing;
  // It is started again by a way that only the window has.
  if (problem.code === 'practice_not_running') return textIn(language).practice.ended;
  return describeProblem(problem, language);
}
