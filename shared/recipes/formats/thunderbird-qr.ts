import { parseEmailAddress } from '../../mail/email-address.ts';
import { parseHostname } from '../../mail/hostname.ts';
import { isPlainLine } from '../../mail/quote.ts';
import { parsePort } from '../../mail/port.ts';
import type { Format } from './format.ts';

// Each place in these lists is the number that stands in a code for it.
const PROTOCOLS = ['imap', 'pop3'] as const;
// 0 is cleartext, which no code of ours asks for; 1 is not to be used.
const SECURITIES = [null, null, 'starttls', 'implicit-tls'] as const;
const AUTHENTICATIONS = [
  'none',
  'password',
  'encrypted-password',
  'gssapi',
  'ntlm',
  'certificate',
  'oauth2',
] as const;

/** How a server in a code is signed in to. */
export type QrAuthentication = (typeof AUTHENTICATIONS)[number];

/** One server in a code. */
export interface QrServer {
  readonly host: string;
  readonly port: number;
  readonly security: Exclude<(typeof SECURITIES)[number], null>;
  readonly authentication: QrAuthentication;
  readonly username: string;
}

/** One account in a code, without its password: that is asked for where the code is read. */
export interface QrAccount {
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly incoming: QrServer;
  readonly outgoing: QrServer;
  /** Only of ASCII. */
  readonly address: string;
  /** As others see it. */
  readonly displayName: string;
}

/** What stands in one code of a series. */
export interface QrPart {
  /** From 1 on. */
  readonly part: number;
  readonly total: number;
  readonly accounts: readonly QrAccount[];
}

// What Thunderbird puts into one: more is hard to read for a camera.
const MOST_ACCOUNTS = 3;
const LONGEST_TEXT_BYTES = 800;
const FORMAT_VERSION = 1;
const SMTP = 0;

/**
 * Thunderbird's "Export for Mobile" (thunderbird-android, qr-code-format.md, format version 1): lists of lists in JSON. An account
 * is named by its address and has one server for sending; what may be left out at the end of a list is left out, as passwords are.
 * Every field is read as the app reads it: one that is wrong makes the whole code wrong, and so does a password.
 */
export const THUNDERBIRD_QR: Format<QrPart> = {
  write({ part, total, accounts }) {
    const isFew = accounts.length > 0 && accounts.length <= MOST_ACCOUNTS;
    if (!isFew || !accounts.every(isWritable) || placeIn([part, total]) === null) return null;
    const text = JSON.stringify([FORMAT_VERSION, [part, total], ...accounts.flatMap(listsOf)]);
    return new TextEncoder().encode(text).length <= LONGEST_TEXT_BYTES ? text : null;
  },
  read(text) {
    const [version, miscellaneous, ...lists] = listIn(parsed(text));
    const place = placeIn(miscellaneous);
    // An account is a list of its own and the one behind it.
    const accounts = lists.flatMap((list, at) => (at % 2 === 0 ? [accountIn(list, lists[at + 1])] : []));
    if (version !== FORMAT_VERSION || place === null || accounts.length === 0) return null;
    return accounts.every((account) => account !== null) ? { ...place, accounts } : null;
  },
};

/**
 * The texts of the codes for some accounts, in their order: as many as are needed, with up to three accounts in each. Null where
 * one of the accounts cannot stand in a code at all, so that none is lost without a word.
 */
export function qrTexts(accounts: readonly QrAccount[]): readonly string[] | null {
  const groups = accounts.reduce<readonly (readonly QrAccount[])[]>((before, account) => {
    const last = before.at(-1) ?? [];
    // The widest numbers that they can get.
    const together = { part: accounts.length, total: accounts.length, accounts: [...last, account] };
    return last.length > 0 && THUNDERBIRD_QR.write(together) !== null
      ? [...before.slice(0, -1), together.accounts]
      : [...before, [account]];
  }, []);
  const texts = groups.map((group, at) =>
    THUNDERBIRD_QR.write({ part: at + 1, total: groups.length, accounts: group }),
  );
  return texts.every((text) => text !== null) ? texts : null;
}

function listsOf({ protocol, incoming, outgoing, address, displayName }: QrAccount): readonly unknown[] {
  return [
    [PROTOCOLS.indexOf(protocol), ...fieldsOf(incoming)],
    [
      [
        [SMTP, ...fieldsOf(outgoing)],
        [address, displayName],
      ],
    ],
  ];
}

function fieldsOf({ host, port, security, authentication, username }: QrServer): readonly unknown[] {
  return [host, port, SECURITIES.indexOf(security), AUTHENTICATIONS.indexOf(authentication), username];
}

/** Whether it can stand in a code: what the app takes, and lines in which nothing is hidden. */
function isWritable({ incoming, outgoing, address, displayName }: QrAccount): boolean {
  const lines = [address, displayName, incoming.username, outgoing.username];
  return lines.every(isPlainLine) && [incoming, outgoing].every(isServer) && isAsciiAddress(address);
}

function isServer({ host, port }: QrServer): boolean {
  return isHost(host) && isPort(port);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON, and no code of this kind: there is nothing more to learn from it
  }
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []; // of isArray's any
}

function placeIn(value: unknown): Pick<QrPart, 'part' | 'total'> | null {
  const [part, total] = listIn(value);
  if (!isWholeNumber(part) || !isWholeNumber(total)) return null;
  return part >= 1 && part <= total ? { part, total } : null;
}

function accountIn(incomingList: unknown, groups: unknown): QrAccount | null {
  const [protocolNumber, ...fields] = listIn(incomingList);
  const [group, ...otherGroups] = listIn(groups);
  const [outgoingList, identity, ...otherIdentities] = listIn(group);
  const [outgoingProtocol, ...outgoingFields] = listIn(outgoingList);
  const [address, displayName] = listIn(identity);
  const protocol = PROTOCOLS.find((_, number) => number === protocolNumber);
  const [incoming, outgoing] = [serverIn(fields), serverIn(outgoingFields)];
  // The format has room for more of them; an account of ours has one of each.
  const isOurs = otherGroups.length === 0 && otherIdentities.length === 0;
  if (!isOurs || protocol === undefined || incoming === null || outgoing === null) return null;
  if (outgoingProtocol !== SMTP || !isLine(address) || !isAsciiAddress(address)) return null;
  return isLine(displayName) ? { protocol, incoming, outgoing, address, displayName } : null;
}

function serverIn([
  host,
  port,
  security,
  authentication,
  username,
  ...optional
]: readonly unknown[]): QrServer | null {
  const securityName = SECURITIES.find((_, number) => number === security) ?? null;
  const authenticationName = AUTHENTICATIONS.find((_, number) => number === authentication);
  if (!isLine(host) || !isHost(host) || !isPort(port) || !isLine(username)) return null;
  if (securityName === null || authenticationName === undefined || !optional.every(isEmpty)) return null;
  return { host, port, security: securityName, authentication: authenticationName, username };
}

/** What stands for nothing: no name but the address, and no password. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isLine(value: unknown): value is string {
  return typeof value === 'string' && !/[\r\n]/.test(value);
}

function isHost(host: string): boolean {
  const hostname = parseHostname(host);
  return hostname.ok && hostname.value === host;
}

function isPort(port: unknown): port is number {
  return isWholeNumber(port) && parsePort(String(port)).ok;
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isAsciiAddress(address: string): boolean {
  return /^[\x21-\x7e]+$/.test(address) && parseEmailAddress(address).ok;
}
