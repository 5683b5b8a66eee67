// How soon the window is there and what it takes: the app beside a window of the same kind with nothing but a field in it,
// which is the floor, in real Electron, turn by turn. build/bench.mjs builds both beside the bench.

import { join } from 'node:path';
import { withDisplay } from '../electron/display.ts';
import { median } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';
import { startOnce, type Started } from './tools/started.ts';

const ROUNDS = 10;

const app = join(import.meta.dirname, 'app');
const hello = join(import.meta.dirname, 'hello');

header('start');
const display = await withDisplay();
const ours: Started[] = [];
const floor: Started[] = [];
await startOnce(app, display.display); // what is read from the disk for the first time is not counted
for (let round = 0; round < ROUNDS; round += 1) {
  ours.push(await startOnce(app, display.display));
  floor.push(await startOnce(hello, display.display));
}
await display.stop();

compare('first paint', 'paintMs', 'ms', 1.2);
compare('address field ready', 'readyMs', 'ms', 1.35);
compare('memory at rest (PSS of all processes)', 'pssMib', 'MiB', 1.15);
const since = (starts: readonly Started[]): string =>
  median(starts.map(({ sinceStartMs }) => sinceStartMs)).toFixed(0);
remark(`from the start of the program to the field: ${since(ours)} ms, floor ${since(floor)} ms`);

function compare(what: string, fact: keyof Started, unit: string, ratioLimit: number): void {
  const medianOf = (starts: readonly Started[]): number => median(starts.map((one) => one[fact]));
  const against = { name: 'floor', measured: medianOf(floor) };
  report({ what, measured: medianOf(ours), unit, against, ratioLimit });
}
