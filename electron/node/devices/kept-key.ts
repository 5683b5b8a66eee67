import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Device } from '../../../shared/mail/device.ts';
import { accepted, refused, type InputProblemCode, type Parsed } from '../../../shared/mail/parsed.ts';
import { keyTrialsIn } from '../../../shared/report/key-trials.ts';
import type { Report } from '../../../shared/report/report.ts';
import { DeviceKey } from '../keys/device-key.ts';
import { withTrial } from './device-list.ts';
import type { DeviceStore } from './device-store.ts';
import { openWithKeyring, sealWithKeyring, type Keyring, type OpenedByKeyring } from './keyring-seal.ts';
import { changeDevices, shortName } from './own-devices.ts';
import { openWithPassphrase, sealWithPassphrase, type OpenedByPassphrase } from './passphrase-seal.ts';
import type { KeptDevice, KeyOwner, SealedKey } from './sealed-key.ts';

/** A key of this computer, opened. */
export interface KeptKey {
  readonly device: Device;
  readonly key: KeyObject;
}

/** What can seal and open keys at this moment. */
export interface Protection {
  /** Null where there is none to ask: on the command line, and in a browser. */
  readonly keyring: Keyring | null;
  /** Null where the person has given none. */
  readonly passphrase: string | null;
}

/**
 * Encrypts a private key: with the passphrase where one was given, otherwise by the keyring.
 *
 * @param key private
 * @returns the problem where there is neither, or what there is would not
 */
export async function sealKey(
  key: KeyObject,
  owner: KeyOwner,
  { keyring, passphrase }: Protection,
): Promise<Parsed<SealedKey>> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  if (passphrase !== null) {
    const sealed = await sealWithPassphrase(pkcs8, owner, passphrase);
    return sealed.kind === 'sealed' ? accepted(sealed.sealedKey) : refused('passphrase_unusable', '');
  }
  const sealed = keyring === null ? NO_KEYRING : await sealWithKeyring(pkcs8, owner, keyring);
  if (sealed.kind === 'sealed') return accepted(sealed.sealedKey);
  return refused(sealed.kind === 'keyring-refused' ? 'keyring_refused' : 'passphrase_missing', '');
}

/** Opens the key of a device by what it was sealed with. */
export async function openKey(
  { device, sealedKey }: KeptDevice,
  { keyring, passphrase }: Protection,
): Promise<Parsed<KeptKey>> {
  const name = shortName(device);
  if (sealedKey.by === 'passphrase') {
    if (passphrase === null) return refused('passphrase_missing', name);
    return opened(await openWithPassphrase(sealedKey, device, passphrase), device);
  }
  return opened(keyring === null ? NO_KEYRING : await openWithKeyring(sealedKey, device, keyring), device);
}

/** The same as a run signs in with it. */
export function deviceKeyOf({ device, key }: KeptKey): Parsed<DeviceKey> {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
  const made = DeviceKey.among([pkcs8], [Buffer.from(device.certificate, 'base64')]);
  return made instanceof DeviceKey ? accepted(made) : refused('device_key_damaged', shortName(device));
}

/** Notes what came of signing in with the key of a device. */
export function noteTrials(
  store: DeviceStore,
  id: string,
  report: Pick<Report, 'signIns'>,
  now: Date,
): Promise<Parsed<null>> {
  const trials = keyTrialsIn(report, now.toISOString());
  return changeDevices(store, (devices) =>
    trials.reduce((list, trial) => withTrial(list, id, trial), devices),
  );
}

const NO_KEYRING = { kind: 'keyring-unavailable' } as const;

type Opened = OpenedByPassphrase | OpenedByKeyring;

function opened(result: Opened, device: Device): Parsed<KeptKey> {
  if (result.kind !== 'opened') return refused(CLOSED[result.kind], shortName(device));
  const key = createPrivateKey({ key: Buffer.from(result.pkcs8), format: 'der', type: 'pkcs8' });
  return accepted({ device, key });
}

const CLOSED: Readonly<Record<Exclude<Opened['kind'], 'opened'>, InputProblemCode>> = {
  'passphrase-wrong': 'passphrase_wrong',
  'passphrase-unusable': 'passphrase_unusable',
  'keyring-unavailable': 'device_key_in_keyring',
  'keyring-refused': 'keyring_refused',
  damaged: 'device_key_damaged',
};
