import type { KeyField, KeyPlace, KeyRefusal, NewKeyRequest, ShownKey } from '../../shared/ipc/key-calls.ts';
import type { Registration } from '../../shared/mail/device.ts';
import { parseDeviceName } from '../../shared/mail/device-name.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';
import { algorithmFor, keyProgramsOf } from '../../shared/mail/key-programs.ts';
import { accepted, type InputProblem, type Parsed } from '../../shared/mail/parsed.ts';
import { parseUsername } from '../../shared/mail/username.ts';
import type { KeptDevice } from './devices/sealed-key.ts';
import { dovecotEntry, fingerprintsOf } from './keys/forms.ts';
import type { DeviceRequest } from './keys/new-device.ts';

/** A device as the window shows it. */
export function shownKey({ device, sealedKey }: KeptDevice): ShownKey {
  return {
    device,
    sealedBy: sealedKey.by,
    fingerprints: fingerprintsOf(device),
    dovecotEntry: dovecotEntry(device),
  };
}

/** What was typed for a new key as a request, or what has to be corrected in which field. */
export function readNewKey(
  typed: NewKeyRequest,
  now: Date,
): { readonly kind: 'request'; readonly request: DeviceRequest } | KeyRefusal {
  const name = parseDeviceName(typed.name);
  if (!name.ok) return refusal(name.problem, 'name');
  const login = parseUsername(typed.login);
  if (!login.ok) return refusal(login.problem, 'login');
  const programs = keyProgramsOf(typed.programs);
  const request = {
    name: name.value,
    login: login.value,
    algorithm: typed.algorithm ?? algorithmFor(programs).algorithm,
    programs: programs.map(({ id }) => id),
    now,
  };
  return { kind: 'request', request: typed.statesPurpose ? { ...request, statesPurpose: true } : request };
}

/** A server as a person names it, blanks around it or not. */
export function readPlace({ server, host }: KeyPlace): Parsed<Pick<Registration, 'host' | 'server'>> {
  const parsed = parseHostname(host.trim());
  return parsed.ok ? accepted({ server, host: parsed.value }) : parsed;
}

const OF_THE_PASSPHRASE: ReadonlySet<string> = new Set([
  'passphrase_missing',
  'passphrase_unusable',
  'passphrase_wrong',
]);

/** A problem as the answer to a call, beside the field that has it. */
export function refusal(problem: InputProblem, field?: KeyField): KeyRefusal {
  return {
    kind: 'refused',
    field: field ?? (OF_THE_PASSPHRASE.has(problem.code) ? 'passphrase' : 'key'),
    problem,
  };
}
