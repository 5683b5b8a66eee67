import { suggested, URIS } from '../discovery/candidates.ts';
import { alsoSuggested, lookup, srv, WELL, type NearMiss, type SearchCase } from './discovery-facts.ts';
import { dns, inTls, signIn, tcp } from './facts.ts';

const AUTOCONFIG = 'https://autoconfig.example.org/mail/config-v1.1.xml';

const SIGN_IN_NOT_CONFIRMED = signIn({
  mechanism: null,
  outcome: 'refused-by-us',
  refusal: 'not-confirmed',
});

/** What is to be said of servers that somebody suggests. */
export const SUGGESTED_CASES: readonly SearchCase[] = [
  [
    'discovery_host_unknown',
    'no server that is named exists',
    {
      run: WELL.run,
      candidates: WELL.candidates,
      looks: [['imap', 'imap.example.org:993', [dns('not-found')]]],
    },
    { host: 'imap.example.org', domain: 'example.org' },
    ['discovery_host_unknown'],
  ],
  [
    'discovery_autoconfig_host_unknown',
    'one that is named does not exist, and another works',
    alsoSuggested(
      [],
      [suggested('autoconfig', 'imap', 'old.example.org:993')],
      [['imap', 'old.example.org:993', [dns('not-found')]]],
    ),
    { host: 'old.example.org', uri: AUTOCONFIG },
    ['discovery_autoconfig_host_unknown', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_host_unknown',
    'it is named at two ports by two sources, and said once',
    alsoSuggested(
      [lookup('pacc', 'found')],
      [
        suggested('pacc', 'imap', 'old.example.org:993'),
        suggested('autoconfig', 'imap', 'old.example.org:143'),
      ],
      [
        ['imap', 'old.example.org:993', [dns('not-found')]],
        ['imap', 'old.example.org:143', [dns('not-found')]],
      ],
    ),
    { host: 'old.example.org', uri: URIS.pacc ?? '' },
    ['discovery_autoconfig_host_unknown', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_port_dead',
    'a port that is named refuses, and another works',
    alsoSuggested(
      [],
      [suggested('autoconfig', 'imap', 'imap.example.org:143')],
      [['imap', 'imap.example.org:143', [dns('resolved'), tcp('refused')]]],
    ),
    { host: 'imap.example.org', port: 143, uri: AUTOCONFIG },
    ['discovery_autoconfig_port_dead', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_port_dead',
    'a port of another host stays silent, which asked for no encryption',
    alsoSuggested(
      [],
      [suggested('autoconfig', 'imap', 'old.example.org:143/cleartext')],
      [['imap', 'old.example.org:143/starttls', [dns('resolved'), tcp('silent')]]],
    ),
    { host: 'old.example.org', port: 143, uri: AUTOCONFIG },
    ['discovery_autoconfig_port_dead', 'discovery_autoconfig_cleartext', 'servers_healthy'],
  ],
  [
    'network_private_server',
    'a name in DNS leads to this computer',
    {
      run: [srv('_imaps', 'found')],
      candidates: [suggested('srv', 'imap', 'imap.example.org:993')],
      looks: [['imap', 'imap.example.org:993', [dns('resolved'), tcp('not-tried', '127.0.0.1')]]],
    },
    { host: 'imap.example.org', addresses: '127.0.0.1' },
    ['network_private_server'],
  ],
  [
    'auth_not_confirmed',
    'nobody has confirmed what DNS alone names',
    {
      run: [srv('_imaps', 'found')],
      candidates: [suggested('srv', 'imap', 'imap.example.net:993')],
      looks: [['imap', 'imap.example.net:993', [...inTls, SIGN_IN_NOT_CONFIRMED]]],
    },
    { host: 'imap.example.net', site: 'example.net' },
    ['auth_not_confirmed', 'discovery_servers_of_other_domain'],
  ],
];

/** What looks like it and is not to be told as that. */
export const SUGGESTED_NEAR_MISSES: readonly NearMiss[] = [
  [
    'discovery_host_unknown',
    'a person named the server',
    {
      run: [],
      candidates: [suggested('person', 'imap', 'imap.example.org:993')],
      looks: [['imap', 'imap.example.org:993', [dns('not-found')]]],
    },
    ['dns_host_unknown'],
  ],
  [
    'discovery_autoconfig_host_unknown',
    'DNS does not answer for it',
    alsoSuggested(
      [],
      [suggested('autoconfig', 'imap', 'old.example.org:993')],
      [['imap', 'old.example.org:993', [dns('silent')]]],
    ),
    ['dns_no_answer'],
  ],
  [
    'discovery_autoconfig_port_dead',
    'no other server does the work',
    { ...WELL, looks: [['imap', 'imap.example.org:993', [dns('resolved'), tcp('refused')]]] },
    ['network_port_refused'],
  ],
  [
    'discovery_autoconfig_port_dead',
    'this network may swallow the port, and another of the host works',
    alsoSuggested(
      [],
      [suggested('autoconfig', 'imap', 'imap.example.org:143')],
      [['imap', 'imap.example.org:143', [dns('resolved'), tcp('silent')]]],
    ),
    ['network_port_filtered_use_other', 'servers_healthy'],
  ],
  [
    'discovery_autoconfig_host_unknown',
    'the other server is one at which nobody looked',
    {
      ...WELL,
      candidates: [...WELL.candidates, suggested('autoconfig', 'imap', 'inside.example.org:993')],
      looks: [
        ['imap', 'imap.example.org:993', [dns('not-found')]],
        ['imap', 'inside.example.org:993', [dns('resolved'), tcp('not-tried', '127.0.0.1')]],
      ],
    },
    ['network_private_server', 'discovery_host_unknown'],
  ],
  [
    'discovery_autoconfig_port_dead',
    'the other server is one at which nobody looked',
    {
      ...WELL,
      candidates: [...WELL.candidates, suggested('autoconfig', 'imap', 'inside.example.org:993')],
      looks: [
        ['imap', 'imap.example.org:993', [dns('resolved'), tcp('refused')]],
        ['imap', 'inside.example.org:993', [dns('resolved'), tcp('not-tried', '127.0.0.1')]],
      ],
    },
    ['network_port_refused', 'network_private_server'],
  ],
  [
    'network_private_server',
    'an address in the own network was tried and refuses',
    {
      ...WELL,
      looks: [['imap', 'imap.example.org:993', [dns('resolved'), tcp('refused', '10.0.0.7')]]],
    },
    ['network_port_refused'],
  ],
  [
    'auth_not_confirmed',
    'it was signed in',
    {
      ...WELL,
      looks: [['imap', 'imap.example.org:993', [...inTls, signIn({ outcome: 'accepted' })]]],
    },
    ['account_healthy'],
  ],
];
