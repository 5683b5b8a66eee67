import type { Language } from '../../../../shared/findings/explain.ts';
import { accepted, type Parsed } from '../../../../shared/mail/parsed.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { noteTrials, openKey, type KeptKey } from '../../../node/devices/kept-key.ts';
import { ownStore } from '../../../node/devices/own-devices.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { ownDevice } from './own-devices.ts';
import { oldPassphrase } from './passphrase.ts';

/** Opens the key of the device that somebody means, with the passphrase that protects it, which is asked for where it is needed. */
export async function openKept(
  given: string,
  passphraseFile: string | undefined,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<KeptKey>> {
  const found = await ownDevice(given);
  if (!found.ok) return found;
  const { kept } = found.value;
  const passphrase =
    kept.sealedKey.by === 'passphrase'
      ? await oldPassphrase(passphraseFile, language, terminal)
      : accepted(null);
  if (!passphrase.ok) return passphrase;
  return openKey(kept, { keyring: null, passphrase: passphrase.value });
}

/** Notes what came of signing in with the key of a device of this computer. */
export async function noteOwnTrials(id: string, report: Report): Promise<Parsed<null>> {
  const store = ownStore();
  return store.ok ? noteTrials(store.value, id, report, new Date()) : store;
}
