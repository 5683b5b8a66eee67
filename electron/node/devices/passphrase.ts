import { preparePassword } from '../../../shared/sasl/prepare.ts';
import type { Prepared } from '../../../shared/sasl/prepared.ts';

/**
 * A passphrase in the form that keys are sealed with: OpaqueString (RFC 8265 §4.2), so that what is typed on another
 * keyboard, where a letter and its accent may be two characters, opens them, too. Refused where it is empty or has control
 * characters.
 */
export function preparePassphrase(passphrase: string): Prepared {
  return preparePassword(passphrase, 'precis');
}
