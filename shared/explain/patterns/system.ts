import { likely, seen, table, type Pattern } from '../pattern.ts';

/** What operating systems say of connections and names, inside of many programs. */
export const OF_SYSTEM: readonly Pattern[] = table('the operating system', 'system', [
  seen('refused', 'network_port_refused', 'connection refused', 'verbindungsaufbau abgelehnt'),
  likely(
    'timeout',
    'network_port_filtered',
    'connection timed out',
    'operation timed out',
    'die wartezeit für die verbindung ist abgelaufen',
  ),
  seen(
    'unreachable',
    'network_unreachable',
    'network is unreachable',
    'no route to host',
    'das netzwerk ist nicht erreichbar',
    'keine route zum zielrechner',
  ),
  likely(
    'reset',
    'network_connection_lost',
    'connection reset by peer',
    'vom kommunikationspartner zurückgesetzt',
  ),
  seen(
    'host-unknown',
    'dns_host_unknown',
    'name or service not known',
    'nodename nor servname provided',
    'no address associated with hostname',
    'der name oder der dienst ist nicht bekannt',
  ),
  seen(
    'no-answer',
    'dns_no_answer',
    'temporary failure in name resolution',
    'temporärer fehler bei der namensauflösung',
  ),
]);
