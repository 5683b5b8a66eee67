import type { Handlers } from '../../shared/ipc/dispatch.ts';
import type { Service } from '../node/service.ts';

/** The engine of one window, loaded when it is first needed. */
export interface Engine {
  /** @throws what loading throws, at every call: a part of the installation is missing or broken */
  handlers(): Promise<Handlers>;
  /** Ends its runs, also where it is still being loaded. */
  close(): void;
}

/** An engine that is loaded once, at the first call of `handlers`, so that the window's first paint waits for nothing. */
export function lazyEngine(load: () => Promise<Service>): Engine {
  let service: Promise<Service> | undefined;
  return {
    async handlers() {
      service ??= load();
      return (await service).handlers;
    },
    close() {
      // Where loading failed there is nothing to close, and the callers of `handlers` were told.
      service?.then((loaded) => loaded.close()).catch(() => undefined);
    },
  };
}
