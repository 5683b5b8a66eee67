import type { InputProblem, InputProblemCode } from '../mail/parsed.ts';
import type { Language } from './explain.ts';

type Words = Readonly<Record<InputProblemCode, (given: string, wanted: string) => string>>;

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    address_without_at: (given) => `“${given}” is not a mail address: wanted is name@domain, with an @.`,
    address_local_part_unusable: (given) =>
      `The part before the @ in “${given}” cannot be used: wanted are letters, digits and signs such as . - _ +, at most 64.`,
    domain_unusable: (given) => `“${given}” is not a host name: wanted is a name such as imap.example.org.`,
    domain_not_ascii: (given, wanted) =>
      `“${given}” has letters outside ASCII, where look-alikes can hide: wanted is its ASCII form, ${wanted}. Compare it with your provider’s page, then use that.`,
    port_out_of_range: (given) => `“${given}” is not a port: wanted is a number from 1 to 65535.`,
    port_taken: (given) =>
      `The port ${given} cannot be had on this machine: wanted is one that nobody uses, or none at all.`,
    endpoint_form_unknown: (given) =>
      `“${given}” is not a server: wanted is HOST, HOST:PORT or HOST:PORT/SECURITY, such as imap.example.org:993/implicit-tls.`,
    security_unknown: (given) =>
      `“${given}” is not a connection security: wanted is implicit-tls, starttls or cleartext.`,
    protocol_not_named: (given) =>
      `The port in “${given}” is none of the usual ones, so that it does not say what it speaks: wanted is the protocol in front, as in imap://${given}, or pop3://, submission:// or sieve://.`,
    endpoints_missing: () => 'No server was named: wanted is HOST, HOST:PORT or HOST:PORT/SECURITY.',
    servers_already_named: (given) =>
      `“${given}” is named already, so that there is nothing to search for: wanted is the address or the domain alone, or letterlock probe ${given}.`,
    username_unusable: () =>
      'The user name is empty or has control characters: wanted is the name as your provider wrote it.',
    password_file_unreadable: (given) =>
      `The password file “${given}” cannot be read: wanted is a file with the password in its first line, or - for standard input.`,
    password_empty: (given) => `The password in ${given} is empty: wanted is the password in the first line.`,
    password_unusable: (given) =>
      `The password in ${given} has control characters or is not UTF-8: wanted is text in one line.`,
    ca_file_unreadable: (given) =>
      `The file “${given}” cannot be read: wanted is a PEM file with a CA certificate.`,
    ca_file_without_certificate: (given) =>
      `There is no certificate in “${given}”: wanted is a PEM file that begins with -----BEGIN CERTIFICATE-----.`,
    resolve_form_unknown: (given) =>
      `“${given}” does not name a host and an address: wanted is HOST:ADDRESS, such as imap.example.org:192.0.2.7.`,
    dns_server_unusable: (given) =>
      `“${given}” is not a DNS server: wanted is ADDRESS or ADDRESS:PORT, such as 192.0.2.53.`,
    fault_unknown: (given, wanted) =>
      `“${given}” is not a fault of the practice server: perhaps you mean ${wanted}. All of them: letterlock practice --list`,
    fault_without_practice: (given) =>
      `The fault “${given}” can be played by the practice server only: wanted is --practice beside it.`,
    practice_account_unknown: (given, wanted) =>
      `The practice server has no account “${given}”: wanted is ${wanted}.`,
    practice_names_no_servers: (given) =>
      `The practice server brings its own servers, names and authority: wanted is --practice without ${given}.`,
    practice_not_running: () => 'The practice server has ended: start it again.',
    temporary_folder_unusable: (given) =>
      `Nothing can be written into “${given}”, the folder for temporary files: wanted is another one, named by TMPDIR.`,
    address_missing: () =>
      'No mail address was given: wanted is name@domain, or --practice to try it without an account.',
    mechanism_unknown: (given, wanted) =>
      `“${given}” is not a mechanism that Letterlock speaks: wanted is one of ${wanted}.`,
    timeout_unusable: (given) => `“${given}” is not a time: wanted is a number of seconds from 1 to 600.`,
    language_unknown: (given) => `“${given}” is not a language of Letterlock: wanted is en or de.`,
  },
  de: {
    address_without_at: (given) =>
      `„${given}“ ist keine Mailadresse: Gebraucht wird name@domain, mit einem @.`,
    address_local_part_unusable: (given) =>
      `Der Teil vor dem @ in „${given}“ ist nicht brauchbar: Gebraucht werden Buchstaben, Ziffern und Zeichen wie . - _ +, höchstens 64.`,
    domain_unusable: (given) =>
      `„${given}“ ist kein Servername: Gebraucht wird ein Name wie imap.example.org.`,
    domain_not_ascii: (given, wanted) =>
      `„${given}“ enthält Buchstaben außerhalb von ASCII, hinter denen sich ähnliche verstecken können: Gebraucht wird die ASCII-Form, ${wanted}. Vergleichen Sie sie mit der Seite Ihres Anbieters und nehmen Sie dann diese.`,
    port_out_of_range: (given) => `„${given}“ ist kein Port: Gebraucht wird eine Zahl von 1 bis 65535.`,
    port_taken: (given) =>
      `Den Port ${given} gibt dieser Rechner nicht her: Gebraucht wird einer, den niemand benutzt, oder keiner.`,
    endpoint_form_unknown: (given) =>
      `„${given}“ ist kein Server: Gebraucht wird HOST, HOST:PORT oder HOST:PORT/SECURITY, zum Beispiel imap.example.org:993/implicit-tls.`,
    security_unknown: (given) =>
      `„${given}“ ist keine Verbindungssicherheit: Gebraucht wird implicit-tls, starttls oder cleartext.`,
    protocol_not_named: (given) =>
      `Der Port in „${given}“ ist keiner der üblichen und sagt darum nicht, was er spricht: Gebraucht wird das Protokoll davor, etwa imap://${given}, oder pop3://, submission:// oder sieve://.`,
    endpoints_missing: () =>
      'Es wurde kein Server genannt: Gebraucht wird HOST, HOST:PORT oder HOST:PORT/SECURITY.',
    servers_already_named: (given) =>
      `„${given}“ ist schon genannt, so dass es nichts zu suchen gibt: Gebraucht wird die Adresse oder die Domain allein, oder letterlock probe ${given}.`,
    username_unusable: () =>
      'Der Benutzername ist leer oder enthält Steuerzeichen: Gebraucht wird der Name, wie ihn Ihr Anbieter schreibt.',
    password_file_unreadable: (given) =>
      `Die Passwortdatei „${given}“ lässt sich nicht lesen: Gebraucht wird eine Datei mit dem Passwort in der ersten Zeile, oder - für die Standardeingabe.`,
    password_empty: (given) =>
      `Das Passwort in ${given} ist leer: Gebraucht wird das Passwort in der ersten Zeile.`,
    password_unusable: (given) =>
      `Das Passwort in ${given} enthält Steuerzeichen oder ist kein UTF-8: Gebraucht wird Text in einer Zeile.`,
    ca_file_unreadable: (given) =>
      `Die Datei „${given}“ lässt sich nicht lesen: Gebraucht wird eine PEM-Datei mit einem CA-Zertifikat.`,
    ca_file_without_certificate: (given) =>
      `In „${given}“ ist kein Zertifikat: Gebraucht wird eine PEM-Datei, die mit -----BEGIN CERTIFICATE----- beginnt.`,
    resolve_form_unknown: (given) =>
      `„${given}“ nennt nicht Server und Adresse: Gebraucht wird HOST:ADRESSE, zum Beispiel imap.example.org:192.0.2.7.`,
    dns_server_unusable: (given) =>
      `„${given}“ ist kein DNS-Server: Gebraucht wird ADRESSE oder ADRESSE:PORT, zum Beispiel 192.0.2.53.`,
    fault_unknown: (given, wanted) =>
      `„${given}“ ist kein Fehler des Übungsservers: Vielleicht meinen Sie ${wanted}. Alle zusammen: letterlock practice --list`,
    fault_without_practice: (given) =>
      `Den Fehler „${given}“ kann nur der Übungsserver spielen: Gebraucht wird --practice dazu.`,
    practice_account_unknown: (given, wanted) =>
      `Der Übungsserver hat kein Konto „${given}“: Gebraucht wird ${wanted}.`,
    practice_names_no_servers: (given) =>
      `Der Übungsserver bringt eigene Server, Namen und eine eigene Zertifizierungsstelle mit: Gebraucht wird --practice ohne ${given}.`,
    practice_not_running: () => 'Der Übungsserver ist beendet: Starten Sie ihn noch einmal.',
    temporary_folder_unusable: (given) =>
      `In „${given}“, dem Ordner für vorübergehende Dateien, lässt sich nichts schreiben: Gebraucht wird ein anderer, den TMPDIR nennt.`,
    address_missing: () =>
      'Es wurde keine Mailadresse angegeben: Gebraucht wird name@domain, oder --practice, um es ohne Konto zu versuchen.',
    mechanism_unknown: (given, wanted) =>
      `„${given}“ ist kein Verfahren, das Letterlock spricht: Gebraucht wird eines von ${wanted}.`,
    timeout_unusable: (given) =>
      `„${given}“ ist keine Zeit: Gebraucht wird eine Zahl von Sekunden zwischen 1 und 600.`,
    language_unknown: (given) => `„${given}“ ist keine Sprache von Letterlock: Gebraucht wird en oder de.`,
  },
};

/** One sentence that says what was given and what is wanted. Plain text; what was given is in it as given. */
export function describeProblem({ code, given, wanted }: InputProblem, language: Language): string {
  return WORDS[language][code](given, wanted ?? '');
}
