import type { Fault } from '../fault.ts';
import { DNS_FAULTS } from './dns-faults.ts';
import { PUBLISHED_FAULTS } from './published-faults.ts';
import { WEB_FAULTS } from './web-faults.ts';

/** Everything that can be wrong between an address and the settings that belong to it. */
export const DISCOVERY_FAULTS: readonly Fault[] = [...WEB_FAULTS, ...PUBLISHED_FAULTS, ...DNS_FAULTS];
