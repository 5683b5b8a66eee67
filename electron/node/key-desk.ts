import type { Handlers } from '../../shared/ipc/dispatch.ts';
import type { KeyCalls, KeyChange, PlacePages } from '../../shared/ipc/key-calls.ts';
import type { Device, KeyForm } from '../../shared/mail/device.ts';
import { parseDeviceName } from '../../shared/mail/device-name.ts';
import { keyProgramsOf, lackOfForm, p12ProfileFor } from '../../shared/mail/key-programs.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { Report } from '../../shared/report/report.ts';
import { withRegistration, withRevocation, type DeviceList } from './devices/device-list.ts';
import type { DeviceStore } from './devices/device-store.ts';
import { deviceKeyOf, noteTrials, openKey, type Protection } from './devices/kept-key.ts';
import type { Keyring } from './devices/keyring-seal.ts';
import { forgetDevice, makeAndKeep, renewAndKeep } from './devices/make-key.ts';
import { changeDevices, devicesIn, ownStore } from './devices/own-devices.ts';
import type { KeptDevice } from './devices/sealed-key.ts';
import { writeNewFile, writtenTo } from './files/new-file.ts';
import { fileNameFor, type Handing } from './handing.ts';
import { pagesToRegister, pagesToRenew, pagesToRevoke } from './key-pages.ts';
import { readNewKey, readPlace, refusal, shownKey } from './key-answers.ts';
import { certificatePem } from './keys/forms.ts';
import type { DeviceKey } from './keys/device-key.ts';
import { keyFile, type KeyFile } from './keys/key-files.ts';
import type { PracticeHost } from './practice/practice-host.ts';

/** What the keys of a window are kept and handed out with. */
export interface KeyDeskOptions {
  /** While it is on, all keys are its own: nothing of a practice is kept. */
  readonly practice: PracticeHost;
  /** Null where there is none to ask. */
  readonly keyring: Keyring | null;
  readonly handing: Handing;
  /** What this computer calls itself. */
  readonly computerName: string;
}

/** The calls about keys, but for the one that begins a run; and what that one needs. */
export interface KeyDesk {
  readonly handlers: Pick<Handlers, Exclude<keyof KeyCalls, 'keys.check'>>;
  /** Opens the key of a device for a run that signs in with it. */
  open(deviceId: string, passphrase: string | null): Promise<Parsed<KeyForRun>>;
  /** A key of this computer; null where there is none of that id. */
  deviceOf(deviceId: string): Promise<Device | null>;
}

/** What a run signs in with, and as whom. */
export interface KeyForRun {
  readonly login: string;
  readonly key: DeviceKey;
  /** Whether the person has revoked it: then it should be refused. */
  readonly isRevoked: boolean;
  /** Notes with the device what came of it, where the device is kept. Where that cannot be, the report has it all the same. */
  note(report: Report): Promise<void>;
}

/** A device of a store. */
interface Found {
  readonly store: DeviceStore;
  readonly kept: KeptDevice;
}

/** Keeps the keys of this computer for a window, and hands them out. */
export function createKeyDesk({ practice, keyring, handing, computerName }: KeyDeskOptions): KeyDesk {
  const store = (): Parsed<DeviceStore> => {
    const own = practice.devices;
    return own === null ? ownStore() : accepted(own);
  };

  return {
    async deviceOf(deviceId) {
      const found = await find(store(), deviceId);
      return found.ok ? found.value.kept.device : null;
    },
    async open(deviceId, passphrase) {
      const found = await find(store(), deviceId);
      if (!found.ok) return found;
      const opened = await openKey(found.value.kept, { keyring, passphrase });
      if (!opened.ok) return opened;
      const key = deviceKeyOf(opened.value);
      if (!key.ok) return key;
      // A practice may begin or end before the run does: what came of it is for the store that the key is from.
      const { store: own } = found.value;
      const { login, revokedAt } = opened.value.device;
      return accepted({
        login,
        key: key.value,
        isRevoked: revokedAt !== null,
        async note(report) {
          await noteTrials(own, deviceId, report, new Date());
        },
      });
    },
    handlers: {
      'keys.list': async () => {
        const own = store();
        if (!own.ok) return refusal(own.problem);
        const devices = await devicesIn(own.value);
        if (!devices.ok) return refusal(devices.problem);
        const name = parseDeviceName(computerName.split('.')[0] ?? '');
        return {
          kind: 'keys',
          keys: devices.value.map(shownKey),
          protection: (await keyring?.isAvailable()) === true ? 'keyring' : 'passphrase',
          suggestedName: name.ok ? name.value : '',
          isKept: practice.devices === null,
        };
      },
      'keys.make': async (typed) => {
        const own = store();
        if (!own.ok) return refusal(own.problem);
        const read = readNewKey(typed, new Date());
        if (read.kind === 'refused') return read;
        const made = await makeAndKeep(own.value, read.request, { keyring, passphrase: typed.passphrase });
        return made.ok ? changeOf(own.value, made.value.device.id) : refusal(made.problem);
      },
      'keys.save': async ({ deviceId, form, passphrase, language }) => {
        const file = await fileOf(await find(store(), deviceId), form, { keyring, passphrase });
        if (!file.ok) return refusal(file.problem);
        const { device, bytes, password } = file.value;
        const path = await handing.chooseFile(fileNameFor(device, form), form, language);
        if (path === null) return { kind: 'cancelled' };
        const written = writtenTo(path, await writeNewFile(path, bytes));
        if (!written.ok) return refusal(written.problem);
        if (password !== null) await handing.showPassword(password, path, language);
        return { kind: 'saved', path, showsPassword: password === null ? null : handing.showsIn };
      },
      'keys.register': async ({ deviceId, place: typed }) => {
        const place = readPlace(typed);
        if (!place.ok) return refusal(place.problem, 'host');
        const noted = { ...place.value, at: new Date().toISOString() };
        const after = await change(store(), deviceId, (all) => withRegistration(all, deviceId, noted));
        if (!after.ok) return refusal(after.problem);
        const { device } = after.value.kept;
        await practice.registerKey(device.login, certificatePem(device));
        return withPages(after.value, [pagesToRegister(device, place.value)]);
      },
      'keys.renew': async ({ deviceId, passphrase }) => {
        const found = await find(store(), deviceId);
        if (!found.ok) return refusal(found.problem);
        const opened = await openKey(found.value.kept, { keyring, passphrase });
        if (!opened.ok) return refusal(opened.problem);
        const renewed = await renewAndKeep(found.value.store, opened.value, new Date());
        if (!renewed.ok) return refusal(renewed.problem);
        return withPages(found.value, pagesToRenew(renewed.value, opened.value.device));
      },
      'keys.revoke': async ({ deviceId, place: typed }) => {
        const place = typed === null ? null : readPlace(typed);
        if (place?.ok === false) return refusal(place.problem, 'host');
        const at = new Date().toISOString();
        const after = await change(store(), deviceId, (all) => withRevocation(all, deviceId, at));
        if (!after.ok) return refusal(after.problem);
        const { device } = after.value.kept;
        await practice.removeKey(certificatePem(device));
        return withPages(
          after.value,
          pagesToRevoke(device, place === null ? device.registrations : [place.value]),
        );
      },
      'keys.forget': async ({ deviceId }) => {
        const found = await find(store(), deviceId);
        if (!found.ok) return refusal(found.problem);
        const done = await forgetDevice(found.value.store, found.value.kept.device);
        return done.ok ? changeOf(found.value.store, deviceId) : refusal(done.problem);
      },
    },
  };
}

async function find(store: Parsed<DeviceStore>, deviceId: string): Promise<Parsed<Found>> {
  if (!store.ok) return store;
  const devices = await devicesIn(store.value);
  if (!devices.ok) return devices;
  const kept = devices.value.find(({ device }) => device.id === deviceId);
  return kept === undefined ? refused('device_unknown', deviceId) : accepted({ store: store.value, kept });
}

/** The device as it is after a change. */
async function change(
  store: Parsed<DeviceStore>,
  deviceId: string,
  to: (devices: DeviceList) => DeviceList,
): Promise<Parsed<Found>> {
  const before = await find(store, deviceId);
  if (!before.ok) return before;
  const done = await changeDevices(before.value.store, to);
  return done.ok ? find(store, deviceId) : done;
}

async function changeOf(store: DeviceStore, deviceId: string): Promise<KeyChange> {
  const devices = await devicesIn(store);
  if (!devices.ok) return refusal(devices.problem);
  return { kind: 'changed', deviceId, keys: devices.value.map(shownKey) };
}

async function withPages(
  { store, kept }: Found,
  places: readonly PlacePages[],
): Promise<KeyCalls['keys.register']['value']> {
  const changed = await changeOf(store, kept.device.id);
  return changed.kind === 'refused' ? changed : { ...changed, places };
}

async function fileOf(
  found: Parsed<Found>,
  form: KeyForm,
  protection: Protection,
): Promise<Parsed<KeyFile & { readonly device: Device }>> {
  if (!found.ok) return found;
  const { device } = found.value.kept;
  const lack = lackOfForm(form, device.algorithm);
  if (lack !== null) return refused(lack, device.algorithm);
  // Nothing has to be opened for what everybody may see.
  if (form === 'certificate')
    return accepted({ device, bytes: Buffer.from(certificatePem(device)), password: null });
  const opened = await openKey(found.value.kept, protection);
  if (!opened.ok) return opened;
  const file = await keyFile(form, opened.value, p12ProfileFor(keyProgramsOf(device.programs)));
  if (file === null) throw new TypeError('what a key has no form for was refused above');
  return accepted({ device, ...file });
}
