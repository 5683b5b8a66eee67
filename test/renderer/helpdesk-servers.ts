import type { CertificateFacts } from '../../shared/mail/certificate.ts';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import type { TlsFacts } from '../../shared/mail/observation.ts';
import { certificateWith } from '../shared/certificate.ts';

/** The host that the helpdesk looks at in the tests. */
export const HOST = 'mail.example.org';

const ROOT = certificateWith({
  subject: 'CN=Example Root X1, O=Example Trust',
  issuer: 'CN=Example Root X1, O=Example Trust',
  notBefore: '2015-06-04T00:00:00.000Z',
  notAfter: '2035-06-04T00:00:00.000Z',
});
const INTERMEDIATE = certificateWith({
  subject: 'CN=Example Server CA 7, O=Example Trust',
  issuer: 'CN=Example Root X1, O=Example Trust',
  notBefore: '2024-03-13T00:00:00.000Z',
  notAfter: '2027-03-12T00:00:00.000Z',
});
const OWN: CertificateFacts = certificateWith({
  subject: `CN=${HOST}`,
  issuer: 'CN=Example Server CA 7, O=Example Trust',
  names: [HOST, 'imap.example.org', 'smtp.example.org'],
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2027-03-03T00:00:00.000Z',
});

/** A handshake that goes well. */
export const ENCRYPTED: TlsFacts = {
  kind: 'tls-handshake',
  outcome: 'established',
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  keyExchange: 'X25519',
  alpn: null,
  chain: [OWN, INTERMEDIATE, ROOT],
  anchor: 'bundled',
  certificateProblems: [],
  detail: null,
};

/** What TLS says of a certificate that has expired. */
export const EXPIRED: Partial<TlsFacts> = {
  chain: [
    { ...OWN, notBefore: '2026-08-20T00:00:00.000Z', notAfter: '2026-11-18T00:00:00.000Z' },
    INTERMEDIATE,
    ROOT,
  ],
  certificateProblems: [{ kind: 'expired', link: 0 }],
  detail: 'CERT_HAS_EXPIRED',
};

interface Server {
  readonly words: string;
  readonly slowGreetingMs?: number;
  readonly before: readonly string[];
  readonly inTls: readonly string[];
}

const SMTP: Server = {
  words: `${HOST} ESMTP Postfix`,
  slowGreetingMs: 140,
  before: ['PIPELINING', 'SIZE 52428800', 'ETRN', 'STARTTLS', 'ENHANCEDSTATUSCODES', '8BITMIME', 'DSN'],
  inTls: [
    'PIPELINING',
    'SIZE 52428800',
    'ETRN',
    'AUTH PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS',
    'ENHANCEDSTATUSCODES',
    '8BITMIME',
    'DSN',
  ],
};

/** What the servers of that host say, by what they speak. */
export const SERVERS: Readonly<Record<Protocol, Server>> = {
  imap: {
    words: '[CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+] Dovecot ready.',
    before: [
      'IMAP4REV1',
      'SASL-IR',
      'LOGIN-REFERRALS',
      'ID',
      'ENABLE',
      'IDLE',
      'LITERAL+',
      'STARTTLS',
      'LOGINDISABLED',
    ],
    inTls: [
      'IMAP4REV1',
      'SASL-IR',
      'LOGIN-REFERRALS',
      'ID',
      'ENABLE',
      'IDLE',
      'LITERAL+',
      'AUTH=PLAIN',
      'AUTH=SCRAM-SHA-256',
      'AUTH=SCRAM-SHA-256-PLUS',
    ],
  },
  pop3: {
    words: 'Dovecot ready.',
    before: ['CAPA', 'TOP', 'UIDL', 'RESP-CODES', 'PIPELINING', 'STLS'],
    inTls: [
      'CAPA',
      'TOP',
      'UIDL',
      'RESP-CODES',
      'PIPELINING',
      'USER',
      'SASL PLAIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS',
    ],
  },
  submission: SMTP,
  managesieve: {
    words: 'Dovecot ready.',
    before: [
      'IMPLEMENTATION Dovecot Pigeonhole',
      'SIEVE fileinto reject envelope',
      'SASL',
      'STARTTLS',
      'VERSION 1.0',
    ],
    inTls: [
      'IMPLEMENTATION Dovecot Pigeonhole',
      'SIEVE fileinto reject envelope',
      'SASL PLAIN SCRAM-SHA-256',
      'VERSION 1.0',
    ],
  },
  smtp: SMTP,
};
