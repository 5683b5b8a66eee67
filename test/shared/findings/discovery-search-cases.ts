import { suggested } from '../discovery/candidates.ts';
import {
  ABSENT,
  alsoSeen,
  alsoSuggested,
  GUESSES,
  lookup,
  mx,
  provider,
  saidBy,
  SENT_IN_THE_CLEAR,
  sentTo,
  srv,
  WRONG_CERTIFICATES,
  type SearchCase,
} from './discovery-facts.ts';
import { inTls, inTlsWithProof } from './facts.ts';

const ISPDB = 'https://v1.ispdb.net/example.org';
const AUTOCONFIG = suggested('autoconfig', 'imap', 'imap.example.org:993').source.uri ?? '';

/** What is to be said of all sources together. */
export const SEARCH_CASES: readonly SearchCase[] = [
  [
    'discovery_domain_unknown',
    'DNS says that there is no such domain',
    { run: [lookup('autoconfig', 'name-unknown'), mx('name-unknown')], candidates: GUESSES },
    { domain: 'example.org' },
    ['discovery_domain_unknown'],
  ],
  [
    'dns_no_answer',
    'DNS answers nothing',
    { run: [lookup('autoconfig', 'silent', { detail: 'resolve' }), srv('_imaps', 'silent'), mx('failed')] },
    { host: 'example.org' },
    ['dns_no_answer'],
  ],
  [
    'discovery_nothing_found',
    'nothing is published, and no guess is right',
    { run: ABSENT, candidates: GUESSES },
    { domain: 'example.org' },
    ['discovery_nothing_found'],
  ],
  [
    'discovery_nothing_published',
    'a guess is right',
    { run: ABSENT, candidates: GUESSES, looks: [['imap', 'imap.example.org:993', inTls]] },
    { domain: 'example.org' },
    ['discovery_nothing_published', 'servers_healthy'],
  ],
  [
    'discovery_only_over_http',
    'the file is not to be had over HTTPS',
    {
      ...saidBy(suggested('autoconfig-http', 'imap', 'imap.example.org:993')),
      run: [lookup('autoconfig', 'bad-certificate'), lookup('autoconfig-http', 'found')],
    },
    { domain: 'example.org', uri: 'http://autoconfig.example.org/mail/config-v1.1.xml' },
    ['discovery_only_over_http', 'discovery_certificate_unusable', 'servers_healthy'],
  ],
  [
    'discovery_srv_not_offered',
    'SRV records have the target "."',
    alsoSeen(
      srv('_imaps', 'found'),
      srv('_imap', 'found', ['imap']),
      srv('_pop3s', 'found', ['pop3']),
      srv('_sieve', 'absent'),
    ),
    { domain: 'example.org', services: '_imap, _pop3s' },
    ['discovery_srv_not_offered', 'servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'two name other hosts',
    alsoSuggested([lookup('ispdb', 'found')], [suggested('ispdb', 'imap', 'mail.example.org:993')]),
    {
      domain: 'example.org',
      protocol: 'IMAP',
      first: 'imap.example.org:993/implicit-tls (autoconfig)',
      second: 'mail.example.org:993/implicit-tls (ispdb)',
    },
    ['discovery_sources_disagree', 'servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'three disagree in several ways, and one sentence is enough',
    alsoSuggested(
      [lookup('ispdb', 'found'), srv('_imap', 'found')],
      [suggested('ispdb', 'imap', 'mail.example.org:993'), suggested('srv', 'imap', 'mail.example.org:143')],
    ),
    {
      domain: 'example.org',
      protocol: 'IMAP',
      first: 'imap.example.org:993/implicit-tls (autoconfig)',
      second: 'mail.example.org:993/implicit-tls (ispdb)',
    },
    ['discovery_sources_disagree', 'servers_healthy'],
  ],
  [
    'discovery_sources_disagree',
    'two name other user names',
    alsoSuggested(
      [lookup('ispdb', 'found')],
      [suggested('ispdb', 'imap', 'imap.example.org:993', { username: '%EMAILLOCALPART%' })],
    ),
    {
      domain: 'example.org',
      protocol: 'IMAP',
      first: 'imap.example.org:993/implicit-tls, %EMAILADDRESS% (autoconfig)',
      second: 'imap.example.org:993/implicit-tls, %EMAILLOCALPART% (ispdb)',
    },
    ['discovery_sources_disagree', 'servers_healthy'],
  ],
  [
    'discovery_servers_of_other_domain',
    'the servers are a provider’s',
    saidBy(
      suggested('autoconfig', 'imap', 'imap.example.net:993'),
      suggested('autoconfig', 'submission', 'smtp.example.net:465'),
    ),
    { domain: 'example.org', site: 'example.net', host: 'imap.example.net' },
    ['discovery_servers_of_other_domain', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_cleartext',
    'a file asks for no encryption',
    {
      ...saidBy(suggested('ispdb', 'imap', 'imap.example.org:143/cleartext')),
      looks: [['imap', 'imap.example.org:143/starttls', inTls]],
    },
    { host: 'imap.example.org', port: 143, uri: ISPDB },
    ['discovery_autoconfig_cleartext', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_weaker_sign_in',
    'a file wants the password itself of a server that takes a proof',
    {
      ...saidBy(suggested('autoconfig', 'imap', 'imap.example.org:993', { signIn: ['password-cleartext'] })),
      looks: [['imap', 'imap.example.org:993', inTlsWithProof()]],
    },
    { host: 'imap.example.org', mechanism: 'SCRAM-SHA-256', uri: AUTOCONFIG },
    ['discovery_autoconfig_weaker_sign_in', 'servers_healthy'],
  ],
  [
    'discovery_lookalike_host',
    'the name of somebody else has letters outside ASCII',
    saidBy(
      suggested('srv', 'imap', 'imap.xn--exmple-cua.org:993', { shown: 'imap.exämple.org' }),
      suggested('srv', 'submission', 'imap.xn--exmple-cua.org:465', { shown: 'imap.exämple.org' }),
    ),
    { host: 'imap.xn--exmple-cua.org', shown: 'imap.exämple.org' },
    ['discovery_lookalike_host', 'discovery_servers_of_other_domain', 'servers_healthy'],
  ],
  [
    'discovery_lookalike_host',
    'a digit stands for a letter',
    saidBy(suggested('srv', 'imap', 'imap.examp1e.org:993')),
    { host: 'imap.examp1e.org', shown: 'imap.examp1e.org' },
    ['discovery_lookalike_host', 'discovery_servers_of_other_domain', 'servers_healthy'],
  ],
  [
    'dns_wildcard',
    'names that cannot exist have addresses',
    alsoSeen({ kind: 'wildcard-dns', domain: 'example.org', isWildcard: true }),
    { domain: 'example.org' },
    ['dns_wildcard', 'servers_healthy'],
  ],
  [
    'network_captive_portal',
    'a network says so',
    { run: [lookup('autoconfig', 'portal', { status: 511 }), lookup('ispdb', 'absent')] },
    { host: 'autoconfig.example.org', port: 443, protocol: 'HTTPS' },
    ['network_captive_portal'],
  ],
  [
    'network_captive_portal',
    'all web servers send to one page in the clear',
    sentTo('http://login.hotel.example.net/'),
    { host: 'autoconfig.example.org', port: 443, protocol: 'HTTPS' },
    ['network_captive_portal'],
  ],
  [
    'network_captive_portal',
    'no certificate is right, whoever is asked, and what goes in the clear is sent elsewhere',
    { run: [...WRONG_CERTIFICATES, lookup('ispdb', 'bad-certificate'), SENT_IN_THE_CLEAR] },
    { host: 'autoconfig.example.org', port: 80, protocol: 'HTTP' },
    ['network_captive_portal'],
  ],
  ...(
    [
      ['discovery_no_mail_protocols', { access: 'none', signIn: 'none' }],
      ['discovery_bridge_needed', { access: 'local-bridge', signIn: 'bridge-password' }],
      ['discovery_app_password_needed', { signIn: 'app-password' }],
      ['discovery_app_password_needed', { signIn: 'oauth-or-app-password' }],
      ['discovery_oauth_only', { signIn: 'oauth-only' }],
      ['discovery_access_off', { preconditions: ['imap-must-be-enabled'] }],
      ['discovery_access_off', { preconditions: ['paid-plan-needed', 'other-programs-must-be-allowed'] }],
    ] as const
  ).map(([code, known]): SearchCase => [
    code,
    `the list says ${JSON.stringify(known)}`,
    { run: [provider(known), lookup('provider-list', 'found')] },
    { provider: 'Example Mail' },
    [code],
  ]),
];
