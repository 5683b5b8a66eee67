import type { Protocol } from '../../../shared/mail/endpoint.ts';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';
import { PUBLISHES_EVERYTHING } from './discovery-clean-cases.ts';
import { WELL, type Look, type Searched } from './discovery-facts.ts';
import { beforeTls, inTls, listed, signIn, starttls, tls, tlsLook } from './facts.ts';
import { arrival, mailbox, sending, testMail } from './mail-facts.ts';
import { usedKey, withKey } from './way-in-cases.ts';

const signedIn = (facts: Partial<SignInFacts> = {}): SignInFacts =>
  signIn({ outcome: 'accepted', serverVerified: true, iterationCount: 4096, ...facts });

const afterStarttls = [...beforeTls, starttls('agreed'), tls('established'), listed('in-tls')];
const byKey = (mechanism: string | null): SignInFacts =>
  signedIn({ mechanism, serverVerified: null, iterationCount: null, key: usedKey() });

/** Mail comes in and goes out, at the usual hosts, and nobody searched for them. */
function account(
  incoming: readonly [protocol: Protocol, written: string, facts: readonly ObservedFacts[]],
  outgoing: readonly [written: string, facts: readonly ObservedFacts[]],
): Searched {
  return { run: [], looks: [incoming, ['submission', ...outgoing]] };
}

const PROVED: readonly Look[] = [
  ['imap', 'imap.example.org:993', [...inTls, signedIn(), mailbox()]],
  ['submission', 'smtp.example.org:465', [...inTls, signedIn(), sending()]],
];

/** Accounts and servers with which nothing is wrong, of every kind that there is. */
export const HEALTHY_CASES: readonly (readonly [what: string, searched: Searched])[] = [
  ['IMAP and submission by SCRAM', { run: [], looks: PROVED }],
  [
    'SCRAM bound to the channel',
    account(
      [
        'imap',
        'imap.example.org:993',
        [...inTls, signedIn({ mechanism: 'SCRAM-SHA-256-PLUS', channelBinding: 'tls-exporter' })],
      ],
      [
        'smtp.example.org:465',
        [...inTls, signedIn({ mechanism: 'SCRAM-SHA-1-PLUS', channelBinding: 'tls-server-end-point' })],
      ],
    ),
  ],
  [
    'STARTTLS',
    account(
      ['imap', 'imap.example.org:143', [...afterStarttls, signedIn(), mailbox()]],
      ['smtp.example.org:587', [...afterStarttls, signedIn(), sending()]],
    ),
  ],
  [
    'POP3',
    account(
      ['pop3', 'pop.example.org:995', [...inTls, signedIn({ mechanism: 'SCRAM-SHA-1' })]],
      ['smtp.example.org:465', [...inTls, signedIn(), sending()]],
    ),
  ],
  [
    'the key of a device',
    account(
      ['imap', 'imap.example.org:993', [...withKey, byKey('EXTERNAL'), mailbox()]],
      ['smtp.example.org:465', [...withKey, byKey(null), sending()]],
    ),
  ],
  [
    'an access token',
    account(
      [
        'imap',
        'imap.example.org:993',
        [
          ...inTls,
          signedIn({
            mechanism: 'OAUTHBEARER',
            sendsSecret: true,
            serverVerified: null,
            token: { isExpired: false, errorStatus: null, text: null },
          }),
        ],
      ],
      ['smtp.example.org:465', inTls],
    ),
  ],
  [
    'a server that takes only the password, in TLS',
    account(
      [
        'imap',
        'imap.example.org:993',
        [...inTls, signedIn({ mechanism: 'PLAIN', sendsSecret: true, serverVerified: null }), mailbox()],
      ],
      ['smtp.example.org:465', inTls],
    ),
  ],
  [
    'a test mail that arrives',
    account(
      ['imap', 'imap.example.org:993', [...inTls, signedIn(), mailbox(), arrival('arrived')]],
      ['smtp.example.org:465', [...inTls, signedIn(), sending(), testMail()]],
    ),
  ],
  ['settings that one source names', { ...WELL, looks: PROVED }],
  ['settings that every source names', { ...PUBLISHES_EVERYTHING, looks: PROVED }],
  ['servers that were only looked at', WELL],
  [
    'servers that were looked at closely',
    account(
      ['imap', 'imap.example.org:993', [...inTls, tlsLook()]],
      ['smtp.example.org:465', [...inTls, tlsLook()]],
    ),
  ],
];
