import type { WebContents } from 'electron';

/** A page whose process ends again so soon would end for ever. */
const AGAIN_MS = 10_000;

/**
 * Has a page loaded again whose process has ended: the system may have wanted its memory. The page goes on where it was. One
 * that ends again at once is given up.
 *
 * @param giveUp called then
 */
export function reviveOnce(webContents: WebContents, giveUp: () => void): void {
  let revivedAt = -Infinity;
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    if (now - revivedAt < AGAIN_MS) {
      giveUp();
      return;
    }
    revivedAt = now;
    webContents.reload();
  });
}
