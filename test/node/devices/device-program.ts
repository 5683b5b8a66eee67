// Keeps one device after the other and prints what came of each update, one a line: FOLDER PREFIX COUNT. Before there are too
// many, the oldest is forgotten.
import { withDevice } from '../../../electron/node/devices/device-list.ts';
import { FileDeviceStore } from '../../../electron/node/devices/device-store.ts';
import { keptNamed } from './sample-devices.ts';

const MOST = 60;

const [folder = '', prefix = 'h', count = '1'] = process.argv.slice(2);
const store = new FileDeviceStore(folder);
for (let at = 0; at < Number(count); at += 1) {
  const kept = await keptNamed(`${prefix}${at}`);
  const updated = await store.update((devices) => withDevice(devices.slice(1 - MOST), kept));
  process.stdout.write(`${JSON.stringify(updated)}\n`);
}
