import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { Text } from './en.ts';

/** A language: every text of the window in it. */
interface Spoken {
  readonly text: Text;
}

/** What has to be corrected in a field, in words; null where nothing has to be. */
export function problemWords(problem: InputProblem | null, spoken: Spoken): string | null {
  // Where there is none, nobody asks for texts that may not be there yet.
  if (problem === null) return null;
  const { text } = spoken;
  // The sentence of the command line names its options, which a window does not have.
  if (problem.code === 'endpoints_missing') return text.start.serversMissing;
  // It is started again by a way that only the window has.
  if (problem.code === 'practice_not_running') return text.practice.ended;
  // The command line asks for it by an option, and knows its own commands.
  if (problem.code === 'passphrase_missing') return text.keys.passphrase.empty;
  if (problem.code === 'device_unknown') return text.keys.list.gone;
  if (problem.code === 'device_key_in_keyring') return text.keys.list.keyringGone;
  return text.problem(problem);
}
