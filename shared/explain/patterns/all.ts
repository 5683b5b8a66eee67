import { OF_APPLE } from './apple.ts';
import { OF_CURL } from './curl.ts';
import { OF_DOVECOT } from './dovecot.ts';
import { OF_EXIM } from './exim.ts';
import { OF_FETCHING } from './fetching.ts';
import { OF_GETMAIL } from './getmail.ts';
import { OF_GNUTLS } from './gnutls.ts';
import { OF_GSASL } from './gsasl.ts';
import { OF_IMAP } from './imap.ts';
import { OF_JAVA } from './java.ts';
import { OF_MANAGESIEVE } from './managesieve.ts';
import { OF_MBSYNC } from './mbsync.ts';
import { OF_MSMTP } from './msmtp.ts';
import { OF_MUTT } from './mutt.ts';
import { OF_NODE } from './node.ts';
import { OF_NSS } from './nss.ts';
import { OF_OPENSSL } from './openssl.ts';
import { OF_OUTLOOK } from './outlook.ts';
import { OF_PHONES } from './phones.ts';
import { OF_POP3 } from './pop3.ts';
import { OF_POSTFIX } from './postfix.ts';
import { OF_PYTHON } from './python.ts';
import { OF_SCRAM } from './scram.ts';
import { OF_SENDING } from './sending.ts';
import { OF_SMTP } from './smtp.ts';
import { OF_SWAKS } from './swaks.ts';
import { OF_SYSTEM } from './system.ts';
import { OF_THUNDERBIRD } from './thunderbird.ts';
import { OF_THUNDERBIRD_DE } from './thunderbird-de.ts';
import { OF_WINDOWS } from './windows.ts';
import type { Pattern } from '../pattern.ts';
import { OF_REFUSALS } from './refusals.ts';

/**
 * All patterns. Where two fit the same words, the one further up explains them: what is said to one program alone stands
 * above what many repeat.
 */
export const PATTERNS: readonly Pattern[] = [
  ...OF_SCRAM,
  ...OF_OUTLOOK,
  ...OF_WINDOWS,
  ...OF_THUNDERBIRD,
  ...OF_THUNDERBIRD_DE,
  ...OF_NSS,
  ...OF_PHONES,
  ...OF_APPLE,
  ...OF_MSMTP,
  ...OF_FETCHING,
  ...OF_GETMAIL,
  ...OF_MBSYNC,
  ...OF_MUTT,
  ...OF_CURL,
  ...OF_SWAKS,
  ...OF_GSASL,
  ...OF_JAVA,
  ...OF_NODE,
  ...OF_PYTHON,
  ...OF_DOVECOT,
  ...OF_POSTFIX,
  ...OF_EXIM,
  ...OF_SENDING,
  ...OF_SMTP,
  ...OF_OPENSSL,
  ...OF_GNUTLS,
  ...OF_IMAP,
  ...OF_POP3,
  ...OF_MANAGESIEVE,
  ...OF_REFUSALS,
  ...OF_SYSTEM,
];
