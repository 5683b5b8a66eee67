import type { FindingCode } from '../../findings/finding.ts';
import type { Text } from '../../mail/page.ts';
import * as tools from './tools.ts';

/** Findings that are seen with the same tools, and mended by the same people in the same way. */
export interface Area {
  readonly tool: tools.Tool;
  /** Where to look in what the tool says. */
  readonly shows: Text;
  readonly ask: Text;
}

const CERTIFICATE: Area = {
  tool: tools.certificate,
  shows: {
    en: 'Look at “Verify return code” and “verify error”; the second line shows names, dates, key and signature.',
    de: 'Zu sehen an „Verify return code“ und „verify error“; die zweite Zeile zeigt Namen, Daten, Schlüssel und Signatur.',
  },
  ask: {
    en: 'Please install a certificate that is valid for this name, with its whole chain, on every server behind it, and reload the mail services. Where something in between shows its own certificate, please exclude the mail ports from inspection.',
    de: 'Bitte installieren Sie ein für diesen Namen gültiges Zertifikat samt vollständiger Kette auf allen Servern dahinter und laden Sie die Maildienste neu. Zeigt etwas dazwischen ein eigenes Zertifikat, nehmen Sie bitte die Mail-Ports von der Untersuchung aus.',
  },
};

const TLS: Area = {
  tool: tools.handshake(),
  shows: {
    en: 'Look at how the handshake ends, and whether “Acceptable client certificate CA names” are sent.',
    de: 'Zu sehen daran, wie der Handshake endet, und ob „Acceptable client certificate CA names“ gesendet werden.',
  },
  ask: {
    en: 'Please see why the TLS handshake ends like this, in the log of the mail service or of the proxy in front of it.',
    de: 'Bitte sehen Sie im Protokoll des Maildienstes oder des Proxys davor nach, warum der TLS-Handshake so endet.',
  },
};

const TLS_VERSIONS: Area = {
  tool: (place) => [
    ...tools.handshake('-tls1_2')(place),
    // OpenSSL 3 speaks the old versions only at the lowest level (SSL_CTX_set_security_level(3)).
    ...tools.handshake('-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0')(place),
  ],
  shows: {
    en: 'Look at “Protocol” or “New, TLSv…”; “no protocols available” or an alert means that this version is refused.',
    de: 'Zu sehen an „Protocol“ oder „New, TLSv…“; „no protocols available“ oder ein Alert heißt, dass diese Version abgelehnt wird.',
  },
  ask: {
    en: 'Please offer TLS 1.2 and 1.3, and nothing older.',
    de: 'Bitte bieten Sie TLS 1.2 und 1.3 an, und nichts Älteres.',
  },
};

const STARTTLS: Area = {
  tool: tools.starttls,
  shows: {
    en: 'The first line says whether STARTTLS was found and agreed on; the second shows, in the clear, what is offered and everything that is answered.',
    de: 'Die erste Zeile sagt, ob STARTTLS gefunden und vereinbart wurde; die zweite zeigt unverschlüsselt, was angeboten und was alles geantwortet wird.',
  },
  ask: {
    en: 'Please offer STARTTLS at this port and switch to TLS right after it, or close the port; and see whether a firewall or a scanner on the way changes it.',
    de: 'Bitte bieten Sie an diesem Port STARTTLS an und schalten Sie gleich danach auf TLS um, oder schließen Sie den Port; und sehen Sie nach, ob eine Firewall oder ein Scanner unterwegs etwas daran ändert.',
  },
};

const OFFERS: Area = {
  tool: tools.offers,
  shows: {
    en: 'Look at the list of capabilities that the server sends inside TLS, and in it at the mechanisms (AUTH, SASL).',
    de: 'Zu sehen an der Liste der Fähigkeiten, die der Server innerhalb von TLS sendet, und darin an den Verfahren (AUTH, SASL).',
  },
  ask: {
    en: 'Please offer a sign-in inside TLS that does not hand over the password, best SCRAM-SHA-256 with channel binding (-PLUS), the same at all mail services, and tell me whether what is missing was switched off on purpose.',
    de: 'Bitte bieten Sie innerhalb von TLS eine Anmeldung an, die das Passwort nicht herausgibt, am besten SCRAM-SHA-256 mit Channel Binding (-PLUS), bei allen Maildiensten dieselbe, und sagen Sie mir, ob das Fehlende mit Absicht abgeschaltet wurde.',
  },
};

const IN_THE_CLEAR: Area = {
  tool: tools.offersInTheClear,
  shows: {
    en: 'Look at what the server offers or says before anything is encrypted. Nobody signs in with this line.',
    de: 'Zu sehen an dem, was der Server anbietet oder sagt, bevor etwas verschlüsselt ist. Mit dieser Zeile meldet sich niemand an.',
  },
  ask: {
    en: 'Please let nobody sign in before TLS: offer no mechanism there (in IMAP LOGINDISABLED), or close the port.',
    de: 'Bitte lassen Sie vor TLS niemanden sich anmelden: Bieten Sie dort kein Verfahren an (in IMAP LOGINDISABLED), oder schließen Sie den Port.',
  },
};

const SIGN_IN: Area = {
  tool: tools.signIn,
  shows: {
    en: 'With a test account in the place of USER; the tool asks for its password. Look at the answer to AUTHENTICATE, AUTH or LOGIN.',
    de: 'Mit einem Testkonto anstelle von USER; das Werkzeug fragt nach dessen Passwort. Zu sehen an der Antwort auf AUTHENTICATE, AUTH oder LOGIN.',
  },
  ask: {
    en: 'Please see in the log of the mail service, at the times above, why the sign-in ends like this, and tell me what has to be done.',
    de: 'Bitte sehen Sie im Protokoll des Maildienstes zu den genannten Zeiten nach, warum die Anmeldung so endet, und sagen Sie mir, was zu tun ist.',
  },
};

const MAILBOX: Area = {
  tool: tools.mailbox,
  shows: {
    en: 'With the account or a test account in the place of USER; the tool asks for its password. Look at the last answers.',
    de: 'Mit dem Konto oder einem Testkonto anstelle von USER; das Werkzeug fragt nach dessen Passwort. Zu sehen an den letzten Antworten.',
  },
  ask: {
    en: 'Please see whether the account is there, allowed to use mail programs, not locked, and its mailbox whole.',
    de: 'Bitte sehen Sie nach, ob es das Konto gibt, ob es Mailprogramme benutzen darf, ob es nicht gesperrt und ob sein Postfach unbeschädigt ist.',
  },
};

const SENDING: Area = {
  tool: tools.sending,
  shows: {
    en: 'With the account or a test account in the place of USER; the tool asks for its password. No mail is sent: look at the answers to MAIL and RCPT.',
    de: 'Mit dem Konto oder einem Testkonto anstelle von USER; das Werkzeug fragt nach dessen Passwort. Es wird keine Mail gesendet: Zu sehen an den Antworten auf MAIL und RCPT.',
  },
  ask: {
    en: 'Please see in the log of the mail service, at the times above, why mail from this account is not taken or does not arrive.',
    de: 'Bitte sehen Sie im Protokoll des Maildienstes zu den genannten Zeiten nach, warum Mail von diesem Konto nicht angenommen wird oder nicht ankommt.',
  },
};

const GREETING: Area = {
  tool: tools.greeting,
  shows: {
    en: 'Look at what the server says by itself within ten seconds, and how the connection ends.',
    de: 'Zu sehen an dem, was der Server innerhalb von zehn Sekunden von selbst sagt, und daran, wie die Verbindung endet.',
  },
  ask: {
    en: 'Please see whether the mail service runs, and whether limits, a block list or a proxy in front of it answer or hang up in its place.',
    de: 'Bitte sehen Sie nach, ob der Maildienst läuft und ob Grenzwerte, eine Sperrliste oder ein Proxy davor an seiner Stelle antworten oder auflegen.',
  },
};

const REACH: Area = {
  tool: tools.reach,
  shows: {
    en: 'Look at the addresses, and whether “Connected” follows “Trying”; from inside and from outside of the network.',
    de: 'Zu sehen an den Adressen und daran, ob auf „Trying“ „Connected“ folgt; von innerhalb und von außerhalb des Netzes.',
  },
  ask: {
    en: 'Please allow connections to this host and port, or take addresses that nobody can reach out of DNS, and see whether the address that they came from is blocked.',
    de: 'Bitte erlauben Sie Verbindungen zu diesem Server und Port, oder nehmen Sie unerreichbare Adressen aus dem DNS, und sehen Sie nach, ob die Adresse gesperrt ist, von der sie kamen.',
  },
};

const NAMES: Area = {
  tool: tools.addresses,
  shows: {
    en: 'Look at “status”, the answers and “Query time”.',
    de: 'Zu sehen an „status“, den Antworten und „Query time“.',
  },
  ask: {
    en: 'Please see whether this name is in DNS with its right addresses, and whether the resolver of this network answers quickly and truly.',
    de: 'Bitte sehen Sie nach, ob dieser Name mit seinen richtigen Adressen im DNS steht, und ob der Resolver dieses Netzes schnell und richtig antwortet.',
  },
};

const WILDCARD: Area = {
  tool: tools.nobodysName,
  shows: {
    en: 'A name that nobody has given has to be answered with “NXDOMAIN”, and not with an address.',
    de: 'Ein Name, den niemand vergeben hat, muss mit „NXDOMAIN“ beantwortet werden und nicht mit einer Adresse.',
  },
  ask: {
    en: 'Please let the resolver of this network say of names that do not exist that they do not.',
    de: 'Bitte lassen Sie den Resolver dieses Netzes von Namen, die es nicht gibt, sagen, dass es sie nicht gibt.',
  },
};

const PUBLISHED: Area = {
  tool: tools.published,
  shows: {
    en: 'Look at the SRV records and at the file: they should be there, and name the same servers.',
    de: 'Zu sehen an den SRV-Einträgen und der Datei: Sie sollten da sein und dieselben Server nennen.',
  },
  ask: {
    en: 'Please publish the settings for mail programs, best as SRV records and an autoconfig file, and the same in all places.',
    de: 'Bitte veröffentlichen Sie die Einstellungen für Mailprogramme, am besten als SRV-Einträge und als Autoconfig-Datei, überall dieselben.',
  },
};

const ASKED: Area = {
  tool: tools.asked,
  shows: {
    en: 'Look at the status, at where it leads on to, and at what is in the document.',
    de: 'Zu sehen am Status, daran, wohin es weiterführt, und am Inhalt des Dokuments.',
  },
  ask: {
    en: 'Please put the settings for mail programs in order that are published there, over HTTPS with a valid certificate, or take them away.',
    de: 'Bitte bringen Sie die dort veröffentlichten Einstellungen für Mailprogramme in Ordnung, über HTTPS mit gültigem Zertifikat, oder nehmen Sie sie weg.',
  },
};

/** By how codes begin, the longest beginning decides. */
const AREAS: readonly (readonly [beginning: string, area: Area])[] = [
  ['account_', MAILBOX],
  ['auth_', SIGN_IN],
  ['auth_key_not_asked', TLS],
  ['auth_login_disabled', OFFERS],
  ['auth_mechanism', OFFERS],
  ['auth_no_safe_mechanism', OFFERS],
  ['auth_offered_in_cleartext', IN_THE_CLEAR],
  ['auth_password_withheld', CERTIFICATE],
  ['auth_plus_stripped', OFFERS],
  ['discovery_', ASKED],
  ['discovery_host_unknown', NAMES],
  ['discovery_nothing_published', PUBLISHED],
  ['discovery_sources_disagree', PUBLISHED],
  ['dns_', NAMES],
  ['dns_wildcard', WILDCARD],
  ['key_', TLS],
  ['memory_', OFFERS],
  ['memory_issuer_changed', CERTIFICATE],
  ['memory_starttls_gone', STARTTLS],
  ['memory_tls_older', TLS_VERSIONS],
  ['network_', REACH],
  ['network_connection_lost', GREETING],
  ['network_server_silent', GREETING],
  ['protocol_', GREETING],
  ['protocol_capabilities_refused', OFFERS],
  ['protocol_preauth_in_cleartext', IN_THE_CLEAR],
  ['sending_', SENDING],
  ['starttls_', STARTTLS],
  ['tls_', TLS],
  ['tls_certificate_', CERTIFICATE],
  ['tls_intercept', CERTIFICATE],
  ['tls_old_versions', TLS_VERSIONS],
  ['tls_version_', TLS_VERSIONS],
];

/** The area of a code; null where it has none, because nobody else can act on it. */
export function areaOf(code: FindingCode): Area | null {
  const fitting = AREAS.filter(([beginning]) => code.startsWith(beginning));
  return (
    fitting.reduce<(typeof AREAS)[number] | null>(
      (longest, row) => (longest === null || row[0].length > longest[0].length ? row : longest),
      null,
    )?.[1] ?? null
  );
}
