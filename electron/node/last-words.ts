/**
 * Ends the program at an error that nothing has caught: a bug of ours. Node would print its message, and Electron show it;
 * a message can hold anything, such as the bytes that were just being written. Nor is it kept in Node's own report.
 *
 * @param end says the words to the person and ends the program
 */
export function endAtUncaughtErrors(end: (words: string) => void): void {
  // Undefined in runtimes that are built without it; its types do not say so.
  const report = process.report as typeof process.report | undefined;
  if (report !== undefined) report.reportOnUncaughtException = false;
  const onUncaught = (error: unknown): void => end(lastWords(error));
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
}

/** What is said of a bug of ours: the name of what was thrown, and nothing else of it. */
export function lastWords(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return `a part of Letterlock broke (${name}). Nothing was changed in your account. Please report this.`;
}
