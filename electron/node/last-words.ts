/**
 * Ends the program at an error that nothing has caught: a bug of ours. Node would print its message, write it into the report
 * that `--report-uncaught-exception` asks for, and Electron would show it; a message can hold anything, such as the bytes
 * that were just being written.
 *
 * @param end says the words to the person and ends the program
 */
export function endAtUncaughtErrors(end: (words: string) => void): void {
  const onUncaught = (error: unknown): void => end(lastWords(error));
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

/** What is said of a bug of ours: the name of what was thrown, and nothing else of it. */
export function lastWords(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return `a part of Letterlock broke (${name}). Nothing was changed in your account. Please report this.`;
}
