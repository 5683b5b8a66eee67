import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { slow } from '../faults/rows.ts';
import type { AutoconfigDelivery, AutoconfigText } from './behaviour.ts';
import { inDiscovery } from './rows.ts';

/** The autoconfig file: what is wrong in it, and what is wrong with how it is handed out. */
export const WEB_FAULTS: readonly Fault[] = [
  says('autoconfig-wrong', 'hosts-unknown', 'discovery_autoconfig_host_unknown', {
    en: 'The autoconfig file names mail servers that do not exist.',
    de: 'Die Autoconfig-Datei nennt Mailserver, die es nicht gibt.',
  }),
  says('autoconfig-outdated', 'ports-dead', 'discovery_autoconfig_port_dead', {
    en: 'The autoconfig file names ports that nobody listens on any more.',
    de: 'Die Autoconfig-Datei nennt Ports, auf denen niemand mehr lauscht.',
  }),
  says('autoconfig-cleartext', 'cleartext', 'discovery_autoconfig_cleartext', {
    en: 'The autoconfig file asks for connections without encryption, although the servers have it.',
    de: 'Die Autoconfig-Datei verlangt unverschlüsselte Verbindungen, obwohl die Server Verschlüsselung können.',
  }),
  says('autoconfig-other-domain', 'other-domain', 'discovery_servers_of_other_domain', {
    en: 'The autoconfig file names the mail servers of another domain.',
    de: 'Die Autoconfig-Datei nennt die Mailserver einer anderen Domain.',
  }),
  says('autoconfig-address-in-host', 'address-in-host', 'discovery_autoconfig_host_unusable', {
    en: 'The autoconfig file wants the mail address as a part of the server names.',
    de: 'Die Autoconfig-Datei will die Mailadresse als Teil der Servernamen.',
  }),
  says('autoconfig-markup-in-host', 'markup-in-host', 'discovery_autoconfig_host_unusable', {
    en: 'The autoconfig file has markup, hidden in CDATA, in place of server names.',
    de: 'In der Autoconfig-Datei steht Markup statt der Servernamen, versteckt in CDATA.',
  }),
  says('autoconfig-malformed', 'malformed', 'discovery_autoconfig_malformed', {
    en: 'The autoconfig file is not well-formed XML.',
    de: 'Die Autoconfig-Datei ist kein wohlgeformtes XML.',
  }),
  says('autoconfig-entities', 'entities', 'discovery_autoconfig_entities', {
    en: 'The autoconfig file defines entities that unfold to gigabytes.',
    de: 'Die Autoconfig-Datei definiert Entitäten, die sich zu Gigabytes entfalten.',
  }),
  says('autoconfig-too-large', 'too-large', 'discovery_autoconfig_too_large', {
    en: 'The autoconfig file is larger than 256 KiB.',
    de: 'Die Autoconfig-Datei ist größer als 256 KiB.',
  }),
  says('autoconfig-html', 'html', 'discovery_autoconfig_not_xml', {
    en: 'A web page is served, with status 200, in place of the autoconfig file.',
    de: 'Statt der Autoconfig-Datei kommt, mit Status 200, eine Webseite.',
  }),
  inDiscovery('autoconfig-conflict', { wellKnownAutoconfig: 'conflicting' }, 'discovery_sources_disagree', {
    en: 'The two autoconfig files of the domain disagree.',
    de: 'Die beiden Autoconfig-Dateien der Domain widersprechen sich.',
  }),
  hands('autoconfig-redirect-loop', 'redirect-loop', 'discovery_redirect_loop', {
    en: 'The autoconfig address redirects for ever.',
    de: 'Die Autoconfig-Adresse leitet ohne Ende weiter.',
  }),
  hands('autoconfig-redirect-to-http', 'redirect-to-http', 'discovery_redirect_to_http', {
    en: 'The autoconfig address redirects from HTTPS to plain HTTP.',
    de: 'Die Autoconfig-Adresse leitet von HTTPS auf unverschlüsseltes HTTP weiter.',
  }),
  hands('autoconfig-redirect-other-site', 'redirect-other-site', 'discovery_redirect_to_other_domain', {
    en: 'The autoconfig address redirects to the web server of another domain.',
    de: 'Die Autoconfig-Adresse leitet zum Webserver einer anderen Domain weiter.',
  }),
  hands('autoconfig-wants-credentials', 'wants-credentials', 'discovery_credentials_wanted', {
    en: 'The autoconfig address asks for a password, which nobody should give it.',
    de: 'Die Autoconfig-Adresse verlangt ein Passwort, das ihr niemand geben sollte.',
  }),
  slow(
    hands('autoconfig-slow', 'slow', 'discovery_source_silent', {
      en: 'The autoconfig file comes at one byte a second.',
      de: 'Die Autoconfig-Datei kommt mit einem Byte in der Sekunde.',
    }),
  ),
  hands('autoconfig-only-http', 'only-http', 'discovery_only_over_http', {
    en: 'The autoconfig file is to be had over plain HTTP only.',
    de: 'Die Autoconfig-Datei gibt es nur über unverschlüsseltes HTTP.',
  }),
  hands('autoconfig-gzip-bomb', 'gzip-bomb', 'discovery_autoconfig_too_large', {
    en: 'The autoconfig file is packed, and unfolds to 16 MiB.',
    de: 'Die Autoconfig-Datei ist gepackt und entfaltet sich zu 16 MiB.',
  }),
];

function says(name: string, autoconfig: AutoconfigText, code: FindingCode, summary: Fault['summary']): Fault {
  return inDiscovery(name, { autoconfig }, code, summary);
}

function hands(
  name: string,
  autoconfigDelivery: AutoconfigDelivery,
  code: FindingCode,
  summary: Fault['summary'],
): Fault {
  return inDiscovery(name, { autoconfigDelivery }, code, summary);
}
