import type { Report } from '../../shared/report/report.ts';

// Put in by the build from package.json.
declare const __LETTERLOCK_VERSION__: string;
// Put in by the build: its day.
declare const __LETTERLOCK_MADE_AT__: string;

/** Letterlock's version. */
export const version: string = __LETTERLOCK_VERSION__;

/** The day on which this Letterlock was made, `2026-11-22`: no clock that is right says an earlier one. */
export const madeAt: string = __LETTERLOCK_MADE_AT__;

/** Who made a report, and on what: the TLS library of Electron is another one than that of Node. */
export function thisTool(): Report['tool'] {
  const { electron, node } = process.versions;
  return {
    name: 'letterlock',
    version,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron}`,
  };
}
