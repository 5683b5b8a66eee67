/** The end of a program that runs until somebody ends it. */
export interface Ending {
  readonly ended: Promise<void>;
  /** Ends it from inside. */
  end(): void;
  /** Stops waiting: signals end the process again as they do by themselves. */
  forget(): void;
}

const PARENT_LOOK_MS = 1_000;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for a signal that ends programs, or until the process that started this one is gone. Repeated signals change
 * nothing: what cleans up is not broken off.
 *
 * @param onExit called, too, where the process ends in any other way (an output that nobody reads any more); synchronous
 */
export function waitForEnd(onExit: () => void): Ending {
  const parent = process.ppid;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  for (const signal of ENDING_SIGNALS) process.on(signal, end);
  process.on('exit', onExit);
  const timer = setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_LOOK_MS);
  return {
    ended,
    end,
    forget() {
      clearInterval(timer);
      for (const signal of ENDING_SIGNALS) process.off(signal, end);
      process.off('exit', onExit);
    },
  };
}
