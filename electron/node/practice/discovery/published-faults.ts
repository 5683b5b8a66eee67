import type { Fault } from '../fault.ts';
import type { DiscoveryBehaviour } from './behaviour.ts';
import { inDiscovery } from './rows.ts';

const NOTHING_PUBLISHED: Partial<DiscoveryBehaviour> = {
  autoconfigDelivery: 'absent',
  autodiscover: 'absent',
  pacc: 'absent',
  srv: 'absent',
  mailconf: 'absent',
  ispdb: 'absent',
};

/** Autodiscover, PACC, and the records that a domain publishes. */
export const PUBLISHED_FAULTS: readonly Fault[] = [
  inDiscovery(
    'autodiscover-wants-credentials',
    { autodiscover: 'wants-credentials' },
    'discovery_credentials_wanted',
    {
      en: 'Autodiscover asks for the password before it says anything.',
      de: 'Autodiscover verlangt das Passwort, bevor es etwas sagt.',
    },
  ),
  inDiscovery('autodiscover-redirect-loop', { autodiscover: 'redirect-loop' }, 'discovery_redirect_loop', {
    en: 'Autodiscover sends from one mail address to the next, for ever.',
    de: 'Autodiscover schickt ohne Ende von einer Mailadresse zur nächsten.',
  }),
  inDiscovery(
    'autodiscover-other-domain',
    { autodiscover: 'redirect-other-domain' },
    'discovery_redirect_to_other_domain',
    {
      en: 'Autodiscover sends to the server of another domain.',
      de: 'Autodiscover schickt zum Server einer anderen Domain.',
    },
  ),
  inDiscovery('pacc-digest-wrong', { paccDigest: 'mismatching' }, 'discovery_pacc_digest_mismatch', {
    en: 'The PACC document is not the one whose digest stands in DNS.',
    de: 'Das PACC-Dokument ist nicht das, dessen Prüfsumme im DNS steht.',
  }),
  inDiscovery('pacc-digest-missing', { paccDigest: 'absent' }, 'discovery_pacc_digest_missing', {
    en: 'There is a PACC document, but no digest of it in DNS.',
    de: 'Es gibt ein PACC-Dokument, aber im DNS keine Prüfsumme dazu.',
  }),
  inDiscovery('pacc-malformed', { pacc: 'malformed' }, 'discovery_pacc_malformed', {
    en: 'The PACC document ends in the middle of its JSON.',
    de: 'Das PACC-Dokument bricht mitten in seinem JSON ab.',
  }),
  inDiscovery('srv-not-offered', { srv: 'not-offered' }, 'discovery_srv_not_offered', {
    en: 'The SRV records say that the domain offers no mail service.',
    de: 'Die SRV-Einträge sagen, dass die Domain keinen Maildienst anbietet.',
  }),
  inDiscovery('srv-other-domain', { srv: 'other-domain' }, 'discovery_servers_of_other_domain', {
    en: 'The SRV records name the mail servers of another domain.',
    de: 'Die SRV-Einträge nennen die Mailserver einer anderen Domain.',
  }),
  inDiscovery(
    'mx-other-domain',
    { ...NOTHING_PUBLISHED, mx: 'other-domain' },
    'discovery_servers_of_other_domain',
    {
      en: 'The domain publishes nothing, and its MX record leads to another domain, which does.',
      de: 'Die Domain veröffentlicht nichts, und ihr MX-Eintrag führt zu einer anderen, die es tut.',
    },
  ),
  inDiscovery('settings-unpublished', { ...NOTHING_PUBLISHED, mx: 'absent' }, 'discovery_nothing_published', {
    en: 'The domain publishes no settings at all: its servers can only be guessed.',
    de: 'Die Domain veröffentlicht gar keine Einstellungen: Ihre Server lassen sich nur erraten.',
  }),
];
