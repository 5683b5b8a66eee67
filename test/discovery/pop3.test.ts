import { expect, it } from 'vitest';
import type { SearchSettings } from '../../electron/node/discovery/search-context.ts';
import { practiceSearch } from '../../electron/node/practice/practice-run.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import { practicePlaying, search } from './searching.ts';

// Nobody listens there (tcpmux, RFC 1078).
const DEAD_PORT = 1 as Endpoint['port'];

/** The practice server as if nobody listened at the doors of these protocols. */
function without(practice: Practice, protocols: readonly Protocol[]): Partial<SearchSettings> {
  const run = practiceSearch(practice, null);
  const serverFor = (run.ok ? run.value.examination.search?.serverFor : undefined) ?? ((one) => one);
  return {
    serverFor: (endpoint) =>
      protocols.includes(endpoint.protocol) ? { ...endpoint, port: DEAD_PORT } : serverFor(endpoint),
  };
}

it.each<[readonly Protocol[], readonly Protocol[]]>([
  [[], ['imap', 'submission']],
  [['imap'], ['pop3', 'submission']],
  [['imap', 'submission'], ['pop3']],
  [['imap', 'pop3'], ['submission']],
])('a search that does not reach %j signs in over %j', async (dead, expected) => {
  const practice = await practicePlaying({});
  const plans: Plan[] = [];

  const report = await search(practice, {
    settings: without(practice, dead),
    isConfirmed: true,
    onPlan: (plan) => void plans.push(plan),
  });

  expect(report.signIns.map(({ endpoint, outcome }) => [endpoint.protocol, outcome])).toEqual(
    expected.map((protocol) => [protocol, 'accepted']),
  );
  const [plan] = plans;
  const planned = [plan?.incoming, plan?.outgoing].flatMap((side) => side?.endpoint.protocol ?? []);
  expect(planned).toEqual(expected);
});
