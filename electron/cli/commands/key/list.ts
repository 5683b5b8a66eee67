import { keyProgramNames } from '../../../../shared/findings/key-reasons.ts';
import type { Language } from '../../../../shared/findings/explain.ts';
import { dayOf } from '../../../../shared/mail/day.ts';
import type { Device } from '../../../../shared/mail/device.ts';
import { formatEndpoint } from '../../../../shared/mail/endpoint.ts';
import type { Refused } from '../../../../shared/mail/parsed.ts';
import { dovecotEntry, fingerprintsOf } from '../../../node/keys/forms.ts';
import { styleFor } from '../../terminal/style.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { ownDevice, ownDevices } from './own-devices.ts';
import { KEY_WORDS } from './words.ts';

/** The options of both commands, as commander gives them. */
export interface RawListKeys {
  readonly json?: boolean;
}

/** Lists the devices of this computer. */
export async function listKeys(
  { json }: RawListKeys,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const own = await ownDevices();
  if (!own.ok) return own;
  const { devices } = own.value;
  const { stdout } = terminal;
  if (json === true) {
    stdout.write(`${JSON.stringify({ devices: devices.map(({ device }) => device) }, null, 2)}\n`);
  } else if (devices.length === 0) {
    stdout.write(`${KEY_WORDS[language].none}\n`);
  } else {
    const pictures = devices.map(({ device }) => textFor(device, language, terminal));
    stdout.write(pictures.join('\n'));
  }
  return EXIT.healthy;
}

/** Shows one device: all that servers may want of it, and nothing that is secret. */
export async function showKey(
  given: string,
  { json }: RawListKeys,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const own = await ownDevice(given);
  if (!own.ok) return own;
  const { device } = own.value.kept;
  const { stdout } = terminal;
  if (json === true) stdout.write(`${JSON.stringify(device, null, 2)}\n`);
  else {
    const { labels } = KEY_WORDS[language];
    const { mox, postfixCertificate, postfixPublicKey, curlPin } = fingerprintsOf(device);
    const rows = [
      ['mox', mox],
      [labels.postfixKey, postfixPublicKey],
      [labels.postfixCertificate, postfixCertificate],
      [labels.curl, curlPin],
    ] as const;
    stdout.write(textFor(device, language, terminal));
    stdout.write(`${rowLines(rows)}\n${dovecotEntry(device)}`);
  }
  return EXIT.healthy;
}

function textFor(device: Device, language: Language, terminal: Terminal): string {
  const { labels, outcomes } = KEY_WORDS[language];
  const style = styleFor(terminal.stdout, terminal.env);
  const rows = [
    [labels.login, device.login],
    [labels.algorithm, device.algorithm],
    [labels.made, dayOf(device.madeAt)],
    [labels.until, dayOf(device.notAfter)],
    [labels.programs, keyProgramNames(device.programs, language).join(', ')],
    [labels.registered, device.registrations.map(({ host, server }) => `${host} (${server})`).join(', ')],
    ...device.trials.map(
      ({ endpoint, outcome, at }) =>
        [labels.tried, `${dayOf(at)} ${formatEndpoint(endpoint)}: ${outcomes[outcome]}`] as const,
    ),
    [labels.revoked, device.revokedAt === null ? '' : dayOf(device.revokedAt)],
  ] as const;
  return `${style.strong(device.name)}  ${style.quiet(device.id)}\n${rowLines(rows)}`;
}

/** What is not known is left out. */
function rowLines(rows: readonly (readonly [label: string, text: string])[]): string {
  return rows.map(([label, text]) => (text === '' ? '' : `  ${label}: ${text}\n`)).join('');
}
