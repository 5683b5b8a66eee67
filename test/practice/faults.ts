import type { Fault } from '../../electron/node/practice/fault.ts';
import { faultNamed } from '../../electron/node/practice/faults/faults.ts';

/**
 * The faults of these names, to be played.
 *
 * @throws where there is none of a name: a test that plays nothing would pass for the wrong reason
 */
export function faultsNamed(...names: readonly string[]): readonly Fault[] {
  return names.map((name) => {
    const found = faultNamed(name);
    if (found.kind === 'unknown') throw new Error(`there is no fault called ${name}`);
    return found.fault;
  });
}
