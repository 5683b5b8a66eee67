import type { ProblemWords } from './input-problems.ts';

/** The sentences in German. */
export const PROBLEMS_DE: ProblemWords = {
  address_without_at: (given) => `„${given}“ ist keine Mailadresse: Gebraucht wird name@domain, mit einem @.`,
  address_local_part_unusable: (given) =>
    `Der Teil vor dem @ in „${given}“ ist nicht brauchbar: Gebraucht werden Buchstaben, Ziffern und Zeichen wie . - _ +, höchstens 64 Bytes, und nichts, was man nicht sieht.`,
  domain_unusable: (given) => `„${given}“ ist kein Servername: Gebraucht wird ein Name wie imap.example.org.`,
  domain_not_ascii: (given, wanted) =>
    `„${given}“ enthält Buchstaben außerhalb von ASCII, hinter denen sich ähnliche verstecken können: Gebraucht wird die ASCII-Form, ${wanted}. Vergleichen Sie sie mit der Seite Ihres Anbieters und nehmen Sie dann diese.`,
  port_out_of_range: (given) => `„${given}“ ist kein Port: Gebraucht wird eine Zahl von 1 bis 65535.`,
  port_taken: (given) =>
    `Den Port ${given} gibt dieser Computer nicht her: Gebraucht wird einer, den niemand benutzt, oder keiner.`,
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
  p12_file_unreadable: (given) =>
    `Die Datei „${given}“ lässt sich nicht lesen: Gebraucht wird eine P12-Datei (.p12 oder .pfx) mit dem Schlüssel dieses Geräts.`,
  p12_too_large: (given) =>
    `„${given}“ ist größer als 256 KB, und das ist keine P12-Datei mit einem Schlüssel: Gebraucht wird die Datei mit dem Schlüssel dieses Geräts.`,
  p12_malformed: (given) =>
    `„${given}“ ist keine P12-Datei oder eine beschädigte: Gebraucht wird eine Datei, die als PKCS#12 (.p12 oder .pfx) exportiert wurde.`,
  p12_password_missing: (given) =>
    `„${given}“ ist mit einem Passwort geschützt: Gebraucht wird --p12-password-file mit einer Datei, die es in der ersten Zeile enthält, oder - für die Standardeingabe.`,
  p12_password_wrong: (given) =>
    `Das Passwort öffnet „${given}“ nicht: Gebraucht wird das, das beim Anlegen der Datei gezeigt wurde.`,
  p12_unsupported: (given, wanted) =>
    `„${given}“ ist auf eine Weise geschützt, die Letterlock nicht kennt (${wanted}): Gebraucht wird eine P12-Datei mit Passwort, von einem anderen Programm neu exportiert.`,
  p12_without_key: (given) =>
    `In „${given}“ ist kein privater Schlüssel, so dass sich niemand damit anmelden kann: Gebraucht wird ein Export samt privatem Schlüssel.`,
  p12_without_certificate: (given) =>
    `Zu dem Schlüssel in „${given}“ gibt es kein Zertifikat: Gebraucht wird ein Export des Schlüssels samt seinem Zertifikat.`,
  p12_key_unusable: (given) =>
    `Der Schlüssel in „${given}“ ist von einer Art, mit der TLS hier nicht unterschreiben kann: Gebraucht wird ed25519, P-256, P-384, P-521 oder RSA.`,
  p12_not_named: () =>
    'Es wurde ein Passwort für eine P12-Datei genannt und keine P12-Datei: Gebraucht wird --p12 DATEI oder --mobileconfig DATEI dazu.',
  device_name_empty: () =>
    'Das Gerät hat keinen Namen: Gebraucht wird einer, an dem Sie es wiedererkennen, zum Beispiel Laptop.',
  device_name_too_long: () =>
    'Der Name des Geräts ist zu lang: Gebraucht werden höchstens 64 Zeichen, mehr nehmen Zertifikate nicht auf.',
  device_name_control_characters: () =>
    'Im Namen des Geräts steht ein Zeilenumbruch oder ein anderes Steuerzeichen: Gebraucht wird Text in einer Zeile.',
  device_name_direction_marks: () =>
    'Im Namen des Geräts stehen unsichtbare Zeichen, die die Schreibrichtung umkehren: Gebraucht wird der Name ohne sie. Von Hand getippt enthält er keine.',
  device_name_emoji: (given) =>
    `In „${given}“ steht ein Emoji oder ein anderes seltenes Zeichen, mit dem manche Programme die Datei des Schlüssels nicht öffnen können: Gebraucht werden Buchstaben, Ziffern und übliche Zeichen.`,
  device_name_invisible: () =>
    'Im Namen des Geräts steht ein Zeichen, das man nicht sieht: Gebraucht wird der Name ohne es. Von Hand getippt enthält er keines.',
  device_account_missing: () =>
    'Es wurde kein Konto genannt: Gebraucht wird --account mit dem Benutzernamen, als der sich der Schlüssel anmeldet, meist die Mailadresse.',
  device_unknown: (given, wanted) =>
    wanted === ''
      ? `„${given}“ ist kein Gerät dieses Computers: Es gibt noch keines. Eines machen: letterlock key new`
      : `„${given}“ ist kein Gerät dieses Computers: Gebraucht wird eines von ${wanted}.`,
  device_ambiguous: (given, wanted) =>
    `„${given}“ könnte mehrere Geräte meinen: Gebraucht wird die Kennung von einem von ${wanted}.`,
  device_not_revoked: (given) =>
    `${given} ist in Gebrauch, und mit ihm wäre sein privater Schlüssel für immer fort: Gebraucht wird zuerst letterlock key revoke.`,
  device_key_in_keyring: (given) =>
    `Den Schlüssel von ${given} schützt der Schlüsselbund dieses Computers, den nur das Fenster fragen kann: Gebraucht wird dort „Schlüssel dieses Geräts“.`,
  device_key_damaged: (given) =>
    `Der Schlüssel von ${given} wurde auf der Platte verändert und lässt sich nicht mehr öffnen: Gebraucht wird eine Sicherung der Datei oder ein neues Gerät.`,
  keyring_refused: () =>
    'Der Schlüsselbund dieses Computers hat nicht geholfen: Er ist gesperrt, jemand hat abgelehnt, oder es ist ein anderer als der, mit dem der Schlüssel verwahrt wurde. Entsperren Sie ihn, zum Beispiel durch eine neue Anmeldung am Computer, und tun Sie dasselbe noch einmal.',
  data_folder_missing: () =>
    'Dieser Benutzer hat keinen Ordner für die Daten von Programmen: Gebraucht wird einer, genannt in LETTERLOCK_HOME.',
  devices_damaged: (given) =>
    `Die Datei „${given}“ mit den Schlüsseln dieses Computers ist beschädigt. Sie blieb, wie sie ist, weil private Schlüssel in ihr liegen: Gebraucht wird eine Sicherung, oder dass Sie sie selbst zur Seite legen.`,
  devices_newer: (given) =>
    `Die Datei „${given}“ hat eine neuere Version von Letterlock geschrieben; sie blieb, wie sie ist: Gebraucht wird diese Version.`,
  devices_unusable: (given, wanted) =>
    `Die Datei „${given}“ mit den Schlüsseln dieses Computers ist nicht brauchbar (${wanted}): Gebraucht wird eine eigene Datei in einem Ordner, in den nur Sie schreiben können.`,
  devices_busy: (given) =>
    `Ein anderes Letterlock ändert gerade „${given}“. Es wurde nichts geändert: Versuchen Sie es noch einmal.`,
  devices_full: (given) =>
    `„${given}“ enthält so viele Geräte, wie hineinpassen, widerrufene eingeschlossen: Zuerst muss eines vergessen werden.`,
  key_not_named: () =>
    'Es wurde eine Passphrase genannt und kein Schlüssel, den sie öffnet: Gebraucht wird --key GERÄT dazu.',
  key_algorithm_unknown: (given, wanted) =>
    `„${given}“ ist keine Art von Schlüssel, die Letterlock macht: Gebraucht wird eine von ${wanted}.`,
  server_kind_unknown: (given, wanted) =>
    `„${given}“ ist keine Art von Server: Gebraucht wird eine von ${wanted}. Wo Sie sie nicht kennen, schreibt other einen Brief an Ihren Anbieter.`,
  key_program_unknown: (given, wanted) =>
    `„${given}“ ist kein Mailprogramm, das hier bekannt ist: Gebraucht wird eines von ${wanted}.`,
  key_file_not_named: () =>
    'Es wurde keine Datei genannt, die zu schreiben wäre: Gebraucht wird --p12 DATEI, --mobileconfig DATEI, --cert DATEI, --pem DATEI, --key-file DATEI oder --sec1 DATEI.',
  key_has_no_sec1: (given) =>
    `Ein Schlüssel der Art ${given} hat keine Form nach SEC 1: Gebraucht wird --pem, das jede Art hat.`,
  key_has_no_profile: () =>
    'Apples Schlüsselbund kennt keine Schlüssel der Art ed25519 und würde ein Profil damit ablehnen: Gebraucht wird ein Schlüssel der Art p256, die jedes Programm nimmt (letterlock key new --algorithm p256).',
  p12_password_file_missing: (given) =>
    `Die Datei „${given}“ bekäme ein Passwort, das niemand sieht: Gebraucht wird --p12-password-file DATEI dazu, oder ein Terminal, auf dem es gezeigt wird.`,
  passphrase_missing: () =>
    'Es wurde keine Passphrase genannt, die den Schlüssel schützt: Gebraucht wird --passphrase-file DATEI, oder ein Terminal, um sie zu tippen.',
  passphrases_differ: () => 'Die beiden Passphrasen sind nicht gleich: Gebraucht wird zweimal dieselbe.',
  passphrase_unusable: () =>
    'Die Passphrase ist leer oder enthält Zeichen, die sich nicht überall tippen lassen: Gebraucht wird Text in einer Zeile.',
  passphrase_wrong: (given) =>
    `Das ist nicht die Passphrase von ${given}: Gebraucht wird die, mit der es gemacht wurde.`,
  file_exists: (given) =>
    `„${given}“ gibt es schon, und Letterlock ersetzt keine Datei: Gebraucht wird ein anderer Name.`,
  file_not_written: (given, wanted) =>
    `„${given}“ ließ sich nicht schreiben (${wanted}): Gebraucht wird ein Ort, an dem Sie schreiben dürfen und an dem Platz ist.`,
  file_not_comparable: (given) =>
    `„${given}“ ist ein Verweis oder kein Text, der sich vergleichen lässt, und wurde nicht angerührt: Gebraucht wird, dass Sie die Zeilen selbst einfügen.`,
  file_changed_meanwhile: (given) =>
    `„${given}“ wurde inzwischen von anderer Seite geändert und nicht angerührt: Gebraucht wird ein neuer Versuch.`,
  token_file_unreadable: (given) =>
    `Die Tokendatei „${given}“ lässt sich nicht lesen: Gebraucht wird eine Datei mit dem Zugangstoken in der ersten Zeile, oder - für die Standardeingabe.`,
  token_unusable: (given) =>
    `In ${given} ist kein Zugangstoken: Gebraucht wird eine Zeile aus Buchstaben, Ziffern und - . _ ~ + / = (RFC 6750).`,
  ways_in_conflict: (given, wanted) =>
    `Angemeldet wird auf einem Weg, und genannt wurden mehrere (${given}): Gebraucht wird nur einer von ${wanted}.`,
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
  device_address_missing: (given) =>
    `Das Gerät meldet sich als „${given}“ an, und das ist keine Mailadresse: Gebraucht wird --address name@domain, die Adresse seines Postfachs.`,
  address_missing: () =>
    'Es wurde keine Mailadresse angegeben: Gebraucht wird name@domain, oder --practice, um es ohne Konto zu versuchen.',
  address_told_to_nobody: (given) =>
    `${given} gehört zu einer Suche nach den Einstellungen einer ganzen Mailadresse, und hier gibt es keine: Gebraucht wird name@domain, ohne Server.`,
  mechanism_unknown: (given, wanted) =>
    `„${given}“ ist kein Verfahren, das Letterlock spricht: Gebraucht wird eines von ${wanted}.`,
  explain_nothing_named: () =>
    'Es wurde nichts genannt, das zu erklären wäre: Gebraucht wird der Code eines Befunds, --text DATEI mit einer Fehlermeldung oder einem Protokoll (- ist die Standardeingabe) oder --list.',
  explain_too_much_named: () =>
    'Es wurde mehr als eines genannt, das zu erklären wäre: Gebraucht wird der Code eines Befunds oder --text DATEI oder --list.',
  finding_code_unknown: (given, wanted) =>
    `„${given}“ ist nicht der Code eines Befunds: Vielleicht meinen Sie ${wanted}. Alle zusammen: letterlock explain --list`,
  text_file_unreadable: (given) =>
    `Die Datei „${given}“ lässt sich nicht lesen: Gebraucht wird eine Textdatei mit einer Fehlermeldung oder einem Protokoll, oder - für die Standardeingabe.`,
  text_file_too_large: (given) =>
    `„${given}“ ist größer als 64 MB, wovon nur der Anfang gelesen würde: Gebraucht wird der Teil um den Fehler herum.`,
  text_not_text: (given) =>
    `„${given}“ ist kein Text: Gebraucht wird eine Fehlermeldung oder ein Protokoll, wie es ein Programm zeigt oder schreibt.`,
  report_file_unreadable: (given) =>
    `Die Datei „${given}“ lässt sich nicht lesen: Gebraucht wird ein Bericht, den letterlock als JSON geschrieben hat, oder - für die Standardeingabe.`,
  report_foreign: (given) =>
    `„${given}“ ist kein Bericht von Letterlock: Gebraucht wird eine Datei, die letterlock check --json oder --report DATEI.json geschrieben hat.`,
  report_too_large: (given) =>
    `„${given}“ ist größer als jeder Bericht (16 MB oder 20 000 Beobachtungen) und wurde nicht geöffnet: Gebraucht wird der Bericht einer einzelnen Prüfung.`,
  report_newer: (given, wanted) =>
    `„${given}“ ist ein Bericht in Version ${wanted} des Formats, und dieses Letterlock liest Version 1: Gebraucht wird ein neueres Letterlock.`,
  report_damaged: (given) =>
    `„${given}“ ist ein Bericht, der beschädigt ist oder verändert wurde, und wurde nicht geöffnet: Gebraucht wird die Datei, wie Letterlock sie geschrieben hat.`,
  report_level_unknown: (given, wanted) =>
    `„${given}“ sagt nicht, wie viel von einem Bericht gezeigt wird: Gebraucht wird eines von ${wanted}.`,
  report_format_unknown: (given, wanted) =>
    `„${given}“ ist keine Form, in der hier Berichte geschrieben werden: Gebraucht wird eine von ${wanted}.`,
  report_ending_unknown: (given, wanted) =>
    `Die Endung von „${given}“ sagt nicht, in welcher Form der Bericht gewünscht ist: Gebraucht wird eine von ${wanted}.`,
  report_recipient_unknown: (given, wanted) =>
    `Briefe an „${given}“ gibt es nicht: Gebraucht wird eines von ${wanted}.`,
  report_options_conflict: (given) => `${given} gehen nicht zusammen: Gebraucht wird nur eines davon.`,
  report_not_named: () =>
    'Es wurde genannt, wie viel ein Bericht zeigt, und kein Bericht: Gebraucht wird dazu --report DATEI.',
  recipe_program_missing: (_given, wanted) =>
    `Es wurde kein Mailprogramm genannt: Gebraucht wird eines von ${wanted}, und dahinter die Mailadresse.`,
  recipe_program_unknown: (given, wanted) =>
    `Für „${given}“ oder diese Version davon gibt es keine Anleitung: Gebraucht wird eines von ${wanted}.`,
  recipe_system_unknown: (given, wanted) =>
    `„${given}“ ist kein System, das hier bekannt ist: Gebraucht wird eines von ${wanted}.`,
  recipe_password_unknown: (given, wanted) =>
    `„${given}“ sagt nicht, woher das Programm das Passwort bekommt: Gebraucht wird eines von ${wanted}.`,
  recipe_system_elsewhere: (given, wanted) =>
    `Die Anleitung ist für ${given}, und das hier ist ${wanted}, wo kein Programm ihre Dateien lesen würde: Gebraucht wird die Anleitung ohne --write.`,
  option_alone: (given, wanted) => `${given} reicht allein nicht: Gebraucht wird dazu ${wanted}.`,
  timeout_unusable: (given) =>
    `„${given}“ ist keine Zeit: Gebraucht wird eine Zahl von Sekunden zwischen 1 und 600.`,
  language_unknown: (given) => `„${given}“ ist keine Sprache von Letterlock: Gebraucht wird en oder de.`,
};
