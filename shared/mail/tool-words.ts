import type { Protocol } from './endpoint.ts';

/** What a protocol is called in `openssl s_client -starttls` (openssl-s_client(1)). */
export const OPENSSL_STARTTLS: Readonly<Record<Protocol, string>> = {
  imap: 'imap',
  pop3: 'pop3',
  submission: 'smtp',
  smtp: 'smtp',
  managesieve: 'sieve',
};

const SMTP = { plain: 'smtp', secure: 'smtps' };

/** The schemes of curl (curl(1)): without TLS at first, and with it from the beginning; null where it does not speak that. */
export const CURL_SCHEMES: Readonly<
  Record<Protocol, { readonly plain: string; readonly secure: string } | null>
> = {
  imap: { plain: 'imap', secure: 'imaps' },
  pop3: { plain: 'pop3', secure: 'pop3s' },
  submission: SMTP,
  smtp: SMTP,
  managesieve: null,
};
