import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/thunderbird-de.ts`. */
export const LINES_OF_THUNDERBIRD_DE: readonly Line[] = [
  {
    row: 'thunderbird-de/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Eine sichere Verbindung mit dem SMTP-Server smtp.example.org kann nicht mit STARTTLS aufgebaut werden, da der Server diese Funktion nicht angibt. Schalten Sie STARTTLS für diesen Server ab oder kontaktieren Sie Ihren Anbieter des E-Mail-Diensts.',
  },
  {
    row: 'thunderbird-de/server-unknown',
    code: 'dns_host_unknown',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Fehler beim Senden der Nachricht: SMTP-Server smtp.exmaple.org ist unbekannt. Der Server ist eventuell falsch konfiguriert.',
  },
  {
    row: 'thunderbird-de/server-refuses',
    code: 'network_port_refused',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Der Server ist entweder nicht verfügbar oder lehnt SMTP-Verbindungen ab.',
  },
  {
    row: 'thunderbird-de/interrupted',
    code: 'sending_connection_lost',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Die Nachricht konnte nicht gesendet werden, weil die Verbindung mit dem SMTP-Server smtp.example.org mitten in der Transaktion verloren wurde.',
  },
  {
    row: 'thunderbird-de/sending-timeout',
    code: 'network_port_filtered',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'weil die Verbindung mit dem SMTP-Server smtp.example.org ihre Ablaufzeit (Timeout) überschritten hat. Versuchen Sie es nochmals.',
  },
  {
    row: 'thunderbird-de/encrypted-passwords-missing',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Der SMTP-Server smtp.example.org scheint die Übertragung verschlüsselter Passwörter nicht zu unterstützen.',
  },
  {
    row: 'thunderbird-de/plain-refused',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Der SMTP-Server smtp.example.org erlaubt die ungesicherte Übertragung des Passworts im Klartext nicht.',
  },
  {
    row: 'thunderbird-de/sending-sign-in',
    code: 'auth_password_refused',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Der Postausgangs-Server (SMTP) smtp.example.org kann nicht authentifiziert werden. Bitte überprüfen Sie das Passwort und die gewählte „Authentifizierungsmethode“',
  },
  {
    row: 'thunderbird-de/kerberos',
    code: 'auth_refused',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Das Kerberos/GSSAPI-Ticket wurde vom SMTP-Server smtp.example.org nicht akzeptiert.',
  },
  {
    row: 'thunderbird-de/method-missing',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Der SMTP-Server smtp.example.org unterstützt die gewählte Authentifizierungsmethode nicht.',
  },
  {
    row: 'thunderbird-de/too-large',
    code: 'sending_too_large',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Die Größe der zu sendenden Nachricht übersteigt das globale Größenlimit des Servers.',
  },
  {
    row: 'thunderbird-de/setup-nothing',
    code: 'discovery_nothing_found',
    from: "documented: Thunderbird's own German texts (messengercompose)",
    text: 'Thunderbird konnte keine Einstellungen für Ihr E-Mail-Konto finden.',
  },
];
