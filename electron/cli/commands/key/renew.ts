import type { Language } from '../../../../shared/findings/explain.ts';
import type { ServerKind } from '../../../../shared/mail/device.ts';
import { refused, type Refused } from '../../../../shared/mail/parsed.ts';
import { withCertificate, withoutDevice } from '../../../node/devices/device-list.ts';
import { renewCertificate } from '../../../node/keys/new-device.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { checkSec1, checkTargets, writeForms, type RawForms } from './forms.ts';
import { openKept } from './kept-key.ts';
import { changeDevices, ownDevice, ownDevices, shortName } from './own-devices.ts';
import { programsFor, readPrograms } from './programs.ts';
import { KEY_WORDS } from './words.ts';

/** The options of `letterlock key renew`, as commander gives them. */
export interface RawRenewKey extends RawForms {
  readonly for: readonly string[];
  readonly passphraseFile?: string;
}

// What these know is the key, whatever certificate is around it.
const KNOW_THE_KEY: ReadonlySet<ServerKind> = new Set(['mox']);

/** Puts a new certificate on the same key, and says which servers have to be given it. */
export async function renewKey(
  given: string,
  raw: RawRenewKey,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const words = KEY_WORDS[language];
  const targets = await checkTargets(raw, terminal);
  if (!targets.ok) return targets;
  const wanted = readPrograms(raw.for);
  if (!wanted.ok) return wanted;
  const kept = await openKept(given, raw.passphraseFile, language, terminal);
  if (!kept.ok) return kept;
  const { key } = kept.value;
  const sec1 = checkSec1(raw, kept.value.device.algorithm);
  if (!sec1.ok) return sec1;
  const device = renewCertificate(kept.value.device, key, new Date());
  const own = await ownDevices();
  if (!own.ok) return own;
  const changed = await changeDevices(own.value.store, (devices) =>
    withCertificate(devices, device.id, device),
  );
  if (!changed.ok) return changed;
  const hosts = device.registrations
    .filter(({ server }) => !KNOW_THE_KEY.has(server))
    .map(({ host }) => host);
  terminal.stderr.write(`${words.renewed(device.name)}\n`);
  if (hosts.length > 0) terminal.stderr.write(`${words.renewedFor(hosts.join(', '))}\n`);
  const programs = programsFor(device, wanted.value);
  const written = await writeForms({ device, key, programs }, raw, language, terminal);
  return written.ok ? EXIT.healthy : written;
}

/** Forgets a device that is revoked, its private key included. There is no way back. */
export async function forgetKey(
  given: string,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const found = await ownDevice(given);
  if (!found.ok) return found;
  const { store, kept } = found.value;
  const { device } = kept;
  if (device.revokedAt === null) return refused('device_not_revoked', shortName(device));
  const changed = await changeDevices(store, (list) => withoutDevice(list, device.id));
  if (!changed.ok) return changed;
  terminal.stderr.write(`${KEY_WORDS[language].forgotten(shortName(device))}\n`);
  return EXIT.healthy;
}
