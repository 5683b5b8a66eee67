import type { DiscoveryBehaviour } from '../../electron/node/practice/discovery/behaviour.ts';
import type { Fault } from '../../electron/node/practice/fault.ts';

/** A domain that publishes its settings in no way. Its servers have the usual names all the same. */
export const NOTHING: Partial<DiscoveryBehaviour> = {
  autoconfigDelivery: 'absent',
  autodiscover: 'absent',
  pacc: 'absent',
  srv: 'absent',
  mailconf: 'absent',
  mx: 'absent',
  ispdb: 'absent',
};

/** A fault that only one test, or one bench, plays. */
export function faultOf(behaviour: Fault['behaviour']): Fault {
  return {
    name: 'made-here',
    summary: { en: '', de: '' },
    behaviour,
    over: 'implicit-tls',
    expects: {},
  };
}
