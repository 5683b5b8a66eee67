import type { Language } from '../../../../shared/findings/explain.ts';
import { SERVER_KINDS, type Device, type ServerKind } from '../../../../shared/mail/device.ts';
import { parseHostname, type Hostname } from '../../../../shared/mail/hostname.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../../shared/mail/parsed.ts';
import type { Page, PublicKeyFacts } from '../../../../shared/registration/page.ts';
import { registrationPage, revocationPage } from '../../../../shared/registration/registration.ts';
import { withRegistration, withRevocation, type DeviceList } from '../../../node/devices/device-list.ts';
import { certificatePem, fingerprintsOf } from '../../../node/keys/forms.ts';
import { styleFor } from '../../terminal/style.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { changeDevices, ownDevice } from './own-devices.ts';
import { KEY_WORDS } from './words.ts';

/** The options of both commands, as commander gives them. */
export interface RawRegistration {
  readonly server?: string;
  readonly host?: string;
}

/** Says what has to be handed in at a server, and notes which one that is. Nothing is sent. */
export async function registerKey(
  given: string,
  raw: RawRegistration,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const place = readPlace(raw);
  if (!place.ok) return place;
  const { server, host } = place.value;
  const noted = { host, server, at: new Date().toISOString() };
  const device = await changed(given, (devices, id) => withRegistration(devices, id, noted));
  if (!device.ok) return device;
  terminal.stdout.write(pageText(registrationPage(server, factsFor(device.value, host), language), terminal));
  terminal.stderr.write(`${KEY_WORDS[language].noted(host)}\n`);
  return EXIT.healthy;
}

/** Notes that a key is not to be used any more, and says what has to be removed at each server that it was handed in at. */
export async function revokeKey(
  given: string,
  raw: RawRegistration,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const place = raw.server === undefined && raw.host === undefined ? null : readPlace(raw);
  if (place?.ok === false) return place;
  const at = new Date().toISOString();
  const device = await changed(given, (devices, id) => withRevocation(devices, id, at));
  if (!device.ok) return device;
  const places = place === null ? device.value.registrations : [place.value];
  const pages = places.map(({ server, host }) =>
    pageText(revocationPage(server, factsFor(device.value, host), language), terminal),
  );
  terminal.stdout.write(pages.join('\n'));
  const { revoked, revokedNowhere } = KEY_WORDS[language];
  terminal.stderr.write(`${revoked(device.value.name)}${pages.length === 0 ? ` ${revokedNowhere}` : ''}\n`);
  return EXIT.healthy;
}

function readPlace({
  server,
  host,
}: RawRegistration): Parsed<{ readonly server: ServerKind; readonly host: Hostname }> {
  const kind = SERVER_KINDS.find((one) => one === server);
  if (kind === undefined) return refused('server_kind_unknown', server ?? '', SERVER_KINDS.join(', '));
  const parsed = parseHostname(host ?? '');
  return parsed.ok ? accepted({ server: kind, host: parsed.value }) : parsed;
}

/** The device that is meant, after the change. */
async function changed(
  given: string,
  change: (devices: DeviceList, id: string) => DeviceList,
): Promise<Parsed<Device>> {
  const before = await ownDevice(given);
  if (!before.ok) return before;
  const { store, kept } = before.value;
  const { id } = kept.device;
  const done = await changeDevices(store, (devices) => change(devices, id));
  if (!done.ok) return done;
  const after = await ownDevice(id);
  return after.ok ? accepted(after.value.kept.device) : after;
}

function factsFor(device: Device, host: Hostname): PublicKeyFacts {
  const { mox, postfixPublicKey, postfixCertificate } = fingerprintsOf(device);
  return {
    deviceName: device.name,
    login: device.login,
    host,
    certificatePem: certificatePem(device),
    spkiSha256Base64Url: mox,
    spkiColonHex: postfixPublicKey,
    certificateColonHex: postfixCertificate,
    algorithm: device.algorithm,
  };
}

/** Blocks stand at the margin, so that they can be copied as they are. */
function pageText({ title, who, steps, proof, warnings }: Page, { stdout, env }: Terminal): string {
  const style = styleFor(stdout, env);
  const numbered = steps.map(({ text, block }, at) => {
    const literal = block === null ? '' : `\n${style.quiet(block.caption)}\n${block.text}`;
    return `${at + 1}. ${text}\n${literal}`;
  });
  const marked = warnings.map((warning) => `${style.severity('warning', '!')} ${warning}\n`);
  return `${style.strong(title)}\n${who}\n\n${[...numbered, ...marked, `${proof}\n`].join('\n')}`;
}
