import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { isCallName, type Envelope, type Push, type Transport } from '../../shared/ipc/contract.ts';

// The same two names as in electron/main/ipc.ts, which cannot be imported here.
const CALL_CHANNEL = 'letterlock:call';
const PUSH_CHANNEL = 'letterlock:push';

/**
 * The transport: all that the page gets. It can name a call and hear pushes; it never touches ipcRenderer, a channel's
 * name or an event object. The other side checks everything again: a page that was taken over may speak to it directly.
 */
const transport: Transport = {
  async invoke(name: unknown, args: unknown): Promise<Envelope<unknown>> {
    if (!isCallName(name)) return { ok: false, error: 'unknown-call' };
    const text = textOf({ name, args });
    if (text === undefined) return { ok: false, error: 'bad-request' };
    return ipcRenderer.invoke(CALL_CHANNEL, text) as Promise<Envelope<unknown>>; // the other side answers nothing else
  },
  subscribe(listener) {
    const onPush = (_event: IpcRendererEvent, push: Push): void => listener(push);
    ipcRenderer.on(PUSH_CHANNEL, onPush);
    return () => {
      ipcRenderer.off(PUSH_CHANNEL, onPush);
    };
  },
};

contextBridge.exposeInMainWorld('letterlock', transport);

function textOf(call: unknown): string | undefined {
  try {
    return JSON.stringify(call);
  } catch {
    // Cycles and big integers have no text. The contract has no arguments of that kind.
    return undefined;
  }
}
