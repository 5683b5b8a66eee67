import type { WebContents } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';

/** What is said where a page is given up. */
export const GIVEN_UP: Readonly<Record<Language, string>> = {
  en: 'The window of Letterlock broke, and broke again when it was loaded anew. Start Letterlock again. Nothing was changed by this.',
  de: 'Das Fenster von Letterlock ist abgestürzt, und beim neuen Laden gleich noch einmal. Starten Sie Letterlock neu. Verändert wurde dadurch nichts.',
};

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
