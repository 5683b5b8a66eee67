import { readNewKey, refusal } from '../../electron/node/key-answers.ts';
import { pagesToRegister, pagesToRenew, pagesToRevoke } from '../../electron/node/key-pages.ts';
import type { Handlers } from '../../shared/ipc/dispatch.ts';
import type { KeyCalls, KeyField, KeyProtection, KeyRefusal, ShownKey } from '../../shared/ipc/key-calls.ts';
import type { Device } from '../../shared/mail/device.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';
import type { InputProblemCode } from '../../shared/mail/parsed.ts';
import { MADE_AT, renewedAt, sampleKey, shownAs } from './sample-keys.ts';

const NOW = '2026-11-22T08:00:00.000Z';

/**
 * The keys of a fake engine: in memory, with certificates and pages as the real one makes them and the same judgement of what
 * is typed; but nothing is sealed, so that every passphrase opens every key, and no file is written.
 */
export class FakeKeys {
  /** All keys, which the calls change. */
  keys: readonly ShownKey[] = [];
  protection: KeyProtection = 'keyring';
  suggestedName = 'Ada’s laptop';
  isKept = true;
  /** What the next file that is wanted is answered with. */
  nextSaved: KeyCalls['keys.save']['value'] = {
    kind: 'saved',
    path: '/home/ada/Laptop.p12',
    showsPassword: 'dialog',
  };
  readonly #refusals = new Map<keyof KeyCalls, KeyRefusal>();

  /** Answers, in the place of the engine. */
  readonly handlers: Pick<Handlers, Exclude<keyof KeyCalls, 'keys.check'>> = {
    'keys.list': async () =>
      this.#refusal('keys.list') ?? {
        kind: 'keys',
        keys: this.keys,
        protection: this.protection,
        suggestedName: this.suggestedName,
        isKept: this.isKept,
      },
    'keys.make': async (typed) => {
      const read = readNewKey(typed, MADE_AT);
      const answer = this.#refusal('keys.make') ?? read;
      if (answer.kind === 'refused') return answer;
      const made = await sampleKey(answer.request, {}, this.protection);
      this.keys = [...this.keys, made];
      return { kind: 'changed', deviceId: made.device.id, keys: this.keys };
    },
    'keys.save': async () => this.#refusal('keys.save') ?? this.nextSaved,
    'keys.register': async ({ deviceId, place: { server, host } }) => {
      const parsed = parseHostname(host);
      if (!parsed.ok) return refusal(parsed.problem, 'host');
      const noted = { server, host: parsed.value, at: NOW };
      return this.#change('keys.register', deviceId, ({ registrations }) => ({
        facts: { registrations: [...registrations.filter((one) => one.host !== parsed.value), noted] },
        places: (device) => [pagesToRegister(device, noted)],
      }));
    },
    'keys.renew': async ({ deviceId }) =>
      this.#change('keys.renew', deviceId, (before) => ({
        facts: renewedAt(new Date(NOW), before),
        places: (device) => pagesToRenew(device, before),
      })),
    'keys.revoke': async ({ deviceId, place }) => {
      const parsed = place === null ? null : parseHostname(place.host);
      if (parsed?.ok === false) return refusal(parsed.problem, 'host');
      return this.#change('keys.revoke', deviceId, ({ revokedAt }) => ({
        facts: { revokedAt: revokedAt ?? NOW },
        places: (device) =>
          pagesToRevoke(
            device,
            place === null || parsed === null ? device.registrations : [{ ...place, host: parsed.value }],
          ),
      }));
    },
    'keys.forget': async ({ deviceId }) => {
      const refused = this.#refusal('keys.forget');
      if (refused !== null) return refused;
      this.keys = this.keys.filter(({ device }) => device.id !== deviceId);
      return { kind: 'changed', deviceId, keys: this.keys };
    },
  };

  /** Has something to correct in the next call of a name. */
  refuseNext(
    name: Exclude<keyof KeyCalls, 'keys.check'>,
    [field, code, given, wanted]: readonly [
      KeyField,
      InputProblemCode,
      given: string,
      wanted?: string | undefined,
    ],
  ): void {
    const problem = { code, given, ...(wanted === undefined ? {} : { wanted }) };
    this.#refusals.set(name, { kind: 'refused', field, problem });
  }

  /** Changes a key as somebody else might, without the window. */
  change(deviceId: string, facts: Partial<Device>): void {
    this.keys = this.keys.map((shown) =>
      shown.device.id === deviceId ? shownAs({ ...shown.device, ...facts }, shown.sealedBy) : shown,
    );
  }

  #refusal(name: keyof KeyCalls): KeyRefusal | null {
    const refused = this.#refusals.get(name) ?? null;
    this.#refusals.delete(name);
    return refused;
  }

  #change(
    name: keyof KeyCalls,
    deviceId: string,
    to: (before: Device) => {
      readonly facts: Partial<Device>;
      places(device: Device): Extract<KeyCalls['keys.register']['value'], { kind: 'changed' }>['places'];
    },
  ): KeyCalls['keys.register']['value'] {
    const before = this.keys.find(({ device }) => device.id === deviceId)?.device;
    const refused = this.#refusal(name);
    if (refused !== null) return refused;
    if (before === undefined) return refusal({ code: 'device_unknown', given: deviceId });
    const { facts, places } = to(before);
    this.change(deviceId, facts);
    return { kind: 'changed', deviceId, keys: this.keys, places: places({ ...before, ...facts }) };
  }
}
