import { onTestFinished } from 'vitest';
import {
  USUAL_DISCOVERY,
  type DiscoveryBehaviour,
} from '../../electron/node/practice/discovery/behaviour.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import type { Places } from '../../electron/node/practice/discovery/places.ts';
import { DOORS } from '../../electron/node/practice/protocols.ts';

/** Where everything of these tests listens. */
export const LOOPBACK = '127.0.0.1';

/** What the discovery side publishes where every server has the port that it prefers. */
export const PLACES: Places = {
  doors: DOORS.map((door) => ({ ...door, port: door.preferredPort })),
  https: 10_443,
  http: 10_080,
};

/** What the discovery side plays at the moment: it is well, but for the test that has named a fault. */
export class Played {
  behaviour: DiscoveryBehaviour = USUAL_DISCOVERY;

  /** Plays one fault until the test ends. */
  play(name: string): void {
    const fault = DISCOVERY_FAULTS.find((known) => known.name === name)!; // else the test is wrong, and ends here
    this.behaviour = { ...USUAL_DISCOVERY, ...fault.behaviour };
    onTestFinished(() => {
      this.behaviour = USUAL_DISCOVERY;
    });
  }
}
