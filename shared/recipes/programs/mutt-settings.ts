import { formatHost } from '../../mail/endpoint.ts';
import { isPlainLine } from '../../mail/quote.ts';
import { passwordCommand, passwordInFile } from '../common-steps.ts';
import { lineFor, writtenAs } from '../formats/format.ts';
import { MUTTRC, type MuttSettings, type MuttValue } from '../formats/muttrc.ts';
import type { ChosenSide, Setup } from '../setup.ts';
import type { WayIn } from '../way-in.ts';

/** What a program calls a way in; null where it takes that by itself, and cannot be set to it. */
export type NameOfWay = (way: WayIn) => string | null;

/**
 * The settings of Mutt and NeoMutt for reading by IMAP and for sending, as their file has them.
 *
 * @returns null where a name or path cannot stand there
 */
export function muttSettings(setup: Setup, nameOf: NameOfWay): string | null {
  const sides = [setup.incoming, setup.outgoing].filter((side) => side !== null);
  if (!sides.every(({ username }) => isWhole(username))) return null;
  const set: MuttSettings = [
    ['from', setup.address],
    ...lineFor('realname', setup.displayName === '' ? null : setup.displayName),
    ['ssl_starttls', 'yes'],
    ['ssl_force_tls', 'yes'],
    // What stands in it is trusted beside the authorities of the system.
    ...lineFor('certificate_file', setup.trustAnchorFile),
    ...lineFor('ssl_client_cert', setup.key?.files.pem ?? null),
    ...incomingSettings(setup, nameOf),
    ...outgoingSettings(setup, nameOf),
  ];
  return writtenAs(MUTTRC, { reset: RESET, set });
}

// Added to a file that somebody has, it must neither be weakened by what stands there, nor send what is there for another server.
const RESET: readonly string[] = [
  'ssl_verify_host',
  'ssl_verify_dates',
  'ssl_client_cert',
  'tunnel',
  'preconnect',
  'imap_login',
  'imap_pass',
  'imap_authenticators',
  'smtp_pass',
  'smtp_authenticators',
];

// Of a longer one they take the beginning, and say nothing.
const LONGEST_USERNAME_BYTES = 127;

/** Whether a user name arrives as it is: it also stands in a URL, which half a character cannot. */
function isWhole(username: string): boolean {
  return isPlainLine(username) && new TextEncoder().encode(username).length <= LONGEST_USERNAME_BYTES;
}

function incomingSettings(setup: Setup, nameOf: NameOfWay): MuttSettings {
  const { incoming } = setup;
  if (incoming === null) return [];
  return [
    ['folder', urlOf('imap', incoming, null)],
    ['spoolfile', '+INBOX'],
    ['imap_user', incoming.username],
    ...lineFor('imap_pass', passwordFor(setup, incoming)),
    ...lineFor('imap_authenticators', nameOf(incoming.way)),
  ];
}

function outgoingSettings(setup: Setup, nameOf: NameOfWay): MuttSettings {
  const { outgoing } = setup;
  if (outgoing === null) return [];
  // With a user name they want AUTH.
  if (outgoing.way === 'CERTIFICATE') return [['smtp_url', urlOf('smtp', outgoing, null)]];
  return [
    ['smtp_url', urlOf('smtp', outgoing, outgoing.username)],
    ...lineFor('smtp_pass', passwordFor(setup, outgoing)),
    ...lineFor('smtp_authenticators', nameOf(outgoing.way)),
  ];
}

function urlOf(scheme: 'imap' | 'smtp', { endpoint }: ChosenSide, username: string | null): string {
  const { host, port, connectionSecurity } = endpoint;
  const user = username === null ? '' : `${encodeURIComponent(username)}@`;
  return `${scheme}${connectionSecurity === 'starttls' ? '' : 's'}://${user}${formatHost(host)}:${port}`;
}

function passwordFor(setup: Setup, side: ChosenSide): MuttValue | null {
  const own = passwordInFile(setup, side);
  if (own !== null) return own;
  const command = passwordCommand(setup, side);
  return command === null ? null : { command };
}
