import type { Report } from '../../shared/report/report.ts';

// Put in by the build from package.json.
declare const __LETTERLOCK_VERSION__: string;

/** Letterlock's version. */
export const version: string = __LETTERLOCK_VERSION__;

/** Who made a report, and on what: the TLS library of Electron is another one than that of Node. */
export function thisTool(): Report['tool'] {
  const { electron, node } = process.versions;
  return {
    name: 'letterlock',
    version,
    runtime: electron === undefined ? `Node ${node}` : `Electron ${electron}`,
  };
}
