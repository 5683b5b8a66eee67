import type { SignInFacts, UsedKey } from '../../shared/mail/sign-in.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { IMAP, SIGNED_IN, SMTP, saw } from '../shared/report/events.ts';
import { PLANNED_WITH_KEY, SIGNING_IN, ended } from './runs.ts';

/** A key that was asked for and shown. */
const SHOWN: UsedKey = {
  spkiFingerprint: 'ab'.repeat(32),
  kind: 'ed25519',
  notBefore: '2026-11-02T09:00:00.000Z',
  notAfter: '2036-11-02T10:00:00.000Z',
  validity: 'valid',
  isShown: true,
  alert: null,
};

const LET_IN: SignInFacts = { ...SIGNED_IN, mechanism: 'EXTERNAL', serverVerified: null, key: SHOWN };
const TURNED_DOWN: SignInFacts = {
  ...LET_IN,
  outcome: 'rejected',
  words: { responseCode: 'AUTHENTICATIONFAILED', text: 'Authentication failed.' },
};
const OF_REVOKED = { key: { ...SHOWN, isRevoked: true } };

/** Both servers let the key in. */
export const KEY_TAKEN = checked(LET_IN);

/** Both servers let in a key that was revoked. */
export const REVOKED_TAKEN = checked({ ...LET_IN, ...OF_REVOKED });

/** Both turn it down. */
export const REVOKED_REFUSED = checked({ ...TURNED_DOWN, ...OF_REVOKED });

/** No server was asked to let it in. */
export const KEY_NOT_TRIED = ended(PLANNED_WITH_KEY.slice(0, 6), { isCancelled: true });

function checked(facts: SignInFacts): readonly RunEvent[] {
  return ended([...PLANNED_WITH_KEY, SIGNING_IN, saw(IMAP, facts, 90), saw(SMTP, facts, 90)]);
}
