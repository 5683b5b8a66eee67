/**
 * Starts something that ends by calling `done`, and ends it by a deadline or by the signal, whichever comes first.
 * `start` returns what undoes it; that is called exactly once, before the promise settles.
 *
 * @param deadlineMs milliseconds after which the promise gives `late`
 * @throws the signal's reason, when it is aborted
 */
export function waitFor<T>(
  deadlineMs: number,
  late: T,
  signal: AbortSignal,
  start: (done: (value: T) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const wait: { isOver: boolean; undo: (() => void) | null } = { isOver: false, undo: null };
    const end = (settle: () => void): void => {
      if (wait.isOver) return;
      wait.isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      wait.undo?.();
      settle();
    };
    const onAbort = (): void => end(() => reject(signal.reason as Error));
    const timer = setTimeout(() => end(() => resolve(late)), deadlineMs);
    signal.addEventListener('abort', onAbort);
    wait.undo = start((value) => end(() => resolve(value)));
    if (wait.isOver) wait.undo();
  });
}
