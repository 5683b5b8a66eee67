import type { ServerKind } from '../mail/device.ts';
import { CYRUS } from './cyrus.ts';
import { DOVECOT } from './dovecot.ts';
import { pageOf, type ServerDrafts } from './draft.ts';
import { EXIM } from './exim.ts';
import { LETTER } from './letter.ts';
import { MOX } from './mox.ts';
import type { PageLanguage } from '../mail/page.ts';
import type { Page, PublicKeyFacts } from './page.ts';
import { POSTFIX } from './postfix.ts';

/** What every kind of server wants. */
export const SERVER_DRAFTS: Readonly<Record<ServerKind, ServerDrafts>> = {
  mox: MOX,
  dovecot: DOVECOT,
  postfix: POSTFIX,
  exim: EXIM,
  cyrus: CYRUS,
  other: LETTER,
};

const CERTIFICATE = /^-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\r\n]+\r?\n-----END CERTIFICATE-----\s*$/;
const BASE64URL_SHA256 = /^[\w-]{43}$/;
const COLON_HEX_SHA256 = /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/;

/**
 * How the public part of a key is registered at a server: what to paste or send, and what the administrator sets. It does
 * not look whether the server is of that kind.
 *
 * @throws {RangeError} where the certificate is not one PEM block, or a fingerprint is not written as its field says
 */
export function registrationPage(server: ServerKind, facts: PublicKeyFacts, language: PageLanguage): Page {
  return pageOf(SERVER_DRAFTS[server].registration, checked(facts), language);
}

/**
 * How a key is revoked at a server: what to remove where, and what has to be read again. It removes nothing itself; that
 * the key is refused is for a sign-in to show.
 *
 * @throws {RangeError} like `registrationPage`
 */
export function revocationPage(server: ServerKind, facts: PublicKeyFacts, language: PageLanguage): Page {
  return pageOf(SERVER_DRAFTS[server].revocation, checked(facts), language);
}

/**
 * What a new certificate on the same key wants at a server: what to add beside the old one, and what to remove after that.
 * Where the server knows the key, it says that there is nothing to do, and how one sees that.
 *
 * @param facts with the new certificate
 * @param previous with the certificate before
 * @throws {RangeError} like `registrationPage`, for both; and where they are of different keys, or of one certificate
 */
export function renewalPage(
  server: ServerKind,
  facts: PublicKeyFacts,
  previous: PublicKeyFacts,
  language: PageLanguage,
): Page {
  if (facts.spkiColonHex !== previous.spkiColonHex)
    throw new RangeError('A new certificate is on the same key');
  // Deleting the old one would delete the new one.
  if (facts.certificateColonHex === previous.certificateColonHex)
    throw new RangeError('A new certificate is another one');
  const renewed = { ...checked(facts), previous: checked(previous) };
  return pageOf(SERVER_DRAFTS[server].renewal, renewed, language);
}

/** What goes into shell lines and files as it is. A PEM text that holds more than a certificate may hold a private key. */
function checked(facts: PublicKeyFacts): PublicKeyFacts {
  const { certificatePem, spkiSha256Base64Url, spkiColonHex, certificateColonHex } = facts;
  if (!CERTIFICATE.test(certificatePem))
    throw new RangeError('A page shows one certificate and nothing else');
  const isWritten =
    BASE64URL_SHA256.test(spkiSha256Base64Url) &&
    [spkiColonHex, certificateColonHex].every((hex) => COLON_HEX_SHA256.test(hex));
  if (!isWritten) throw new RangeError('A fingerprint is not written as its field says');
  return facts;
}
