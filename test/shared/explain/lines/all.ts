import { LINES_OF_APPLE } from './apple.ts';
import { LINES_OF_CURL } from './curl.ts';
import { LINES_OF_DOVECOT } from './dovecot.ts';
import { LINES_OF_EXIM } from './exim.ts';
import { LINES_OF_FETCHING } from './fetching.ts';
import { LINES_OF_GETMAIL } from './getmail.ts';
import { LINES_OF_GNUTLS } from './gnutls.ts';
import { LINES_OF_GSASL } from './gsasl.ts';
import { LINES_OF_IMAP } from './imap.ts';
import { LINES_OF_JAVA } from './java.ts';
import { LINES_OF_MANAGESIEVE } from './managesieve.ts';
import { LINES_OF_MBSYNC } from './mbsync.ts';
import { LINES_OF_MSMTP } from './msmtp.ts';
import { LINES_OF_MUTT } from './mutt.ts';
import { LINES_OF_NODE } from './node.ts';
import { LINES_OF_NSS } from './nss.ts';
import { LINES_OF_OPENSSL } from './openssl.ts';
import { LINES_OF_OUTLOOK } from './outlook.ts';
import { LINES_OF_PHONES } from './phones.ts';
import { LINES_OF_POP3 } from './pop3.ts';
import { LINES_OF_POSTFIX } from './postfix.ts';
import { LINES_OF_PYTHON } from './python.ts';
import { LINES_OF_SCRAM } from './scram.ts';
import { LINES_OF_SENDING } from './sending.ts';
import { LINES_OF_SMTP } from './smtp.ts';
import { LINES_OF_SWAKS } from './swaks.ts';
import { LINES_OF_SYSTEM } from './system.ts';
import { LINES_OF_THUNDERBIRD } from './thunderbird.ts';
import { LINES_OF_THUNDERBIRD_DE } from './thunderbird-de.ts';
import { LINES_OF_WINDOWS } from './windows.ts';
import type { Line } from './line.ts';

/** A line for every row of the tables. */
export const LINES: readonly Line[] = [
  ...LINES_OF_SCRAM,
  ...LINES_OF_OUTLOOK,
  ...LINES_OF_WINDOWS,
  ...LINES_OF_THUNDERBIRD,
  ...LINES_OF_THUNDERBIRD_DE,
  ...LINES_OF_NSS,
  ...LINES_OF_PHONES,
  ...LINES_OF_APPLE,
  ...LINES_OF_MSMTP,
  ...LINES_OF_FETCHING,
  ...LINES_OF_GETMAIL,
  ...LINES_OF_MBSYNC,
  ...LINES_OF_MUTT,
  ...LINES_OF_CURL,
  ...LINES_OF_SWAKS,
  ...LINES_OF_GSASL,
  ...LINES_OF_JAVA,
  ...LINES_OF_NODE,
  ...LINES_OF_PYTHON,
  ...LINES_OF_DOVECOT,
  ...LINES_OF_POSTFIX,
  ...LINES_OF_EXIM,
  ...LINES_OF_SENDING,
  ...LINES_OF_SMTP,
  ...LINES_OF_OPENSSL,
  ...LINES_OF_GNUTLS,
  ...LINES_OF_IMAP,
  ...LINES_OF_POP3,
  ...LINES_OF_MANAGESIEVE,
  ...LINES_OF_SYSTEM,
];
