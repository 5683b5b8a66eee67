import { describeLack } from '../../../../shared/findings/key-reasons.ts';
import type { Language } from '../../../../shared/findings/explain.ts';
import { KEY_ALGORITHMS, type Device } from '../../../../shared/mail/device.ts';
import { parseDeviceName } from '../../../../shared/mail/device-name.ts';
import { algorithmFor, type AlgorithmChoice, type KeyProgram } from '../../../../shared/mail/key-programs.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../../shared/mail/parsed.ts';
import { parseUsername } from '../../../../shared/mail/username.ts';
import { makeAndKeep } from '../../../node/devices/make-key.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { checkForms, checkTargets, writeForms, type RawForms } from './forms.ts';
import { ownDevices } from './own-devices.ts';
import { newPassphrase } from './passphrase.ts';
import { readPrograms } from './programs.ts';
import { KEY_WORDS } from './words.ts';

/** The options of `letterlock key new`, as commander gives them. */
export interface RawNewKey extends RawForms {
  readonly name?: string;
  readonly account?: string;
  readonly for: readonly string[];
  readonly algorithm?: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/**
 * Makes a device, keeps it, and writes the files that were asked for. It is kept first: a file that cannot be written can be
 * written later, a key that is lost cannot.
 *
 * @returns the exit code, or what is wrong with what was typed or with the data folder
 */
export async function newKey(
  raw: RawNewKey,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const words = KEY_WORDS[language];
  const request = readRequest(raw);
  if (!request.ok) return request;
  const { name, login, programs, chosen } = request.value;
  const forms = checkForms(raw, chosen.algorithm);
  if (!forms.ok) return forms;
  const targets = await checkTargets(raw, terminal);
  if (!targets.ok) return targets;
  const own = await ownDevices();
  if (!own.ok) return own;
  const { store } = own.value;
  const passphrase = await newPassphrase(raw.passphraseFile, language, terminal);
  if (!passphrase.ok) return passphrase;
  const { algorithm, because } = chosen;
  const ids = programs.map(({ id }) => id);
  const made = await makeAndKeep(
    store,
    { name, login, algorithm, programs: ids, now: new Date() },
    { keyring: null, passphrase: passphrase.value },
  );
  if (!made.ok) return made;
  const { device, key } = made.value;
  const { path } = await store.read();
  const lines = [words.made(name, algorithm, device.id, login), words.kept(path)];
  for (const program of because) lines.push(describeLack(program, language) ?? '');
  terminal.stderr.write(`${lines.join('\n')}\n`);
  const written = await writeForms({ device, key, programs }, raw, language, terminal);
  if (!written.ok) return written;
  print(device, raw, language, terminal);
  return EXIT.healthy;
}

function print(device: Device, { json }: RawNewKey, language: Language, terminal: Terminal): void {
  if (json === true) terminal.stdout.write(`${JSON.stringify(device, null, 2)}\n`);
  else terminal.stdout.write(`${KEY_WORDS[language].next(device.id)}\n`);
}

interface Request {
  readonly name: string;
  readonly login: string;
  readonly programs: readonly KeyProgram[];
  readonly chosen: AlgorithmChoice;
}

function readRequest(raw: RawNewKey): Parsed<Request> {
  const name = parseDeviceName(raw.name ?? '');
  if (!name.ok) return name;
  if (raw.account === undefined) return refused('device_account_missing', '');
  const login = parseUsername(raw.account);
  if (!login.ok) return login;
  const programs = readPrograms(raw.for);
  if (!programs.ok) return programs;
  const wanted = KEY_ALGORITHMS.find((one) => one === raw.algorithm);
  if (raw.algorithm !== undefined && wanted === undefined)
    return refused('key_algorithm_unknown', raw.algorithm, KEY_ALGORITHMS.join(', '));
  // What a person asks for in so many words they get.
  const chosen: AlgorithmChoice =
    wanted === undefined ? algorithmFor(programs.value) : { algorithm: wanted, because: [] };
  return accepted({ name: name.value, login: login.value, programs: programs.value, chosen });
}
