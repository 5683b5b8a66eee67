import type { Protocol } from '../../shared/mail/endpoint.ts';

/** The protocols that have a STARTTLS of their own; SMTP between servers has that of submission. */
export type StarttlsProtocol = Exclude<Protocol, 'smtp'>;

/** How a protocol says what a script needs, up to its STARTTLS and behind it. */
export interface StarttlsWords {
  /** Up to the list of capabilities. Some servers greet with it. */
  readonly upToOffer: string;
  /** The list, with SCRAM and STARTTLS. */
  readonly offer: string;
  readonly offerWithout: string;
  readonly command: string;
  /** The server's agreement, without the end of its line. */
  readonly agree: string;
  readonly refusals: readonly (readonly [code: string, words: string])[];
  /** What somebody could add to the agreement, in the escapes of `S<:`. */
  readonly injected: string;
  /** What is asked and answered inside TLS: other mechanisms. */
  readonly inTls: readonly string[];
}

/** The protocols that are tested. */
export const STARTTLS_PROTOCOLS: readonly StarttlsProtocol[] = ['imap', 'pop3', 'submission', 'managesieve'];

/** The words of each. */
export const STARTTLS_WORDS: Readonly<Record<StarttlsProtocol, StarttlsWords>> = {
  imap: {
    upToOffer: 'S: * OK ready\nC: a1 CAPABILITY',
    offer: 'S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=SCRAM-SHA-256\nS: a1 OK done',
    offerWithout: 'S: * CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256\nS: a1 OK done',
    command: 'C: a2 STARTTLS',
    agree: 'a2 OK begin TLS',
    refusals: [
      ['a2 NO', 'not now'],
      ['a2 BAD', 'unknown command'],
    ],
    injected: '* CAPABILITY IMAP4rev1 AUTH=PLAIN\\r\\n',
    inTls: [
      'C: a3 CAPABILITY',
      'C: a4 ID NIL',
      'S: * CAPABILITY IMAP4rev1 AUTH=GSSAPI',
      'S: a3 OK done',
      'S: a4 BAD what?',
    ],
  },
  pop3: {
    upToOffer: 'S: +OK ready\nC: CAPA',
    offer: 'S: +OK\nS: UIDL\nS: SASL SCRAM-SHA-256\nS: STLS\nS: .',
    offerWithout: 'S: +OK\nS: UIDL\nS: SASL SCRAM-SHA-256\nS: .',
    command: 'C: STLS',
    agree: '+OK begin TLS',
    refusals: [
      ['-ERR', 'not now'],
      ['-ERR [SYS/TEMP]', 'no TLS at the moment'],
    ],
    injected: '+OK\\r\\nSASL PLAIN\\r\\n.\\r\\n',
    inTls: ['C: CAPA', 'S: +OK', 'S: SASL GSSAPI', 'S: .'],
  },
  submission: {
    upToOffer: 'S: 220 mail.example.test ESMTP\nC: /^EHLO/',
    offer: 'S: 250-mail.example.test\nS: 250-AUTH SCRAM-SHA-256\nS: 250 STARTTLS',
    offerWithout: 'S: 250-mail.example.test\nS: 250 AUTH SCRAM-SHA-256',
    command: 'C: STARTTLS',
    agree: '220 2.0.0 begin TLS',
    refusals: [
      ['454', '4.7.0 TLS not available'],
      ['502', '5.5.1 not implemented'],
      ['530', '5.7.0 go away'],
    ],
    injected: '250-evil\\r\\n250 AUTH PLAIN\\r\\n',
    inTls: ['C: /^EHLO/', 'S: 250-mail', 'S: 250 AUTH GSSAPI'],
  },
  managesieve: {
    upToOffer: '',
    offer: 'S: "IMPLEMENTATION" "x"\nS: "SASL" "SCRAM-SHA-256"\nS: "STARTTLS"\nS: OK "ready"',
    offerWithout: 'S: "IMPLEMENTATION" "x"\nS: "SASL" "SCRAM-SHA-256"\nS: OK "ready"',
    command: 'C: STARTTLS',
    agree: 'OK "begin TLS"',
    refusals: [
      ['NO', '"not now"'],
      ['NO (TRYLATER)', '"no TLS at the moment"'],
      ['BYE', '"go away"'],
    ],
    injected: '"SASL" "PLAIN"\\r\\nOK\\r\\n',
    // RFC 5804 §2.2: said without being asked for.
    inTls: ['S: "SASL" {6}\nS: GSSAPI', 'S: OK (TAG {1}\nS: x) "done"'],
  },
};
