// The least that an app with our window can be: the same window and files of its own, and nothing behind it.

import { join } from 'node:path';
import { app, session } from 'electron';
import { registerScheme, serveFiles } from '../../../electron/main/protocol.ts';
import { openingOn } from '../../../electron/main/window-place.ts';
import { openWindow } from '../../../electron/main/window.ts';
import { loadRendererFiles } from '../../../electron/node/renderer-files.ts';

// Built, this file is in dist/main.
const BUILT = join(import.meta.dirname, '..');

registerScheme();
void Promise.all([loadRendererFiles(join(BUILT, 'renderer')), app.whenReady()]).then(([files]) => {
  const ours = session.fromPartition('letterlock');
  serveFiles(ours, files);
  const preload = join(BUILT, 'preload/preload.cjs');
  openWindow({ session: ours, opening: openingOn(null, []), language: 'en', preload, devTools: false });
});
