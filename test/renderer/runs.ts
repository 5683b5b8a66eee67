import type { ObservedFacts } from '../../shared/mail/observation.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { PlannedSignIn } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import {
  ALLOWED,
  CONNECTED,
  EXPIRED,
  IMAP,
  OPENED,
  PASSWORD_REFUSED,
  PORT_REFUSED,
  RESOLVED,
  SIGNED_IN,
  SMTP,
  TAKEN,
  finished,
  looked,
  plan,
  planned,
  saw,
  started,
  step,
} from '../shared/report/events.ts';

/** Both servers were looked at, and nothing is planned yet. */
export const LOOKED: readonly RunEvent[] = [started(IMAP, SMTP), ...looked(IMAP), ...looked(SMTP)];

/** A password is asked for. */
export const PLANNED: readonly RunEvent[] = [...LOOKED, plan(planned(IMAP), planned(SMTP))];

/** A password is asked for, and one of the servers would get it itself. */
export const PLANNED_WITH_PASSWORD: readonly RunEvent[] = [
  ...LOOKED,
  plan(planned(IMAP), {
    ...planned(SMTP),
    mechanism: 'PLAIN',
    serverLearns: 'password',
    serverProves: false,
  }),
];

/** A key signs in. */
export const PLANNED_WITH_KEY: readonly RunEvent[] = [...LOOKED, plan(withKey(IMAP), withKey(SMTP))];

function withKey(endpoint: Endpoint): PlannedSignIn {
  return { ...planned(endpoint), mechanism: 'EXTERNAL', serverLearns: 'key-proof', serverProves: false };
}

/** The sign-in has begun. */
export const SIGNING_IN: RunEvent = step(IMAP, 'sign-in');

/** The one check that everything went well in. */
export const HEALTHY: readonly RunEvent[] = [
  ...PLANNED,
  SIGNING_IN,
  saw(IMAP, SIGNED_IN, 120),
  step(SMTP, 'sign-in'),
  saw(SMTP, SIGNED_IN, 140),
  step(IMAP, 'mailbox'),
  step(SMTP, 'sending'),
  saw(SMTP, ALLOWED, 60),
  saw(IMAP, OPENED, 90),
];

/** A test mail has been taken, and is waited for. */
export const TEST_MAIL_SENT: readonly RunEvent[] = [
  ...HEALTHY,
  step(SMTP, 'test-mail'),
  saw(SMTP, TAKEN, 70),
  step(IMAP, 'arrival'),
];

const NOT_TRIED: ObservedFacts = {
  ...SIGNED_IN,
  mechanism: null,
  outcome: 'refused-by-us',
  serverVerified: null,
  refusal: 'stopped-after-other',
};

/** The incoming server refused the password, so the outgoing one was not asked. */
export const WRONG_PASSWORD: readonly RunEvent[] = [
  ...PLANNED,
  SIGNING_IN,
  saw(IMAP, PASSWORD_REFUSED, 2100),
  saw(SMTP, NOT_TRIED, 0),
];

/** The certificate of one server has expired, and nothing listens at the other. */
export const TWO_PROBLEMS: readonly RunEvent[] = [
  started(IMAP, SMTP),
  step(IMAP, 'connect'),
  saw(IMAP, CONNECTED),
  saw(IMAP, EXPIRED),
  step(SMTP, 'connect'),
  saw(SMTP, RESOLVED),
  saw(SMTP, PORT_REFUSED),
];

/** One server is looked at, the other one half. */
export const HALF: readonly RunEvent[] = [
  started(IMAP, SMTP),
  ...looked(IMAP),
  ...looked(SMTP).slice(0, 6),
  step(SMTP, 'greeting'),
];

/** Events with the end that they have: what the judge and the report make of them. */
export function ended(
  events: readonly RunEvent[],
  options?: Parameters<typeof finished>[1],
): readonly RunEvent[] {
  return [...events, finished(events, options)];
}

/** The same run on a computer where what the servers offer was noted at its end. */
export function noted(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.map((event) =>
    event.type === 'finished'
      ? { ...event, report: { ...event.report, changedOnDisk: ['host-memory'] } }
      : event,
  );
}
