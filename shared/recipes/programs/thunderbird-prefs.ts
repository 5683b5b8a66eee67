import type { MozillaPref } from '../formats/mozilla-prefs.ts';
import type { ChosenSide, Setup } from '../setup.ts';
import { LOGIN_COMMAND } from '../way-in.ts';

/** What Thunderbird calls the parts of an account in its preferences. */
export interface AccountKeys {
  readonly account: string;
  readonly server: string;
  readonly identity: string;
  readonly smtp: string;
  readonly localAccount: string;
  readonly localServer: string;
  /** The number of a way to send without AUTH. */
  readonly withoutAuth: number;
}

/** As Thunderbird numbers the accounts of a new profile. */
export const IN_NEW_PROFILE: AccountKeys = {
  account: 'account1',
  server: 'server1',
  identity: 'id1',
  smtp: 'smtp1',
  localAccount: 'account2',
  localServer: 'server2',
  withoutAuth: 1,
};

/**
 * Names that no account of a person has, as defaults would change that one. A policy makes a truth value of 1, so it is sent
 * without AUTH by the number of “TLS Certificate”, with which SmtpClient never signs in.
 */
export const IN_POLICIES: AccountKeys = {
  account: 'letterlock',
  server: 'letterlock',
  identity: 'letterlock',
  smtp: 'letterlock',
  localAccount: 'letterlocklocal',
  localServer: 'letterlocklocal',
  withoutAuth: 7,
};

// nsMsgSocketType and nsMsgAuthMethod in its MailNewsTypes2.idl.
const STARTTLS = 2;
const IMPLICIT_TLS = 3;
const PASSWORD = 3;
const CRAM_MD5 = 4;
const CERTIFICATE = 7;

const AUTH_METHODS: Readonly<Record<string, number>> = {
  EXTERNAL: CERTIFICATE,
  PREAUTH: CERTIFICATE,
  'CRAM-MD5': CRAM_MD5,
  PLAIN: PASSWORD,
  LOGIN: PASSWORD,
  [LOGIN_COMMAND]: PASSWORD,
};

/**
 * An account in Thunderbird's preferences: none of them is a password, none says which certificate to show.
 *
 * @returns null for a user name that is not ASCII: Thunderbird 153 goes to no IMAP server with it, and shows it garbled for
 * the one that it sends with
 */
export function accountPrefs(
  setup: Setup,
  incoming: ChosenSide,
  keys: AccountKeys,
): readonly MozillaPref[] | null {
  const usernames = [incoming.username, setup.outgoing?.username ?? ''];
  if (!usernames.every((name) => /^[\x20-\x7e]*$/.test(name))) return null;
  const { account, server, identity, localAccount, localServer } = keys;
  return [
    ['mail.accountmanager.accounts', `${account},${localAccount}`],
    ['mail.accountmanager.defaultaccount', account],
    ['mail.accountmanager.localfoldersserver', localServer],
    [`mail.account.${account}.identities`, identity],
    [`mail.account.${account}.server`, server],
    ...serverPrefs(`mail.server.${server}`, setup, incoming),
    [`mail.account.${localAccount}.server`, localServer],
    ...localPrefs(`mail.server.${localServer}`),
    ...identityPrefs(`mail.identity.${identity}`, setup),
    ...(setup.outgoing === null ? [] : smtpPrefs(setup.outgoing, keys)),
  ];
}

function serverPrefs(server: string, setup: Setup, side: ChosenSide): readonly MozillaPref[] {
  const { endpoint, username, way } = side;
  return [
    [`${server}.type`, endpoint.protocol === 'pop3' ? 'pop3' : 'imap'],
    [`${server}.name`, setup.address],
    [`${server}.hostname`, endpoint.host],
    [`${server}.port`, endpoint.port],
    [`${server}.socketType`, socketType(side)],
    [`${server}.userName`, username],
    [`${server}.authMethod`, AUTH_METHODS[way] ?? PASSWORD],
    endpoint.protocol === 'pop3'
      ? // Otherwise what was fetched is gone at the server. It is not asked at the start: that it would be even offline.
        [`${server}.leave_on_server`, true]
      : [`${server}.login_at_startup`, true],
  ];
}

function localPrefs(server: string): readonly MozillaPref[] {
  return [
    [`${server}.type`, 'none'],
    [`${server}.name`, 'Local Folders'],
    [`${server}.hostname`, 'Local Folders'],
    [`${server}.userName`, 'nobody'],
  ];
}

function identityPrefs(identity: string, { address, displayName }: Setup): readonly MozillaPref[] {
  return [
    ...(displayName === '' ? [] : [[`${identity}.fullName`, displayName] as const]),
    [`${identity}.useremail`, address],
    [`${identity}.valid`, true],
  ];
}

function smtpPrefs(side: ChosenSide, { identity, smtp, withoutAuth }: AccountKeys): readonly MozillaPref[] {
  const { endpoint, username, way } = side;
  const server = `mail.smtpserver.${smtp}`;
  return [
    ['mail.smtpservers', smtp],
    ['mail.smtp.defaultserver', smtp],
    [`mail.identity.${identity}.smtpServer`, smtp],
    [`${server}.hostname`, endpoint.host],
    [`${server}.port`, endpoint.port],
    [`${server}.try_ssl`, socketType(side)],
    [`${server}.username`, username],
    [`${server}.authMethod`, way === 'CERTIFICATE' ? withoutAuth : (AUTH_METHODS[way] ?? PASSWORD)],
  ];
}

function socketType({ endpoint }: ChosenSide): number {
  return endpoint.connectionSecurity === 'starttls' ? STARTTLS : IMPLICIT_TLS;
}
