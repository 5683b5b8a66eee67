import type { Page } from 'playwright-core';

/** An option of a browser, and of Electron: without it, all that `heapOf` has of a text is its first 1,024 letters. */
export const WHOLE_STRINGS = '--js-flags=--heap-snapshot-string-limit=16777216';

const MARK = 'the memory of this page is in its snapshot';

/**
 * All strings that a page's memory holds, after everything that nobody refers to was thrown away.
 *
 * @throws where not even a text is in it that the page was just given: nothing that is looked for would be found in there
 */
export async function heapOf(page: Page): Promise<string> {
  await page.evaluate((mark) => {
    Object.assign(window, { mark });
  }, MARK);
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  await session.detach();
  const memory = chunks.join('');
  if (!memory.includes(MARK)) throw new Error("the snapshot has not the page's strings");
  return memory;
}
