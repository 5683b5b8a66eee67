import type { Language } from '../../../../shared/findings/explain.ts';
import { parseEmailAddress } from '../../../../shared/mail/email-address.ts';
import { refused, type Refused } from '../../../../shared/mail/parsed.ts';
import type { RawRunOptions } from '../../options.ts';
import { runCheck } from '../../run-check.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { ownDevice } from './own-devices.ts';

/** The options of `letterlock key check`, as commander gives them. */
export interface RawCheckKey extends RawRunOptions {
  readonly address?: string;
  readonly passphraseFile?: string;
}

/** Signs in with a key of this computer, as the user that it is for, and notes what came of it. */
export async function checkKey(
  given: string,
  { address, ...raw }: RawCheckKey,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const found = await ownDevice(given);
  if (!found.ok) return found;
  const { id, login } = found.value.kept.device;
  const own = address ?? (parseEmailAddress(login).ok ? login : undefined);
  if (own === undefined) return refused('device_address_missing', login);
  return runCheck(own, { ...raw, key: id, user: login, fault: [] }, language, terminal);
}
