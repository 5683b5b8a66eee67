import { likely, seen, table, type Pattern } from '../pattern.ts';

/** What Thunderbird says in German. */
export const OF_THUNDERBIRD_DE: readonly Pattern[] = table('Thunderbird', 'thunderbird-de', [
  seen('starttls-missing', 'starttls_not_offered', 'da der server diese funktion nicht angibt'),
  seen('server-unknown', 'dns_host_unknown', ['smtp-server', 'ist unbekannt']),
  likely('server-refuses', 'network_port_refused', 'lehnt smtp-verbindungen ab'),
  likely('interrupted', 'sending_connection_lost', 'mitten in der transaktion verloren'),
  likely('sending-timeout', 'network_port_filtered', 'ihre ablaufzeit (timeout) überschritten'),
  seen(
    'encrypted-passwords-missing',
    'auth_mechanism_not_offered',
    'scheint die verschlüsselte übertragung des passworts nicht zu unterstützen',
    'scheint die übertragung verschlüsselter passwörter nicht zu unterstützen',
  ),
  seen(
    'plain-refused',
    'auth_mechanism_not_offered',
    'erlaubt die ungesicherte übertragung des passworts im klartext nicht',
  ),
  likely('sending-sign-in', 'auth_password_refused', [
    'postausgangs-server (smtp)',
    'kann nicht authentifiziert werden',
  ]),
  likely('kerberos', 'auth_refused', 'das kerberos/gssapi-ticket wurde vom smtp-server'),
  seen(
    'method-missing',
    'auth_mechanism_not_offered',
    'unterstützt die gewählte authentifizierungsmethode nicht',
  ),
  seen('too-large', 'sending_too_large', 'übersteigt das globale größenlimit des servers'),
  likely(
    'setup-nothing',
    'discovery_nothing_found',
    'thunderbird konnte keine einstellungen für ihr e-mail-konto finden',
  ),
]);
