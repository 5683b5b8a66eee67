import type { RunEvent } from '../../shared/report/events.ts';
import {
  DOORS,
  V4,
  V6,
  doorsOf,
  lookedAt,
  probed,
  rejected,
  unanswered,
  well,
  doorAt,
} from './helpdesk-events.ts';
import { EXPIRED, HOST } from './helpdesk-servers.ts';
import { noted } from './runs.ts';
import type { OpenWindow, Scene } from './window.ts';

const SUBMISSION = doorAt(587);
const SIEVE = doorAt(4190);
const SMTP = doorAt(25);

/** Everything works over both families, but that nothing filters mail at this host and port 25 is refused here. */
export const HEALTHY_LOOK = lookedAt(
  DOORS.flatMap((door) =>
    [V6, V4].map((address) =>
      door === SIEVE || door === SMTP ? unanswered(door, address, 'refused') : well(door, address),
    ),
  ),
);

/** IPv6 is dead, the network filters port 25, one port more is closed, and the certificate of one has expired. */
const TROUBLED_LOOKS = DOORS.flatMap((door) => [
  unanswered(door, V6, 'silent'),
  door === SMTP
    ? unanswered(door, V4, 'silent')
    : door === SIEVE
      ? unanswered(door, V4, 'refused')
      : door === SUBMISSION
        ? rejected(door, V4, EXPIRED)
        : well(door, V4),
]);
export const TROUBLED_LOOK = lookedAt(TROUBLED_LOOKS);
/** The same with its end. */
export const TROUBLED: readonly RunEvent[] = [...TROUBLED_LOOK, probed(TROUBLED_LOOK)];
const HEALTHY: readonly RunEvent[] = [...HEALTHY_LOOK, probed(HEALTHY_LOOK)];
const HALF_LOOK = lookedAt(TROUBLED_LOOKS, 118);
// Over IPv6 nothing has come for so long that it is said already.
const LATE_LOOK: readonly RunEvent[] = [
  ...lookedAt(TROUBLED_LOOKS, 1_200),
  ...DOORS.map((endpoint) => ({
    type: 'step' as const,
    endpoint,
    address: V6,
    step: 'connect-unanswered' as const,
    at: 1_200,
  })),
];

/** Opens the helpdesk. */
export async function openHelpdesk({ page }: OpenWindow): Promise<void> {
  await page.click('main button >> text=/^Helpdesk$/');
  await page.waitForSelector('#host');
}

/** Types a host, the usual one where none is given, and sends the form. */
export async function askFor({ page }: OpenWindow, host = HOST): Promise<void> {
  await page.fill('#host', host);
  await page.press('#host', 'Enter');
}

/** Opens the helpdesk and looks at a host, up to some events. */
export function lookingDuring(events: readonly RunEvent[], host = HOST): Scene {
  return async (window) => {
    await openHelpdesk(window);
    await askFor(window, host);
    await window.page.waitForSelector('#host[readonly]');
    await window.engine.push(events);
  };
}

/** The button that opens a cell. */
export function cellButton({ page }: OpenWindow, port: number, family: 'IPv6' | 'IPv4') {
  return page.locator('td button', { hasText: new RegExp(`Port ${port} (over|über) ${family}`) });
}

function opened(
  scene: Scene,
  ...cells: readonly (readonly [port: number, family: 'IPv6' | 'IPv4'])[]
): Scene {
  return async (window) => {
    await scene(window);
    for (const [port, family] of cells) await cellButton(window, port, family).click();
    await window.page.evaluate(() => scrollTo(0, 0));
  };
}

const V4_ONLY = lookedAt(doorsOf(`${HOST}:993`).map((door) => well(door, V4)));

/** The helpdesk in every state that looks different, by the name of its pictures. */
export const HELPDESK_SCENES: Readonly<Record<string, Scene>> = {
  'helpdesk-empty': openHelpdesk,
  'helpdesk-refused': async (window) => {
    const given = 'mail.example.org:10993';
    window.engine.refuseNext(['host', 'protocol_not_named', given]);
    await openHelpdesk(window);
    await askFor(window, given);
    await window.page.waitForSelector('[aria-invalid]');
  },
  'helpdesk-begun': lookingDuring(lookedAt(TROUBLED_LOOKS, 2)),
  'helpdesk-half': lookingDuring(HALF_LOOK),
  'helpdesk-late': lookingDuring(LATE_LOOK),
  'helpdesk-healthy': lookingDuring(HEALTHY),
  'helpdesk-healthy-opened': opened(lookingDuring(HEALTHY), [143, 'IPv6']),
  'helpdesk-problems': lookingDuring(noted(TROUBLED)),
  'helpdesk-problems-opened': opened(lookingDuring(noted(TROUBLED)), [587, 'IPv4'], [993, 'IPv6']),
  'helpdesk-cancelled': lookingDuring([...HALF_LOOK, probed(HALF_LOOK, { isCancelled: true })]),
  'helpdesk-one-port': opened(lookingDuring([...V4_ONLY, probed(V4_ONLY)], `${HOST}:993`), [993, 'IPv4']),
};
