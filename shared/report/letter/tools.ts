import { formatHost, type Endpoint, type Protocol } from '../../mail/endpoint.ts';
import { isIpAddress, type Hostname } from '../../mail/hostname.ts';
import { shellWord } from '../../mail/quote.ts';
import { CURL_SCHEMES, OPENSSL_STARTTLS } from '../../mail/tool-words.ts';
import type { Place } from './place.ts';

/** Writes lines for a POSIX shell; none where the place does not have what they need. */
export type Tool = (place: Place) => readonly string[];

/** What stands for the user name: the password is asked for by the tool and is in no line. */
const USER = 'USER';

interface ProtocolFacts {
  /** Whether swaks speaks it. */
  readonly isSmtp: boolean;
  /** What asks for the switch to TLS, after what has to come before. */
  readonly asksForTls: string;
}

const PROTOCOLS: Readonly<Record<Protocol, ProtocolFacts>> = {
  imap: {
    isSmtp: false,
    asksForTls: String.raw`a CAPABILITY\r\nb STARTTLS\r\n`,
  },
  pop3: {
    isSmtp: false,
    asksForTls: String.raw`CAPA\r\nSTLS\r\n`,
  },
  submission: {
    isSmtp: true,
    asksForTls: String.raw`EHLO localhost\r\nSTARTTLS\r\n`,
  },
  smtp: {
    isSmtp: true,
    asksForTls: String.raw`EHLO localhost\r\nSTARTTLS\r\n`,
  },
  managesieve: { isSmtp: false, asksForTls: String.raw`STARTTLS\r\n` },
};

/** A word of a shell, in quotes where it needs them. Hosts, web addresses and our own options are plain lines: none is empty. */
function wordOf(text: string): string {
  return /^[\w.:/@=+,%-]+$/.test(text) ? text : (shellWord(text) ?? "''");
}

function atEndpoint(write: (endpoint: Endpoint, place: Place) => readonly string[]): Tool {
  return (place) => (place.endpoint === null ? [] : write(place.endpoint, place));
}

function address({ host, port }: Endpoint): string {
  return wordOf(`${formatHost(host)}:${port}`);
}

/** `openssl s_client` as far as TLS; what is sent comes from the pipe before it. */
function sClient(endpoint: Endpoint, ...more: readonly string[]): string {
  const { host, connectionSecurity, protocol } = endpoint;
  // SNI has host names only (RFC 6066 §3).
  const name = isIpAddress(host) ? [] : ['-servername', host];
  const starttls = connectionSecurity === 'implicit-tls' ? [] : ['-starttls', OPENSSL_STARTTLS[protocol]];
  return ['openssl s_client -connect', address(endpoint), ...name, ...starttls, ...more].join(' ');
}

/** What comes inside TLS, until the pipe before it ends; nothing in the pipe is a command to it. */
function listening(endpoint: Endpoint): string {
  return sClient(endpoint, '-quiet', '-no_ign_eof');
}

/** What comes over plain TCP. It does not end with the pipe before it. */
function telnet(endpoint: Endpoint, seconds: number): string {
  return `curl -svN --max-time ${seconds} telnet://${address(endpoint)}`;
}

/** A handshake, with these options in one word each. */
export function handshake(...options: readonly string[]): Tool {
  // TLS 1.3 refuses a client only after the handshake (RFC 8446 §4.4.2.4): an answer is waited for.
  return atEndpoint((endpoint) => [`sleep 2 | ${sClient(endpoint, ...options.map(wordOf))}`]);
}

/** The certificate, judged for this host and with this computer's authorities, and all that stands in it. */
export const certificate: Tool = atEndpoint((endpoint) => {
  const { host } = endpoint;
  const forHost = [isIpAddress(host) ? '-verify_ip' : '-verify_hostname', host];
  return [
    `${sClient(endpoint, ...forHost, '-showcerts')} </dev/null`,
    `${sClient(endpoint)} </dev/null 2>/dev/null | openssl x509 -noout -text`,
  ];
});

/** What the server says by itself when somebody comes. */
export const greeting: Tool = atEndpoint((endpoint) => [
  endpoint.connectionSecurity === 'implicit-tls'
    ? `sleep 10 | ${listening(endpoint)}`
    : `sleep 10 | ${telnet(endpoint, 12)}`,
]);

/** The list before STARTTLS, the answer to it, and whatever comes behind that. */
export const starttls: Tool = atEndpoint((endpoint) => {
  const { asksForTls } = PROTOCOLS[endpoint.protocol];
  return [
    // Where STARTTLS is missing, it waits for TLS all the same.
    `timeout 20 ${sClient({ ...endpoint, connectionSecurity: 'starttls' })} </dev/null`,
    `{ sleep 2; printf '${asksForTls}'; sleep 3; } | ${telnet(endpoint, 8)}`,
  ];
});

/** What is offered inside TLS. */
export const offers: Tool = atEndpoint((endpoint) => {
  const { isSmtp } = PROTOCOLS[endpoint.protocol];
  const curl = CURL_SCHEMES[endpoint.protocol];
  if (isSmtp) return [`${swaks(endpoint)} --quit-after HELO`];
  // A server of ManageSieve says what it offers by itself (RFC 5804 §1.7, §2.2).
  if (curl === null) return [`sleep 3 | ${listening(endpoint)}`];
  return [`curl -v --max-time 20 ${curlUrl(endpoint)}`];
});

/** What is offered before TLS, where anybody on the way can read and change it. Nobody signs in. */
export const offersInTheClear: Tool = atEndpoint((endpoint) => {
  const { isSmtp } = PROTOCOLS[endpoint.protocol];
  const curl = CURL_SCHEMES[endpoint.protocol];
  if (isSmtp)
    return [`swaks --server ${wordOf(formatHost(endpoint.host))} --port ${endpoint.port} --quit-after HELO`];
  if (curl === null) return [`sleep 3 | ${telnet(endpoint, 5)}`];
  return [`curl -v --max-time 20 ${curl.plain}://${address(endpoint)}/`];
});

/** A sign-in inside TLS. */
export const signIn: Tool = atEndpoint((endpoint) => {
  const { isSmtp } = PROTOCOLS[endpoint.protocol];
  const curl = CURL_SCHEMES[endpoint.protocol];
  if (isSmtp) return [`${swaks(endpoint)} --auth --auth-user ${USER} --quit-after AUTH`];
  // No tool signs in over ManageSieve: its commands are typed.
  if (curl === null) return [sClient(endpoint, '-quiet', '-crlf')];
  return [`curl -v --max-time 20 --user ${USER} ${curlUrl(endpoint)}`];
});

/** Opening the mailbox after the sign-in. */
export const mailbox: Tool = atEndpoint((endpoint, place) =>
  endpoint.protocol === 'imap'
    ? [
        `curl -v --max-time 20 --user ${USER} --request 'STATUS INBOX (MESSAGES)' ${curlUrl(endpoint)}`,
        `curl -v --max-time 20 --user ${USER} --request 'EXAMINE INBOX' ${curlUrl(endpoint)}`,
      ]
    : signIn(place),
);

/** A mail from the account to itself, asked for and not sent. */
export const sending: Tool = atEndpoint((endpoint, place) =>
  PROTOCOLS[endpoint.protocol].isSmtp
    ? [`${swaks(endpoint)} --auth --auth-user ${USER} --from ${USER} --to ${USER} --quit-after RCPT`]
    : signIn(place),
);

/** Whether the port answers, over the kind of address that it was tried at. */
export const reach: Tool = (place) => [
  ...addresses(place),
  ...atEndpoint((endpoint, { family }) => {
    const only = family === null ? '' : family === 'ipv6' ? ' -6' : ' -4';
    return [`curl -v${only} --max-time 10 telnet://${address(endpoint)} </dev/null`];
  })(place),
];

/** The addresses of a name. */
export const addresses: Tool = ({ host, domain }) => {
  const name = host ?? domain;
  return name === null || isIpAddress(name) ? [] : ['A', 'AAAA'].map((type) => dig(name, type));
};

/** A name that nobody has given to anything. */
export const nobodysName: Tool = ({ domain }) =>
  domain === null || isIpAddress(domain)
    ? []
    : [`dig $(openssl rand -hex 8).${domain} A`, `dig $(openssl rand -hex 8).${domain} AAAA`];

/** What a domain says of its own mail servers (RFC 6186, RFC 8314 §5.1, draft-ietf-mailmaint-autoconfig). */
export const published: Tool = ({ domain }) =>
  domain === null || isIpAddress(domain)
    ? []
    : [
        ...['_imaps', '_submissions'].map((service) => `dig ${service}._tcp.${domain} SRV`),
        `curl -v --max-time 20 https://autoconfig.${domain}/mail/config-v1.1.xml`,
      ];

/** The document or the record that was asked for; what the domain says where it is not known. */
export const asked: Tool = (place) => {
  const { uri } = place;
  if (uri === null) return published(place);
  return uri.kind === 'dns' ? [dig(uri.name, uri.type)] : [`curl -v --max-time 20 ${wordOf(uri.href)}`];
};

function dig(name: Hostname, type: string): string {
  return `dig ${name} ${type}`;
}

function swaks({ host, port, connectionSecurity }: Endpoint): string {
  const tls = connectionSecurity === 'implicit-tls' ? '--tls-on-connect' : '--tls';
  return `swaks --server ${wordOf(formatHost(host))} --port ${port} ${tls}`;
}

/** With TLS, or not at all. */
function curlUrl(endpoint: Endpoint): string {
  const schemes = CURL_SCHEMES[endpoint.protocol];
  const isImplicit = endpoint.connectionSecurity === 'implicit-tls';
  const scheme = isImplicit ? schemes?.secure : schemes?.plain;
  return `${isImplicit ? '' : '--ssl-reqd '}${scheme ?? 'imap'}://${address(endpoint)}/`;
}
