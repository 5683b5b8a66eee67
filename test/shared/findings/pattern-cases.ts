import type { Evidence } from '../../../shared/findings/judge.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import {
  formatEndpoint,
  parseEndpoint,
  type Endpoint,
  type Protocol,
} from '../../../shared/mail/endpoint.ts';
import type { Observation, ObservedFacts } from '../../../shared/mail/observation.ts';
import { certificateWith } from '../certificate.ts';
import { signIn } from './facts.ts';
import { refusedWith } from './refusal-cases.ts';

const V4 = '192.0.2.7';
const V6 = '2001:db8::7';

/** What was seen at one endpoint: each fact with the address that it was seen over, and perhaps how long it took. */
type Seen = readonly (readonly [address: string | null, facts: ObservedFacts, took?: number])[];

/** An endpoint as it is written, whether it was guessed, and what was seen there. */
type At = readonly [protocol: Protocol, written: string, seen: Seen, guessed?: 'guessed'];

const dns = (...addresses: readonly string[]): Seen[number] => [
  null,
  {
    kind: 'dns-answer',
    host: 'mail.example.org',
    outcome: 'resolved',
    saidBy: 'dns',
    addresses,
    detail: null,
  },
];
const tcp = (address: string, outcome: 'connected' | 'refused' | 'silent' | 'unreachable'): Seen[number] => [
  address,
  { kind: 'tcp-connect', address, outcome, detail: outcome === 'unreachable' ? 'ENETUNREACH' : null },
];
const tls = (address: string): Seen[number] => [
  address,
  {
    kind: 'tls-handshake',
    outcome: 'established',
    version: 'TLSv1.3',
    cipher: null,
    chain: [],
    certificateProblems: [],
    detail: null,
    keyExchange: null,
    alpn: null,
    anchor: null,
  },
];
const toCome = (address: string, fingerprint: string): Seen[number] => [
  address,
  {
    kind: 'tls-handshake',
    outcome: 'certificate-rejected',
    version: 'TLSv1.3',
    cipher: null,
    chain: [certificateWith({ fingerprint, notBefore: '2027-03-01T00:00:00.000Z' })],
    certificateProblems: [{ kind: 'not-yet-valid', link: 0 }],
    detail: 'CERT_NOT_YET_VALID',
    keyExchange: null,
    alpn: null,
    anchor: 'bundled',
  },
];
const greeting = (address: string, took?: number): Seen[number] => {
  const facts: ObservedFacts = { kind: 'greeting', outcome: 'ready', service: 'imap', words: null };
  return took === undefined ? [address, facts] : [address, facts, took];
};
const offers = (
  address: string,
  phase: 'before-tls' | 'in-tls',
  ...mechanisms: readonly string[]
): Seen[number] => [
  address,
  { kind: 'capabilities', phase, outcome: 'listed', capabilities: [], mechanisms, words: null },
];
const agreed = (address: string): Seen[number] => [
  address,
  { kind: 'starttls', outcome: 'agreed', words: null },
];

const works = (address: string, ...mechanisms: readonly string[]): Seen => [
  tcp(address, 'connected'),
  tls(address),
  greeting(address),
  offers(address, 'in-tls', ...mechanisms),
];
const worksBehindStarttls = (address: string, ...mechanisms: readonly string[]): Seen => [
  tcp(address, 'connected'),
  greeting(address),
  offers(address, 'before-tls'),
  agreed(address),
  tls(address),
  offers(address, 'in-tls', ...mechanisms),
];
const signedIn = (address: string): Seen[number] => [address, signIn({ outcome: 'accepted' })];
const refused = (address: string, text: string): Seen[number] => [address, refusedWith({ text })];
const control: Seen[number] = [V4, { kind: 'control-connect', port: 443, outcome: 'connected' }];

/** For each finding that takes several looks: what was seen, and everything that is then said. */
export const PATTERN_CASES: readonly (readonly [
  code: FindingCode,
  what: string,
  at: readonly At[],
  all: readonly FindingCode[],
])[] = [
  [
    'clock_wrong',
    'the certificates of two servers are both to come',
    [
      ['imap', 'imap.example.org', [dns(V4), tcp(V4, 'connected'), toCome(V4, 'aa')]],
      ['submission', 'smtp.example.org', [dns(V4), tcp(V4, 'connected'), toCome(V4, 'bb')]],
    ],
    ['clock_wrong'],
  ],
  [
    'network_family_dead',
    'IPv6 refuses and IPv4 works',
    [['imap', 'mail.example.org', [dns(V6, V4), tcp(V6, 'refused'), ...works(V4, 'PLAIN')]]],
    ['network_family_dead', 'servers_healthy'],
  ],
  [
    'network_family_dead',
    'IPv4 stays silent and IPv6 works',
    [['imap', 'mail.example.org', [dns(V6, V4), ...works(V6, 'PLAIN'), tcp(V4, 'silent')]]],
    ['network_family_dead', 'servers_healthy'],
  ],
  [
    'network_offline',
    'no address of any host can be reached',
    [
      ['imap', 'mail.example.org', [dns(V6, V4), tcp(V6, 'unreachable'), tcp(V4, 'unreachable')]],
      ['submission', 'mail.example.org', [dns(V4), tcp(V4, 'unreachable')]],
    ],
    ['network_offline'],
  ],
  [
    'network_mail_ports_filtered',
    'all mail ports stay silent and another port answers',
    [
      ['imap', 'mail.example.org', [dns(V4), tcp(V4, 'silent'), control]],
      ['submission', 'mail.example.org', [dns(V4), tcp(V4, 'silent')]],
    ],
    ['network_mail_ports_filtered'],
  ],
  [
    'network_mail_ports_filtered',
    'all ports of mail programs stay silent, and so does the one between servers',
    [
      ['imap', 'mail.example.org', [dns(V4), tcp(V4, 'silent'), control]],
      ['submission', 'mail.example.org', [dns(V4), tcp(V4, 'silent')]],
      ['smtp', 'mail.example.org:25', [dns(V4), tcp(V4, 'silent')]],
    ],
    ['network_mail_ports_filtered'],
  ],
  [
    'network_port_filtered_use_other',
    '465 stays silent and 587 works',
    [
      ['submission', 'mail.example.org:465', [dns(V4), tcp(V4, 'silent')]],
      ['submission', 'mail.example.org:587', [dns(V4), ...worksBehindStarttls(V4, 'PLAIN')]],
    ],
    ['network_port_filtered_use_other', 'servers_healthy'],
  ],
  [
    'network_maybe_banned',
    'a server answers, and refuses soon after',
    [['imap', 'mail.example.org', [dns(V4), ...works(V4, 'PLAIN'), tcp(V4, 'refused')]]],
    ['network_maybe_banned'],
  ],
  [
    'network_host_without_mail',
    'no usual port of a host is open',
    [
      ['imap', 'mail.example.org:993', [dns(V4), tcp(V4, 'refused')], 'guessed'],
      ['submission', 'mail.example.org:465', [dns(V4), tcp(V4, 'refused')], 'guessed'],
    ],
    ['network_host_without_mail'],
  ],
  [
    'network_slow_greeting',
    'a greeting takes six seconds',
    [
      [
        'imap',
        'mail.example.org',
        [dns(V4), tcp(V4, 'connected'), tls(V4), greeting(V4, 6_000), offers(V4, 'in-tls', 'PLAIN')],
      ],
    ],
    ['network_slow_greeting', 'servers_healthy'],
  ],
  [
    'dns_slow',
    'a name takes two seconds',
    [
      [
        'imap',
        'mail.example.org',
        [
          [
            null,
            {
              kind: 'dns-answer',
              host: 'x',
              outcome: 'resolved',
              saidBy: 'dns',
              addresses: [V4],
              detail: null,
            },
            2_000,
          ],
          ...works(V4, 'PLAIN'),
        ],
      ],
      [
        'submission',
        'mail.example.org',
        [
          [
            null,
            {
              kind: 'dns-answer',
              host: 'x',
              outcome: 'resolved',
              saidBy: 'dns',
              addresses: [V4],
              detail: null,
            },
            2_000,
          ],
          ...works(V4, 'PLAIN'),
        ],
      ],
    ],
    ['dns_slow', 'servers_healthy'],
  ],
  [
    'auth_mechanisms_differ',
    'port 143 offers fewer mechanisms than port 993',
    [
      ['imap', 'mail.example.org:993', [dns(V4), ...works(V4, 'SCRAM-SHA-256', 'PLAIN')]],
      ['imap', 'mail.example.org:143', [dns(V4), ...worksBehindStarttls(V4, 'PLAIN')]],
    ],
    ['auth_mechanisms_differ', 'servers_healthy'],
  ],
  [
    'auth_password_refused',
    'both servers refuse the same name and password',
    [
      ['imap', 'mail.example.org', [dns(V4), ...works(V4, 'PLAIN'), refused(V4, 'no')]],
      ['submission', 'mail.example.org', [dns(V4), ...works(V4, 'PLAIN'), refused(V4, 'no')]],
    ],
    ['auth_password_refused'],
  ],
  [
    'auth_oauth_only',
    'one server says no, and the other why',
    [
      ['imap', 'mail.example.org', [dns(V4), ...works(V4, 'PLAIN'), refused(V4, 'LOGIN failed.')]],
      [
        'submission',
        'smtp.example.org',
        [dns(V4), ...works(V4, 'PLAIN'), refused(V4, 'basic authentication is disabled')],
      ],
    ],
    ['auth_oauth_only'],
  ],
  [
    'auth_refused_at_one_server',
    'one server lets in whom the other refuses',
    [
      ['imap', 'mail.example.org', [dns(V4), ...works(V4, 'PLAIN'), signedIn(V4)]],
      ['submission', 'smtp.example.org', [dns(V4), ...works(V4, 'PLAIN'), refused(V4, 'no')]],
    ],
    ['auth_refused_at_one_server'],
  ],
  [
    'auth_offered_in_cleartext',
    'PLAIN is offered before TLS',
    [
      [
        'imap',
        'mail.example.org:143',
        [
          dns(V4),
          tcp(V4, 'connected'),
          greeting(V4),
          offers(V4, 'before-tls', 'PLAIN', 'SCRAM-SHA-256'),
          agreed(V4),
          tls(V4),
          offers(V4, 'in-tls', 'PLAIN'),
        ],
      ],
    ],
    ['auth_offered_in_cleartext', 'servers_healthy'],
  ],
];

/** What a healthy host, or one with nothing to complain of, looks like: nothing but good is said. */
export const CLEAN_CASES: readonly (readonly [what: string, at: readonly At[]])[] = [
  [
    'both families work',
    [['imap', 'mail.example.org', [dns(V6, V4), ...works(V6, 'PLAIN'), ...works(V4, 'PLAIN')]]],
  ],
  [
    'this network has no IPv6',
    [['imap', 'mail.example.org', [dns(V6, V4), tcp(V6, 'unreachable'), ...works(V4, 'PLAIN')]]],
  ],
  [
    'a name of this computer answers over IPv4 only',
    [
      [
        'imap',
        'localhost:1143/implicit-tls',
        [dns('::1', '127.0.0.1'), tcp('::1', 'refused'), ...works('127.0.0.1', 'PLAIN')],
      ],
    ],
  ],
  [
    'usual ports that nobody named are closed',
    [
      ['imap', 'mail.example.org:993', [dns(V4), ...works(V4, 'PLAIN')], 'guessed'],
      ['pop3', 'mail.example.org:995', [dns(V4), tcp(V4, 'refused')], 'guessed'],
      ['smtp', 'mail.example.org:25', [dns(V4), tcp(V4, 'silent')], 'guessed'],
    ],
  ],
  [
    'both ports offer the same',
    [
      ['imap', 'mail.example.org:993', [dns(V4), ...works(V4, 'PLAIN', 'SCRAM-SHA-256')]],
      ['imap', 'mail.example.org:143', [dns(V4), ...worksBehindStarttls(V4, 'SCRAM-SHA-256', 'PLAIN')]],
    ],
  ],
];

/** The case as a run would give it to the judge. */
export function evidenceOf(at: readonly At[]): Evidence {
  const endpoints = at.map(([protocol, written]) => endpointOf(protocol, written));
  let count = 0;
  return {
    endpoints,
    candidates: [],
    guessed: endpoints.filter((_, index) => at[index]?.[3] === 'guessed'),
    observations: at.flatMap(([, , seen], index) =>
      seen.map(([address, facts, took = 10]) => {
        count += 1;
        const place = {
          id: `o${count}`,
          endpoint: endpoints[index],
          address,
          at: count,
          took,
          transcript: null,
        };
        return { ...place, ...facts } as Observation; // an endpoint stands at every index
      }),
    ),
    subject: { domain: 'example.org', site: 'example.org' },
    username: null,
    isCancelled: false,
    clock: { now: '2026-11-22T08:00:00.000Z', madeAt: '2026-01-01' },
  };
}

function endpointOf(protocol: Protocol, written: string): Endpoint {
  const parsed = parseEndpoint(protocol, written);
  if (!parsed.ok) throw new Error(`not an endpoint: ${written}`);
  if (!written.includes(':') && parsed.value.connectionSecurity !== 'implicit-tls') {
    throw new Error(`not the usual security: ${formatEndpoint(parsed.value)}`);
  }
  return parsed.value;
}
