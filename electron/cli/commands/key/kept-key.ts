import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Language } from '../../../../shared/findings/explain.ts';
import type { Device } from '../../../../shared/mail/device.ts';
import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';
import { keyTrialsIn } from '../../../../shared/report/key-trials.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { withTrial } from '../../../node/devices/device-list.ts';
import { openWithPassphrase, type OpenedByPassphrase } from '../../../node/devices/passphrase-seal.ts';
import { DeviceKey } from '../../../node/keys/device-key.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { changeDevices, ownDevice, ownDevices, shortName } from './own-devices.ts';
import { oldPassphrase } from './passphrase.ts';

/** A key of this computer, opened. */
export interface KeptKey {
  readonly device: Device;
  readonly key: KeyObject;
}

/** Opens the key of the device that somebody means, with the passphrase that protects it. */
export async function openKept(
  given: string,
  passphraseFile: string | undefined,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<KeptKey>> {
  const found = await ownDevice(given);
  if (!found.ok) return found;
  const { device, sealedKey } = found.value.kept;
  if (sealedKey === null) return refused('device_without_key', shortName(device));
  if (sealedKey.by === 'keyring') return refused('device_key_in_keyring', shortName(device));
  const passphrase = await oldPassphrase(passphraseFile, language, terminal);
  if (!passphrase.ok) return passphrase;
  const opened = await openWithPassphrase(sealedKey, device, passphrase.value);
  if (opened.kind !== 'opened') return refused(CLOSED[opened.kind], shortName(device));
  const key = createPrivateKey({ key: Buffer.from(opened.pkcs8), format: 'der', type: 'pkcs8' });
  return accepted({ device, key });
}

const CLOSED = {
  'passphrase-wrong': 'passphrase_wrong',
  'passphrase-unusable': 'passphrase_unusable',
  damaged: 'device_key_damaged',
} as const satisfies Record<Exclude<OpenedByPassphrase['kind'], 'opened'>, string>;

/** The same as a run signs in with it. */
export function deviceKeyOf({ device, key }: KeptKey): Parsed<DeviceKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const made = DeviceKey.among([pkcs8], [Buffer.from(device.certificate, 'base64')]);
  return made instanceof DeviceKey ? accepted(made) : refused('device_key_damaged', shortName(device));
}

/** Notes what came of signing in with the key of a device. */
export async function noteTrials(id: string, report: Report): Promise<Parsed<null>> {
  const own = await ownDevices();
  if (!own.ok) return own;
  const trials = keyTrialsIn(report, new Date().toISOString());
  return changeDevices(own.value.store, (devices) =>
    trials.reduce((list, trial) => withTrial(list, id, trial), devices),
  );
}
