import type { Impostor } from './behaviour.ts';

/** Somebody else's first words. */
interface FirstWords {
  readonly words: string;
  /** True where they come inside TLS on a door that begins with it; false where this service knows nothing of TLS. */
  readonly isInTls: boolean;
}

const PAGE = '<!doctype html><title>Sign in to this network</title>';

/** What each impostor says first. */
export const IMPOSTORS: Readonly<Record<Impostor, FirstWords>> = {
  imap: { words: '* OK [CAPABILITY IMAP4rev1] ready.\r\n', isInTls: true },
  submission: { words: '220 smtp.practice.test ESMTP\r\n', isInTls: true },
  pop3: { words: '+OK ready.\r\n', isInTls: true },
  managesieve: { words: '"IMPLEMENTATION" "Practice"\r\n"SASL" ""\r\nOK "ready."\r\n', isInTls: true },
  http: { words: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', isInTls: false },
  ssh: { words: 'SSH-2.0-Practice_1.0\r\n', isInTls: false },
  'captive-portal': {
    words: `HTTP/1.1 511 Network Authentication Required\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`,
    isInTls: false,
  },
};
