import { preparePassword } from '../../../shared/sasl/prepare.ts';
import type { Prepared } from '../../../shared/sasl/prepared.ts';

// Each guess at a passphrase costs whoever has the file 128 MiB and a fraction of a second; 12 characters that nobody else
// has thought of are beyond that.
const SHORT_CHARACTERS = 12;

/**
 * A passphrase in the form that keys are sealed with: OpaqueString (RFC 8265 §4.2), so that what is typed on another
 * keyboard, where a letter and its accent may be two characters, opens them, too. Refused where it is empty or has control
 * characters.
 */
export function preparePassphrase(passphrase: string): Prepared {
  return preparePassword(passphrase, 'precis');
}

/** Whether a passphrase is so short that a person should be told. It is taken all the same. */
export function isShortPassphrase(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length < SHORT_CHARACTERS;
}
