// Where these stand, Python evaluates what it reads: no word may end a string.
const SAFE_WORD = /^[A-Za-z0-9.@_+/-]+$/;

/** The words of a command as a tuple of Python strings; null where one has anything that could mean something to Python. */
export function pythonTuple(words: readonly string[]): string | null {
  if (words.length < 2 || !words.every((word) => SAFE_WORD.test(word))) return null;
  return `(${words.map((word) => `"${word}"`).join(', ')})`;
}
