import type { Transport } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Put there by the preload script in Electron; absent in a browser. */
    readonly letterlock?: Transport;
  }
}
