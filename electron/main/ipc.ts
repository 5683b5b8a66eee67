import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import type { CallErrorCode, Envelope, Push } from '../../shared/ipc/contract.ts';
import { dispatch, type Handlers } from '../../shared/ipc/dispatch.ts';
import { parseCall } from '../node/call-text.ts';
import type { Engine } from './engine.ts';
import { APP_ORIGIN } from './protocol.ts';

// The preload script, which may import nothing from here, writes the same two names.
const CALL_CHANNEL = 'letterlock:call';
const PUSH_CHANNEL = 'letterlock:push';

/** The window that may call at this moment, and the engine that answers it. */
export interface Caller {
  readonly window: BrowserWindow;
  readonly engine: Engine;
}

/**
 * Answers the calls of our window's page, and refuses those of anything else. An answer is always an envelope; nothing
 * is thrown across.
 *
 * @param caller asked at every call; null where no window is open
 * @param own the calls that the app answers itself, without the engine, which is not loaded for them
 */
export function answerCalls(caller: () => Caller | null, own: Partial<Handlers>): void {
  ipcMain.handle(CALL_CHANNEL, (event, text: unknown) => {
    const ours = caller();
    return ours !== null && isOurPage(event, ours.window)
      ? answer(text, ours.engine, own)
      : refuse('not-allowed');
  });
}

/** Sends a push to the window, or to nobody where it is gone. */
export function pushTo(window: BrowserWindow, push: Push): void {
  if (!window.isDestroyed()) window.webContents.send(PUSH_CHANNEL, push);
}

// Electron's item 17. Called before anything is awaited: the frame of an event is known for that long only.
function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return !window.isDestroyed() && event.sender === window.webContents && isOurMainFrame(event.senderFrame);
}

function isOurMainFrame(frame: WebFrameMain | null): boolean {
  if (frame === null) return false;
  try {
    return frame.parent === null && frame.origin === APP_ORIGIN;
  } catch {
    // A frame that is gone by now throws when it is asked anything. It gets the answer of a stranger.
    return false;
  }
}

async function answer(text: unknown, engine: Engine, own: Partial<Handlers>): Promise<Envelope<unknown>> {
  const call = parseCall(text);
  if (call === undefined) return refuse('bad-request');
  try {
    const isOwn = typeof call.name === 'string' && Object.hasOwn(own, call.name);
    return await dispatch(isOwn ? own : await engine.handlers(), call.name, call.args);
  } catch (error) {
    // Only an engine that cannot be loaded comes here: a broken installation, and no person's data in the message.
    console.error(error);
    return refuse('internal');
  }
}

function refuse(error: CallErrorCode): Envelope<never> {
  return { ok: false, error };
}
