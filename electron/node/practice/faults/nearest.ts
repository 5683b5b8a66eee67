const MOST_SUGGESTIONS = 3;
const LONGEST_NAME = 60;
// How many letters of difference a word makes good that stands in the name, and one that is a whole word of it.
const IN_IT = 4;
const WHOLE = 6;

/** The names that somebody most likely meant: those that share words with it, or differ by few letters. */
export function nearestNames(given: string, names: readonly string[]): readonly string[] {
  const asked = given.slice(0, LONGEST_NAME);
  const words = asked.split(/[^a-z0-9]+/).filter((word) => word.length > 2);
  const scored = names.map((name) => {
    const contained = words.filter((word) => name.includes(word)).length;
    const whole = words.filter((word) => name.split('-').includes(word)).length;
    return { name, score: distance(asked, name) - IN_IT * contained - WHOLE * whole };
  });
  return scored
    .toSorted((left, right) => left.score - right.score)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

/** Levenshtein's: how many letters have to be put in, taken out or changed. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (let column = 1; column <= right.length; column++) {
      const kept = (row[column - 1] ?? 0) + (letter === right[column - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
