import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { onImplicitTls } from '../faults/expected.ts';
import { overImplicitTls, slow } from '../faults/rows.ts';
import type { DiscoveryBehaviour } from './behaviour.ts';
import { byDiscovery, inDiscovery } from './rows.ts';

/** DNS, and networks that answer in its place. */
export const DNS_FAULTS: readonly Fault[] = [
  {
    name: 'dns-host-unknown',
    summary: {
      en: 'The names of the mail servers do not exist.',
      de: 'Die Namen der Mailserver gibt es nicht.',
    },
    behaviour: { mailHosts: 'unknown' },
    over: 'implicit-tls',
    expects: { ...onImplicitTls('dns_host_unknown'), ...byDiscovery('discovery_host_unknown') },
  },
  {
    name: 'dns-cname-loop',
    summary: {
      en: 'The name of each mail server is an alias of an alias of itself.',
      de: 'Der Name jedes Mailservers ist ein Alias eines Alias von sich selbst.',
    },
    behaviour: { mailHosts: 'cname-loop' },
    over: 'implicit-tls',
    expects: { ...onImplicitTls('dns_host_unknown'), ...byDiscovery('discovery_host_unknown') },
  },
  unanswered('dns-servfail', 'servfail', {
    en: 'The DNS server answers every question with “server failure”.',
    de: 'Der DNS-Server beantwortet jede Frage mit „Serverfehler“.',
  }),
  slow(
    unanswered('dns-silent', 'silent', {
      en: 'The DNS server answers nothing.',
      de: 'Der DNS-Server beantwortet nichts.',
    }),
  ),
  unanswered('dns-tcp-dead', 'truncated-tcp-dead', {
    en: 'Answers of the DNS server are too long for UDP, and TCP is blocked.',
    de: 'Die Antworten des DNS-Servers sind zu lang für UDP, und TCP ist gesperrt.',
  }),
  overImplicitTls('dns-over-tcp', { dns: 'truncated' }, 'account_healthy', {
    en: 'Answers of the DNS server are too long for UDP and come over TCP, which is as it should be.',
    de: 'Die Antworten des DNS-Servers sind zu lang für UDP und kommen über TCP, was in Ordnung ist.',
  }),
  overImplicitTls('dns-slow', { dns: 'slow' }, 'dns_slow', {
    en: 'The DNS server takes one and a half seconds for each answer.',
    de: 'Der DNS-Server braucht für jede Antwort anderthalb Sekunden.',
  }),
  inDiscovery('dns-wildcard', { everyNameResolves: true }, 'dns_wildcard', {
    en: 'The network has an address for every name, even for those that do not exist.',
    de: 'Das Netz hat zu jedem Namen eine Adresse, auch zu Namen, die es nicht gibt.',
  }),
  overImplicitTls('ipv6-dead', { mailHosts: 'ipv6-dead' }, 'network_family_dead', {
    en: 'The mail servers have an IPv6 address at which nobody answers.',
    de: 'Die Mailserver haben eine IPv6-Adresse, an der niemand antwortet.',
  }),
  portal('captive-portal', 'redirect', {
    en: 'A hotel or train network sends every web request to its own sign-in page.',
    de: 'Ein Hotel- oder Zugnetz leitet jede Webanfrage auf seine eigene Anmeldeseite.',
  }),
  portal('captive-portal-511', 'status-511', {
    en: 'A network answers every web request with “network authentication required”.',
    de: 'Ein Netz beantwortet jede Webanfrage mit „Anmeldung am Netz nötig“.',
  }),
  inDiscovery(
    'captive-portal-certificate',
    { portal: 'redirect', everyNameResolves: true, certificate: 'self-signed' },
    'network_captive_portal',
    {
      en: 'A guest network answers in TLS with a certificate of its own, and sends all else to its page.',
      de: 'Ein Gastnetz antwortet verschlüsselt mit eigenem Zertifikat und leitet alles andere auf seine Seite.',
    },
  ),
];

function unanswered(name: string, dns: DiscoveryBehaviour['dns'], summary: Fault['summary']): Fault {
  const code: FindingCode = 'dns_no_answer';
  return {
    name,
    summary,
    behaviour: { dns },
    over: 'implicit-tls',
    expects: { ...onImplicitTls(code), ...byDiscovery(code) },
  };
}

function portal(name: string, kind: DiscoveryBehaviour['portal'], summary: Fault['summary']): Fault {
  return inDiscovery(name, { portal: kind, everyNameResolves: true }, 'network_captive_portal', summary);
}
