import { stableUuid } from '../stable-uuid.ts';
import { configuration, onlyPayloadIn } from './configuration.ts';
import type { Format } from './format.ts';
import type { PlistDictionary } from './plist.ts';

/** How a profile has Mail sign in. There is more of it (NTLM, digests), and neither SCRAM nor a certificate. */
export type ProfileAuthentication = (typeof AUTHENTICATIONS)[number];

const AUTHENTICATIONS = ['EmailAuthPassword', 'EmailAuthCRAMMD5'] as const;

/** One server in a profile. It is always reached by TLS: from the first byte, or by STARTTLS, as the port has it. */
export interface ProfileServer {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly authentication: ProfileAuthentication;
}

/** What a profile sets up: one mail account, without a password. */
export interface MailProfile {
  readonly protocol: 'imap' | 'pop3';
  readonly address: string;
  /** As others see it. */
  readonly displayName: string;
  readonly incoming: ProfileServer;
  readonly outgoing: ProfileServer;
}

/**
 * A configuration profile of Apple's systems with one mail account (`com.apple.mail.managed`, apple/device-management). Its
 * identifiers are made of the address and the user name: the profile of the same account takes the place of the one before.
 * `UseSSL` is always true, and no password stands in it: Mail asks.
 */
export const MOBILECONFIG: Format<MailProfile> = {
  write(profile) {
    const { address, incoming } = profile;
    const uuid = stableUuid(['profile', address, incoming.username]);
    return configuration(uuid, address, mailPayload(profile, uuid));
  },
  read(text) {
    const payload = onlyPayloadIn(text, MAIL_PAYLOAD);
    return payload === null ? null : accountIn(payload);
  },
};

const MAIL_PAYLOAD = 'com.apple.mail.managed';
const PROTOCOLS = { imap: 'EmailTypeIMAP', pop3: 'EmailTypePOP' } as const;

function mailPayload(
  { protocol, address, displayName, incoming, outgoing }: MailProfile,
  profileUuid: string,
): PlistDictionary {
  return {
    PayloadType: MAIL_PAYLOAD,
    PayloadVersion: 1,
    PayloadIdentifier: `org.letterlock.${profileUuid}.mail`,
    PayloadUUID: stableUuid(['mail', address, incoming.username]),
    PayloadDisplayName: address,
    EmailAccountType: PROTOCOLS[protocol],
    EmailAccountDescription: address,
    EmailAccountName: displayName,
    EmailAddress: address,
    ...serverKeys('Incoming', incoming),
    ...serverKeys('Outgoing', outgoing),
    OutgoingPasswordSameAsIncomingPassword: hasSamePassword(incoming, outgoing),
  };
}

/** It is asked for once where both servers know the same name. */
function hasSamePassword(incoming: ProfileServer, outgoing: ProfileServer): boolean {
  return incoming.username === outgoing.username;
}

function serverKeys(side: 'Incoming' | 'Outgoing', server: ProfileServer): PlistDictionary {
  return {
    [`${side}MailServerHostName`]: server.host,
    [`${side}MailServerPortNumber`]: server.port,
    // It is false where it is left out.
    [`${side}MailServerUseSSL`]: true,
    [`${side}MailServerUsername`]: server.username,
    [`${side}MailServerAuthentication`]: server.authentication,
  };
}

function accountIn(payload: PlistDictionary): MailProfile | null {
  const protocol = (['imap', 'pop3'] as const).find((one) => PROTOCOLS[one] === payload['EmailAccountType']);
  const { EmailAddress: address, EmailAccountName: displayName } = payload;
  const [incoming, outgoing] = [serverIn('Incoming', payload), serverIn('Outgoing', payload)];
  if (typeof address !== 'string' || typeof displayName !== 'string') return null;
  if (protocol === undefined || incoming === null || outgoing === null) return null;
  const isSame = payload['OutgoingPasswordSameAsIncomingPassword'] === hasSamePassword(incoming, outgoing);
  return isSame ? { protocol, address, displayName, incoming, outgoing } : null;
}

/** Null, too, where a password stands there, or where it would be sent without TLS. */
function serverIn(side: 'Incoming' | 'Outgoing', payload: PlistDictionary): ProfileServer | null {
  const host = payload[`${side}MailServerHostName`];
  const port = payload[`${side}MailServerPortNumber`];
  const username = payload[`${side}MailServerUsername`];
  const authentication = AUTHENTICATIONS.find((one) => one === payload[`${side}MailServerAuthentication`]);
  const isSafe = payload[`${side}MailServerUseSSL`] === true && !(`${side}Password` in payload);
  if (typeof host !== 'string' || typeof username !== 'string' || typeof port !== 'number') return null;
  return isSafe && authentication !== undefined ? { host, port, username, authentication } : null;
}
