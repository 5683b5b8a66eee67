import type { Language } from '../../../../shared/findings/explain.ts';
import type { ServerKind } from '../../../../shared/mail/device.ts';
import type { Refused } from '../../../../shared/mail/parsed.ts';
import { forgetDevice, renewAndKeep } from '../../../node/devices/make-key.ts';
import { shortName } from '../../../node/devices/own-devices.ts';
import { pagesToRenew } from '../../../node/key-pages.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { checkForms, checkTargets, writeForms, type RawForms } from './forms.ts';
import { openKept } from './kept-key.ts';
import { ownDevice, ownDevices } from './own-devices.ts';
import { outcomeJson, pageText } from './page-text.ts';
import { programsFor, readPrograms } from './programs.ts';
import { KEY_WORDS } from './words.ts';

/** The options of `letterlock key renew`, as commander gives them. */
export interface RawRenewKey extends RawForms {
  readonly for: readonly string[];
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

// What these know is the key, whatever certificate is around it.
const KNOW_THE_KEY: ReadonlySet<ServerKind> = new Set(['mox']);

/** Puts a new certificate on the same key, and says what has to be done at the servers that may not take it as it is. */
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
  const { device: previous, key } = kept.value;
  const forms = checkForms(raw, previous.algorithm);
  if (!forms.ok) return forms;
  const own = await ownDevices();
  if (!own.ok) return own;
  const renewed = await renewAndKeep(own.value.store, kept.value, new Date());
  if (!renewed.ok) return renewed;
  const device = renewed.value;
  const places = pagesToRenew(device, previous).filter(({ server }) => !KNOW_THE_KEY.has(server));
  terminal.stderr.write(`${words.renewed(device.name)}\n`);
  if (places.length > 0) {
    terminal.stderr.write(`${words.renewedFor(places.map(({ host }) => host).join(', '))}\n`);
    if (raw.json !== true)
      terminal.stdout.write(places.map(({ pages }) => pageText(pages[language], terminal)).join('\n'));
  }
  const programs = programsFor(device, wanted.value);
  const written = await writeForms({ device, key, programs }, raw, language, terminal);
  if (!written.ok) return written;
  const files = written.value;
  if (raw.json === true) terminal.stdout.write(outcomeJson({ device, places, files }, language));
  return EXIT.healthy;
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
  const forgotten = await forgetDevice(store, device);
  if (!forgotten.ok) return forgotten;
  terminal.stderr.write(`${KEY_WORDS[language].forgotten(shortName(device))}\n`);
  return EXIT.healthy;
}
