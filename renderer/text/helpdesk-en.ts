import type { AnchorKind, CertificateProblemKind } from '../../shared/mail/certificate.ts';
import type { ConnectionSecurity } from '../../shared/mail/endpoint.ts';
import type { RecognisedService, SoftwareFacts } from '../../shared/mail/observation.ts';
import type { Step } from '../../shared/report/events.ts';
import type { Phase } from '../../shared/report/grid.ts';
import type { HelpdeskView } from '../state/helpdesk.svelte.ts';
import type { Words } from './words.ts';

const securities: Words<ConnectionSecurity> = {
  'implicit-tls': 'implicit TLS',
  starttls: 'STARTTLS',
  cleartext: 'no encryption',
};

/** What is being done in a cell right now, in as few words as fit. */
const steps: Words<Step> = {
  resolve: 'looking up',
  connect: 'connecting',
  'connect-unanswered': 'probably filtered',
  tls: 'TLS',
  starttls: 'STARTTLS',
  greeting: 'greeting',
  capabilities: 'capabilities',
  'second-look': 'second look',
  'sign-in': 'signing in',
  mailbox: 'mailbox',
  sending: 'sending',
  'test-mail': 'test mail',
  arrival: 'arrival',
};

const phases: Words<Phase> = {
  dns: 'DNS',
  tcp: 'TCP',
  tls: 'TLS',
  greeting: 'greeting',
  capabilities: 'capabilities',
  starttls: 'STARTTLS',
  'capabilities-in-tls': 'capabilities in TLS',
  'sign-in': 'sign-in',
};

const services: Words<RecognisedService> = {
  imap: 'IMAP',
  pop3: 'POP3',
  submission: 'SMTP',
  managesieve: 'ManageSieve',
  http: 'HTTP',
  'captive-portal': 'the sign-in page of a network',
  ssh: 'SSH',
  tls: 'TLS',
  'tls-alert': 'TLS, with an alert',
  unknown: 'something unknown',
};

const software: Readonly<Record<SoftwareFacts['toldBy'], (software: string) => string>> = {
  greeting: (name) => `${name}, as it says in its greeting`,
  capabilities: (name) => `${name}, as it says among its capabilities`,
  id: (name) => `${name}, as it says in its answer to ID`,
};

const anchors: Words<AnchorKind> = {
  bundled: 'It ends at a public authority.',
  system: 'It ends at an authority that only this computer trusts.',
  added: 'It ends at an authority that you added.',
};

const certificateProblems: Words<CertificateProblemKind> = {
  expired: 'has expired',
  'not-yet-valid': 'is not valid yet',
  'wrong-name': 'is for another name',
  'without-names': 'names no server',
  'self-signed': 'is signed by itself',
  'unknown-issuer': 'is from an authority that nobody here trusts',
  'chain-incomplete': 'leads on to one that was probably not sent',
  'weak-signature': 'has a signature that can be forged',
  'weak-key': 'has a key that is too weak',
  'wrong-purpose': 'is not meant for servers',
  'not-authority': 'has issued another and may not',
  'broken-signature': 'has a signature that is not right',
  unusable: 'cannot be used',
};

const views: Words<HelpdeskView> = {
  server: 'A mail server',
  reports: 'A report',
  text: 'An error message',
  accounts: 'Several accounts',
};

/** Every text of the helpdesk in English. Its type is what every other language must have. */
export const helpdeskEn = {
  title: 'Helpdesk – Letterlock',
  mark: 'Helpdesk',
  markHost: (host: string) => `Helpdesk · ${host}`,
  about: 'Every port over IPv6 and IPv4, with times, certificates and offers. It takes no account.',
  back: 'Back to the start',
  backToCheck: 'Back to the check',
  backToKeys: 'Back to the keys',
  views,

  heading: 'Look at a mail server',
  host: 'Mail server',
  hostHint:
    'A host alone means all of its mail ports; HOST:PORT[/SECURITY] means one of them, imap://HOST:PORT one that is not usual.',
  look: 'Look',
  privacy:
    'The look connects to this server and asks what it offers. No user name and no password is sent, and none is asked for.',

  looking: 'Looking',
  progress: (done: number, total: number) => `${done} of ${total} looked at`,
  escape: 'Escape cancels',
  finished: (title: string) => `The look is done: ${title}`,

  ports: 'Ports',
  caption: (host: string) =>
    `The mail ports of ${host}, each over IPv6 and IPv4: how far a look came and how long it took`,
  port: 'Port',
  securities,
  steps,
  waiting: 'waiting',
  working: 'under way',
  absent: 'no address',
  unfinished: 'not finished',
  /** What a cell is, for who hears its button and does not see its row and column. */
  cell: (port: number, family: string) => `Port ${port} over ${family}:`,
  phases,
  phaseTook: (phase: string, time: string) => `${phase} ${time}`,
  legend: 'What took the time',

  facts: {
    heading: (port: number, family: string) => `Port ${port} over ${family}`,
    findings: 'Findings about this',
    connection: 'Connection',
    address: 'Address',
    software: 'Software',
    softwareSaid: software,
    answers: 'What answers',
    services,
    code: 'Code',
    total: 'together',
    encryption: 'Encryption',
    tlsVersion: 'Version',
    cipher: 'Cipher',
    keyExchange: 'Key exchange',
    alpn: 'ALPN',
    oldVersions: 'Old versions',
    clientCertificate: 'Your certificate',
    clientCertificateAsked: 'is asked for',
    certificate: 'Certificate',
    names: 'Names',
    noNames: 'none',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    unreadableDate: 'no readable date',
    sent: 'Sent',
    sentCount: (count: number) => (count === 1 ? '1 certificate' : `${count} certificates`),
    key: 'Key',
    signature: 'Signature',
    certificateProblems,
    chain: 'Chain',
    until: (date: string) => `until ${date}`,
    anchors,
    noAnchor: 'It ends at nobody who is trusted here.',
    offers: 'What it offers',
    beforeTls: 'Before TLS',
    inTls: 'In TLS',
    offersSame: 'Both lists are the same.',
    offersMarked: 'What stands in one list only is marked.',
    onlyHere: 'only here',
    nothingOffered: 'nothing',
    words: 'The server’s own words',
  },
};

/** The type that every language has. */
export type HelpdeskText = typeof helpdeskEn;
