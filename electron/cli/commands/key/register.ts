import type { Language } from '../../../../shared/findings/explain.ts';
import type { PlacePages } from '../../../../shared/ipc/key-calls.ts';
import { SERVER_KINDS, type Device, type ServerKind } from '../../../../shared/mail/device.ts';
import { parseHostname, type Hostname } from '../../../../shared/mail/hostname.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../../shared/mail/parsed.ts';
import { withRegistration, withRevocation, type DeviceList } from '../../../node/devices/device-list.ts';
import { changeDevices } from '../../../node/devices/own-devices.ts';
import { pagesToRegister, pagesToRevoke } from '../../../node/key-pages.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { ownDevice } from './own-devices.ts';
import { outcomeJson, pageText } from './page-text.ts';
import { KEY_WORDS } from './words.ts';

/** The options of both commands, as commander gives them. */
export interface RawRegistration {
  readonly server?: string;
  readonly host?: string;
  readonly json?: boolean;
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
  print(device.value, [pagesToRegister(device.value, place.value)], raw, language, terminal);
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
  print(device.value, pagesToRevoke(device.value, places), raw, language, terminal);
  const { revoked, revokedNowhere } = KEY_WORDS[language];
  terminal.stderr.write(`${revoked(device.value.name)}${places.length === 0 ? ` ${revokedNowhere}` : ''}\n`);
  return EXIT.healthy;
}

function print(
  device: Device,
  places: readonly PlacePages[],
  { json }: RawRegistration,
  language: Language,
  terminal: Terminal,
): void {
  const texts = places.map(({ pages }) => pageText(pages[language], terminal));
  terminal.stdout.write(json === true ? outcomeJson({ device, places }, language) : texts.join('\n'));
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
