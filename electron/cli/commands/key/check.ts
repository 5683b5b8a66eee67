import type { Language } from '../../../../shared/findings/explain.ts';
import { parseEmailAddress } from '../../../../shared/mail/email-address.ts';
import type { Refused } from '../../../../shared/mail/parsed.ts';
import type { RawRunOptions } from '../../options.ts';
import { runCheck } from '../../run-check.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { deviceMeant, ownDevices, readDevices } from './own-devices.ts';

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
  const store = ownDevices();
  if (!store.ok) return store;
  const devices = await readDevices(store.value);
  if (!devices.ok) return devices;
  const meant = deviceMeant(devices.value, given);
  if (!meant.ok) return meant;
  const { id, login } = meant.value.device;
  const own = address ?? (parseEmailAddress(login).ok ? login : undefined);
  return runCheck(own, { ...raw, key: id, user: login, fault: [] }, language, terminal);
}
