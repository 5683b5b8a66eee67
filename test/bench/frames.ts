// How smooth the window stays while much arrives: the longest frame of a run of 2,000 events, of the end of 500 accounts at
// once, and of sorting them, in real Chromium with a fake engine behind the window. It runs on Node alone.

import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import type { Push } from '../../shared/ipc/contract.ts';
import { isAtEndpoint } from '../../shared/mail/observation.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { V6 } from '../renderer/helpdesk-events.ts';
import { BATCH_END, checkingDuring, endOf, reportIn } from '../renderer/accounts-scenes.ts';
import { ended, TWO_PROBLEMS } from '../renderer/runs.ts';
import { submitAddress } from '../renderer/scenes.ts';
import { ANSWERS, searched, SEARCHING, servers, SUGGESTED } from '../renderer/search-events.ts';
import { startWindowLab, type OpenWindow, type Scene } from '../renderer/window.ts';
import { IMAP, looked, SMTP } from '../shared/report/events.ts';
import { median } from './tools/numbers.ts';
import { header, report } from './tools/report.ts';

const ROUNDS = 5;
const LIMIT_MS = 50;
const EVENTS = 2_000;
const ACCOUNTS = 500;

header('frames');
const lab = await startWindowLab();
await measure(`a run of ${EVENTS} events, longest frame`, submitAddress, asPushes(manyEvents()));
const list = Array.from({ length: ACCOUNTS }, (_, at) => `a${at}@example${at}.org`).join('\n');
const troubled = reportIn(ended(TWO_PROBLEMS));
const ends = [...Array.from({ length: ACCOUNTS }, (_, at) => endOf(at, troubled)), BATCH_END];
await measure(
  `${ACCOUNTS} accounts that end at once, longest frame`,
  checkingDuring([], list),
  ends.map((event) => ({ batchId: 'batch-1', event })),
);
await lab.close();

/** A search whose servers, as many as events are wanted, are looked at side by side, over both families. */
function manyEvents(): readonly RunEvent[] {
  const looksAt = (endpoint: Endpoint): readonly RunEvent[] => [
    ...looked(endpoint),
    ...overIpv6(looked(endpoint)),
  ];
  const each = looksAt(IMAP).length;
  const endpoints = Array.from({ length: Math.ceil(EVENTS / each) }, (_, at): Endpoint => {
    const host = `mail${at}.example.org` as Hostname; // as a host is written
    return { ...(at % 2 === 0 ? IMAP : SMTP), host };
  });
  const looks = endpoints.map(looksAt);
  const interleaved = Array.from({ length: each }, (_, at) => looks.flatMap((look) => look[at] ?? [])).flat();
  const events = [SEARCHING, ...ANSWERS, servers(...endpoints), ...interleaved].slice(0, EVENTS - 1);
  return searched(events, SUGGESTED);
}

function overIpv6(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.flatMap((event) => {
    if (event.type === 'step') return { ...event, address: V6 };
    // The question for the addresses is asked once.
    if (event.type !== 'observation' || event.observation.kind === 'dns-answer') return [];
    return isAtEndpoint(event.observation)
      ? { ...event, observation: { ...event.observation, address: V6 } }
      : event;
  });
}

function asPushes(events: readonly RunEvent[]): readonly Push[] {
  return events.map((event) => ({ runId: 'run-1', event }));
}

/** The median of the longest frames of some rounds, each in a new window that is at a scene when everything arrives. */
async function measure(what: string, scene: Scene, pushes: readonly Push[]): Promise<void> {
  const longest: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const window = await lab.open();
    await scene(window);
    longest.push(await longestFrame(window, pushes));
    await window.page.context().close();
  }
  report({ what, measured: median(longest), unit: 'ms', limit: LIMIT_MS });
}

/** As they come from an engine: each in a task of its own, as fast as the page takes them. */
async function longestFrame({ page }: OpenWindow, pushes: readonly Push[]): Promise<number> {
  // Handed over before: only what the window does is measured.
  await page.evaluate((all) => void Object.assign(globalThis, { all }), pushes);
  return page.evaluate(async () => {
    const { all } = globalThis as unknown as { all: readonly Push[] };
    const { port1, port2 } = new MessageChannel();
    let at = 0;
    port1.onmessage = () => {
      const push = all[at];
      at += 1;
      if (push === undefined) return void setTimeout(() => Object.assign(globalThis, { all: [] }), 1_000);
      window.fakePush(push);
      port2.postMessage(null);
    };
    port2.postMessage(null);
    let longest = 0;
    for (let last = performance.now(); (globalThis as unknown as { all: readonly Push[] }).all.length > 0;) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  });
}
