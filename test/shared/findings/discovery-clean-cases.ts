import { sourceOf, suggested, URIS } from '../discovery/candidates.ts';
import {
  ABSENT,
  alsoSeen,
  alsoSuggested,
  GUESSES,
  hop,
  lookup,
  mx,
  provider,
  saidBy,
  SENT_IN_THE_CLEAR,
  sentTo,
  srv,
  suggestion,
  WELL,
  WRONG_CERTIFICATES,
  type NearMiss,
  type Searched,
} from './discovery-facts.ts';
import { dns, inTls, inTlsWithProof } from './facts.ts';

const AUTOCONFIG = 'https://autoconfig.example.org/mail/config-v1.1.xml';

/** What looks like it and is not to be told as that. */
export const SEARCH_NEAR_MISSES: readonly NearMiss[] = [
  ['discovery_domain_unknown', 'the domain has no MX record', alsoSeen(mx('absent')), ['servers_healthy']],
  [
    'dns_no_answer',
    'one question stays without an answer',
    alsoSeen(mx('silent'), srv('_imaps', 'absent')),
    ['servers_healthy'],
  ],
  [
    'discovery_nothing_found',
    'DNS answers nothing',
    { run: [srv('_imaps', 'silent'), mx('silent')], candidates: GUESSES },
    ['dns_no_answer'],
  ],
  [
    'discovery_nothing_found',
    'the provider is known to keep its mail to itself',
    { run: [...ABSENT, provider({ access: 'none', signIn: 'none' })] },
    ['discovery_no_mail_protocols'],
  ],
  [
    'discovery_nothing_published',
    'one source says something',
    saidBy(...GUESSES, suggested('mailconf', 'imap', 'imap.example.org:993')),
    ['servers_healthy'],
  ],
  [
    'discovery_only_over_http',
    'it is to be had over HTTPS, too',
    alsoSeen(lookup('autoconfig-http', 'found')),
    ['servers_healthy'],
  ],
  [
    'discovery_srv_not_offered',
    'there are no records',
    alsoSeen(srv('_imaps', 'found'), srv('_pop3s', 'absent')),
    ['servers_healthy'],
  ],
  [
    'discovery_srv_not_offered',
    'the list of providers says so, in words of its own',
    alsoSeen(lookup('provider-list', 'found', { suggestion: suggestion({ notOffered: ['pop3'] }) })),
    ['servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'one source names more servers than the other',
    alsoSuggested(
      [srv('_imaps', 'found'), srv('_imap', 'found')],
      [suggested('srv', 'imap', 'imap.example.org:993'), suggested('srv', 'imap', 'imap.example.org:143')],
    ),
    ['servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'it is another port of the same server',
    alsoSuggested([lookup('ispdb', 'found')], [suggested('ispdb', 'imap', 'imap.example.org:143')]),
    ['servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'one of them is of another domain, which says more',
    alsoSuggested([lookup('ispdb', 'found')], [suggested('ispdb', 'imap', 'imap.example.net:993')]),
    ['discovery_servers_of_other_domain', 'servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'one of them does not exist, which says more',
    alsoSuggested(
      [lookup('ispdb', 'found')],
      [suggested('ispdb', 'imap', 'old.example.org:993')],
      [['imap', 'old.example.org:993', [dns('not-found')]]],
    ),
    ['discovery_autoconfig_host_unknown', 'servers_healthy'],
  ],
  [
    'discovery_servers_of_other_domain',
    'nobody named them but a guess',
    alsoSuggested([], [suggested('guess', 'imap', 'mx.example.net:993')]),
    ['servers_healthy'],
  ],
  [
    'discovery_servers_of_other_domain',
    'the server is the provider’s own program on this computer',
    {
      run: [
        provider({ access: 'local-bridge', signIn: 'bridge-password' }),
        lookup('provider-list', 'found'),
      ],
      candidates: [
        suggested('provider-list', 'imap', '127.0.0.1:1143/starttls'),
        suggested('provider-list', 'submission', '127.0.0.1:1025/starttls'),
      ],
      looks: [
        ['imap', '127.0.0.1:1143/starttls', inTls],
        ['submission', '127.0.0.1:1025/starttls', inTls],
      ],
    },
    ['discovery_bridge_needed', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_cleartext',
    'STARTTLS is asked for',
    saidBy(suggested('ispdb', 'imap', 'imap.example.org:143')),
    ['servers_healthy'],
  ],
  ...(
    [
      ['a file names a proof, too', ['password-encrypted', 'password-cleartext'], 'autoconfig'],
      ['a file names a mechanism', ['SCRAM-SHA-256'], 'autoconfig'],
      ['a file says nothing of it', [], 'autoconfig'],
      ['the server takes the password only', ['password-cleartext'], 'autoconfig'],
      ['the list of providers says password', ['password-cleartext'], 'provider-list'],
    ] as const
  ).map(([what, signIn, kind]): NearMiss => [
    'discovery_autoconfig_weaker_sign_in',
    what,
    {
      ...saidBy(suggested(kind, 'imap', 'imap.example.org:993', { signIn })),
      looks: [['imap', 'imap.example.org:993', what.includes('only') ? inTls : inTlsWithProof()]],
    },
    ['servers_healthy'],
  ]),
  [
    'discovery_lookalike_host',
    'the domain’s own name has letters outside ASCII',
    {
      ...saidBy(suggested('srv', 'imap', 'imap.xn--mller-kva.example:993', { shown: 'imap.müller.example' })),
      domain: 'xn--mller-kva.example',
    },
    ['servers_healthy'],
  ],
  [
    'discovery_lookalike_host',
    'the other domain is called otherwise',
    saidBy(suggested('srv', 'imap', 'imap.example.net:993')),
    ['discovery_servers_of_other_domain', 'servers_healthy'],
  ],
  [
    'dns_wildcard',
    'they have none',
    alsoSeen({ kind: 'wildcard-dns', domain: 'example.org', isWildcard: false }),
    ['servers_healthy'],
  ],
  [
    'network_captive_portal',
    'one server says so, and another one answers as itself',
    alsoSeen(lookup('autoconfig-http', 'portal', { status: 511 })),
    ['servers_healthy'],
  ],
  [
    'network_captive_portal',
    'the domain sends whatever is asked for to its home page, over TLS',
    { ...WELL, run: [srv('_imaps', 'found'), ...sentTo('https://www.example.org/').run] },
    ['servers_healthy'],
  ],
  [
    'network_captive_portal',
    'the certificates of one domain alone are wrong',
    { run: [...WRONG_CERTIFICATES, lookup('ispdb', 'absent', { status: 404 }), SENT_IN_THE_CLEAR] },
    ['discovery_certificate_unusable', 'discovery_autoconfig_not_xml', 'discovery_redirect_to_other_domain'],
  ],
  [
    'network_captive_portal',
    'no certificate is right, and nobody sends elsewhere',
    { run: [...WRONG_CERTIFICATES, lookup('ispdb', 'bad-certificate')] },
    ['discovery_certificate_unusable'],
  ],
  [
    'network_captive_portal',
    'no certificate is right, and the domain sends to itself',
    {
      run: [
        ...WRONG_CERTIFICATES,
        lookup('ispdb', 'bad-certificate'),
        lookup('autoconfig-http', 'absent', {
          redirects: [hop(URIS['autoconfig-http'] ?? '', 'http://www.example.org/')],
        }),
      ],
    },
    ['discovery_certificate_unusable'],
  ],
  [
    'network_captive_portal',
    'two names of the domain send to one page in the clear',
    alsoSeen(
      lookup('pacc', 'redirect-refused', { detail: 'to-http http://www.example.org/' }),
      lookup('autodiscover', 'redirect-refused', { detail: 'to-http http://www.example.org/' }),
    ),
    ['discovery_redirect_to_http', 'servers_healthy'],
  ],
  ...(
    [
      'discovery_no_mail_protocols',
      'discovery_bridge_needed',
      'discovery_app_password_needed',
      'discovery_oauth_only',
      'discovery_access_off',
    ] as const
  ).map((code): NearMiss => [
    code,
    'the account’s own password is enough',
    alsoSeen(provider({ preconditions: ['paid-plan-needed'] }), lookup('provider-list', 'found')),
    ['servers_healthy'],
  ]),
];

/** A domain that publishes everything, all of it right, and servers that are well. */
export const PUBLISHES_EVERYTHING: Searched = {
  run: [
    lookup('autoconfig', 'found', { status: 200 }),
    lookup('autoconfig-well-known', 'found', { status: 200 }),
    lookup('autoconfig-http', 'found', { redirects: [hop(URIS['autoconfig-http'] ?? '', AUTOCONFIG)] }),
    lookup('pacc', 'found', { uri: 'dns:_ua-auto-config.example.org?type=TXT' }),
    lookup('pacc', 'found', { status: 200 }),
    lookup('ispdb', 'found', { status: 200 }),
    lookup('folder', 'absent'),
    ...['_imaps', '_imap', '_submissions', '_submission'].map((label) => srv(label, 'found')),
    ...['_pop3s', '_pop3', '_sieve'].map((label) => srv(label, 'absent')),
    lookup('mailconf', 'found', { uri: 'dns:example.org?type=TXT' }),
    lookup('mailconf', 'found', { status: 200 }),
    lookup('autodiscover-json', 'found', { detail: URIS.autodiscover }),
    lookup('autodiscover', 'found', { status: 200 }),
    mx('found'),
    { kind: 'wildcard-dns', domain: 'example.org', isWildcard: false },
  ],
  candidates: [
    ...(
      ['pacc', 'autoconfig', 'autoconfig-well-known', 'autodiscover', 'ispdb', 'mailconf'] as const
    ).flatMap((kind) => [
      suggested(kind, 'imap', 'imap.example.org:993', { username: '%EMAILADDRESS%' }),
      suggested(kind, 'submission', 'smtp.example.org:465', { username: '%EMAILADDRESS%' }),
    ]),
    ...['imap.example.org:993', 'imap.example.org:143'].map((at) => suggested('srv', 'imap', at)),
    ...['smtp.example.org:465', 'smtp.example.org:587'].map((at) => suggested('srv', 'submission', at)),
    suggested(sourceOf('autoconfig-http'), 'imap', 'imap.example.org:993'),
    suggested('guess', 'imap', 'mail.example.org:993'),
  ],
  looks: WELL.looks,
};
