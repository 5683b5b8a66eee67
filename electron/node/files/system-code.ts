/**
 * The system's own code of an error that a call to it failed with (`EACCES`).
 *
 * @throws the error itself, where it is none of the system's: then it is a bug of ours
 */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') throw error;
  return code;
}
