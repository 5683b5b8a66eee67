import type { Page } from 'playwright-core';

/** What our preload script gives the page. */
interface PageGlobals {
  readonly letterlock: { invoke(name: unknown, args: unknown): Promise<unknown> };
}

/** Calls through the preload script, as the page itself does. */
export function callFrom(page: Page, name: unknown, args: unknown): Promise<unknown> {
  return page.evaluate(
    ([calledName, givenArgs]) =>
      (globalThis as unknown as PageGlobals).letterlock.invoke(calledName, givenArgs),
    [name, args],
  );
}
