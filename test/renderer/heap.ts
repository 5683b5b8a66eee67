import type { Page } from 'playwright-core';

/** An option of a browser, and of Electron: without it, all that `heapOf` has of a text is its first 1,024 letters. */
export const WHOLE_STRINGS = '--js-flags=--heap-snapshot-string-limit=16777216';

/** All strings that a page's memory holds, after everything that nobody refers to was thrown away. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: false });
  await session.detach();
  return chunks.join('');
}
