import { Notification, type BrowserWindow } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';
import type { BatchPush, Push, RunPush } from '../../shared/ipc/contract.ts';
import { bringToFront } from './window.ts';

/** What a run has to say to somebody who is looking elsewhere. */
type Notice = 'ended' | 'asks';

// A lock screen may show it: no address, no server, nothing of what was found.
const WORDS: Readonly<Record<Language, Readonly<Record<Notice, string>>>> = {
  en: { ended: 'The check has ended.', asks: 'The check is waiting for you.' },
  de: { ended: 'Die Prüfung ist zu Ende.', asks: 'Die Prüfung wartet auf Sie.' },
};

const UNKNOWN_LENGTH = 2;
const NO_PROGRESS = -1;

/**
 * Gives what hears the pushes of a window's runs: it shows on the task bar that one is under way, and where the window is not
 * in front when a run ends or asks for the person, the system says so, once, until somebody looks.
 *
 * @param language asked when something is to be said
 */
export function createNotices(window: BrowserWindow, language: () => Language): (push: Push) => void {
  let shown: Notification | null = null;
  window.on('focus', () => {
    window.flashFrame(false);
    shown?.close();
    shown = null;
  });
  return (push) => {
    if (window.isDestroyed() || 'command' in push) return;
    const notice = noticeOf(push);
    window.setProgressBar(notice === null ? UNKNOWN_LENGTH : NO_PROGRESS);
    if (notice === null || window.isFocused()) return;
    window.flashFrame(true);
    if (!Notification.isSupported()) return;
    shown?.close();
    // Held here: one that nothing holds is tidied away, and its click with it.
    shown = new Notification({ title: 'Letterlock', body: WORDS[language()][notice] });
    shown.on('click', () => bringToFront(window));
    shown.show();
  };
}

/** Of several accounts only the end of all of them: nobody wants to be told five hundred times. */
function noticeOf(push: RunPush | BatchPush): Notice | null {
  if ('batchId' in push) return push.event.type === 'batch-ended' ? 'ended' : null;
  const { event } = push;
  if (event.type === 'finished') return 'ended';
  if (event.type !== 'plan') return null;
  const { incoming, outgoing } = event.plan;
  return incoming === null && outgoing === null ? null : 'asks';
}
