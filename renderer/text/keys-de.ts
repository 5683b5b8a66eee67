import type { KeysText } from './keys-en.ts';

/** What „Schlüssel dieses Geräts“ says in German. */
export const keysDe: KeysText = {
  title: 'Schlüssel dieses Geräts – Letterlock',
  mark: 'Schlüssel dieses Geräts',
  afterSignIn: {
    heading: 'Lieber ohne Passwort?',
    about:
      'Dieses Gerät kann einen eigenen Schlüssel haben. Mit ihm melden Sie sich ohne Passwort an, und er lässt sich allein widerrufen, wenn das Gerät verloren geht.',
    make: 'Einen Schlüssel für dieses Gerät machen',
  },

  kinds: { ed25519: 'ed25519', p256: 'P-256', 'rsa-2048': 'RSA-2048' },

  list: {
    heading: 'Schlüssel dieses Geräts',
    lead: 'Mit einem Schlüssel melden Sie sich ohne Ihr Passwort an. Jedes Gerät hat seinen eigenen: So lässt sich ein verlorenes aussperren, ohne dass die anderen es merken.',
    back: 'Zurück zum Anfang',
    backToResult: 'Zurück zum Ergebnis',
    make: 'Einen Schlüssel machen',
    reading: 'Die Schlüssel werden gelesen …',
    none: 'Noch kein Schlüssel.',
    noneAbout:
      'Ein Schlüssel funktioniert bei Mailservern, die Schlüssel kennen: mox, Dovecot, Postfix, Exim und Cyrus tun das, wo ihr Betreiber es einrichtet. Die großen Anbieter meist nicht.',
    practice:
      'Schlüssel, die Sie jetzt machen, sind für das Übungspostfach und verschwinden, wenn Sie es verlassen.',
    unreadable: 'Die Schlüssel lassen sich nicht zeigen',
    again: 'Noch einmal nachsehen',
    gone: 'Diesen Schlüssel gibt es nicht mehr: Er wurde in einem anderen Fenster oder auf der Kommandozeile vergessen.',
    keyringGone:
      'Diesen Schlüssel schützt der Schlüsselbund des Systems, der jetzt gesperrt oder nicht da ist. Entsperren Sie ihn und starten Sie Letterlock neu.',
    inUse: 'in Gebrauch',
    revoked: 'widerrufen',
    for: (login) => `für ${login}`,
    last: (outcome, host) => `${outcome} – ${host}`,
    neverTried: 'noch nicht probiert',
  },

  make: {
    heading: 'Einen Schlüssel für dieses Gerät machen',
    lead: 'Zwei Zahlen, die zusammengehören: Die eine bleibt hier, die andere ist für den Server. Wer die zweite hat, kann sich damit nicht anmelden.',
    name: 'Wie Sie dieses Gerät nennen',
    nameHint: 'Es steht im Zertifikat, und Ihr Anbieter sieht es.',
    login: 'Er meldet sich an als',
    loginHint: 'Ihr Benutzername am Mailserver, meist Ihre Mailadresse.',
    programs: 'Für welche Mailprogramme?',
    programsHint:
      'Nicht jedes Programm nimmt jeden Schlüssel. Ohne Auswahl ist der Schlüssel für die Prüfungen von Letterlock.',
    kind: {
      ed25519: 'Der Schlüssel wird von der Art ed25519 sein.',
      chosen: (kind) => `Der Schlüssel wird von der Art ${kind} sein, wie gewählt.`,
    },
    more: 'Mehr Auswahl',
    algorithm: 'Art des Schlüssels',
    automatic: 'Was diese Programme annehmen',
    algorithms: {
      ed25519: 'ed25519: die neueste und kleinste',
      p256: 'P-256: nimmt jedes Programm',
      'rsa-2048': 'RSA mit 2048 Bit: nur für sehr Altes',
    },
    purpose: 'Im Zertifikat sagen, dass es für Clients ist',
    purposeHint:
      'Einige wenige Server wollen das. Ohne diese Angabe steht im Zertifikat nichts, was abgelehnt werden könnte.',
    keyring: 'Der Schlüssel liegt auf diesem Computer, versiegelt vom Schlüsselbund des Systems.',
    noKeyring:
      'Dieses System hat keinen Schlüsselbund, der den Schlüssel schützen würde, oder er ist gesperrt; darum tut es eine Passphrase von Ihnen. Nach ihr werden Sie gefragt, wenn der Schlüssel hier gebraucht wird.',
    noKeyringPractice: 'Eine Passphrase schützt den Schlüssel. Für die Übung genügt irgendeine.',
    submit: 'Den Schlüssel machen',
    making: 'Der Schlüssel wird gemacht …',
    unused: 'An einen Server wird nichts gesendet.',
  },

  passphrase: {
    new: 'Passphrase',
    again: 'Noch einmal dieselbe',
    newHint:
      'Mehrere Wörter, die sonst niemand zusammenstellen würde. Wiederherstellen lässt sie sich nicht.',
    short: 'Die ist kurz: Wer die Datei bekommt, könnte sie durch Probieren finden.',
    differ: 'Die beiden sind nicht gleich.',
    empty: 'Geben Sie eine Passphrase ein.',
    open: 'Passphrase dieses Schlüssels',
    openHint: 'Sie wird dieses eine Mal gebraucht und nicht aufbewahrt.',
  },

  key: {
    back: 'Alle Schlüssel',
    made: 'Der Schlüssel ist gemacht und liegt auf diesem Computer',
    madeInPractice: 'Der Schlüssel ist gemacht',
    madeNext: 'Noch kennt ihn kein Server. Drei Schritte bleiben.',
    revoked: (date) => `Widerrufen am ${date}`,
    revokedAbout:
      'Er soll nicht mehr gebraucht werden. Ein Server weiß das erst, wenn der Schlüssel dort entfernt ist: Melden Sie sich unten damit an und sehen Sie, dass er abgelehnt wird.',
    facts: 'Was über ihn bekannt ist',
    login: 'Meldet sich an als',
    kind: 'Art',
    madeOn: 'Gemacht am',
    until: 'Zertifikat bis',
    programs: 'Für die Programme',
    sealed: 'Geschützt durch',
    sealedBy: { keyring: 'den Schlüsselbund dieses Systems', passphrase: 'Ihre Passphrase' },
    done: 'erledigt',

    save: {
      heading: 'Geben Sie ihn Ihrem Mailprogramm',
      about: (programs) =>
        `Speichern Sie eine P12-Datei und öffnen Sie sie in Ihrem Mailprogramm (${programs}).`,
      aboutNone: 'Speichern Sie eine P12-Datei und öffnen Sie sie in Ihrem Mailprogramm.',
      where:
        'Programme haben dafür einen Ort, der oft „Zertifikate“ heißt: in Thunderbird Einstellungen → Datenschutz & Sicherheit → Zertifikate verwalten → Ihre Zertifikate → Importieren; auf einem Telefon ein Tipp auf die Datei.',
      compatible:
        'Diese Datei ist auf die ältere, schwächere Art verschlüsselt, weil ein Programm, für das sie ist, keine andere kennt: Löschen Sie sie nach dem Import.',
      forms: {
        p12: {
          name: 'P12-Datei',
          about: 'Zertifikat und Schlüssel in einem, unter einem eigens gemachten Passwort.',
          save: 'P12-Datei speichern …',
        },
        mobileconfig: {
          name: 'Profil für einen Mac',
          about: 'Eine P12-Datei, die die Systemeinstellungen installieren und auch wieder entfernen.',
          save: 'Speichern …',
        },
        pem: {
          name: 'Zertifikat und Schlüssel in einer PEM-Datei',
          about: 'Für mutt, msmtp, mbsync, curl und andere, die Dateien lesen.',
          save: 'Speichern …',
        },
        certificate: {
          name: 'Zertifikat allein (PEM)',
          about: 'Nichts daran ist geheim. Es ist das, was Server bekommen.',
          save: 'Speichern …',
        },
        'private-key': {
          name: 'Schlüssel allein (PEM)',
          about: 'Für Programme, die für beides je eine Datei wollen.',
          save: 'Speichern …',
        },
        sec1: {
          name: 'Schlüssel allein in seiner älteren Form (SEC 1)',
          about: 'Für die wenigen Programme, die die andere nicht lesen können.',
          save: 'Speichern …',
        },
      },
      other: 'Andere Dateien, für einen Mac und für Programme, die PEM lesen',
      notProtected:
        'In dieser Datei schützt den Schlüssel nichts: Bewahren Sie sie auf, wo niemand sonst sie lesen kann.',
      saving: 'Wird gespeichert …',
      saved: (path) => `Gespeichert: ${path}`,
      shown: {
        dialog:
          'Das Passwort der Datei wurde in einem eigenen Fenster gezeigt, dieses eine Mal. Verloren? Speichern Sie die Datei noch einmal.',
        terminal: 'Das Passwort der Datei steht im Terminal, in dem Letterlock gestartet wurde.',
      },
      fingerprints: 'Fingerabdrücke, für alle, die danach fragen',
      fingerprint: {
        mox: 'Schlüssel, wie mox ihn auflistet',
        postfixPublicKey: 'Schlüssel, wie Postfix ihn will',
        postfixCertificate: 'Zertifikat, wie Postfix es will',
        curlPin: 'Schlüssel, als Pin von curl',
        dovecot: 'Eintrag für das Bündel von Dovecot',
      },
    },

    register: {
      heading: 'Lassen Sie ihn am Server registrieren',
      headingRevoked: 'Lassen Sie ihn am Server entfernen',
      about:
        'Der Server muss den öffentlichen Teil kennen. Sagen Sie, was dort läuft, dann bekommen Sie den Text zum Einfügen oder Senden.',
      server: 'Was läuft dort?',
      serverKinds: {
        other: 'Das weiß ich nicht, oder etwas anderes: ein Brief an den Betreiber',
        mox: 'mox: Sie reichen ihn selbst ein, auf der Seite Ihres Kontos',
        dovecot: 'Dovecot',
        postfix: 'Postfix',
        exim: 'Exim',
        cyrus: 'Cyrus IMAP',
      },
      serverNames: {
        other: 'per Brief',
        mox: 'mox',
        dovecot: 'Dovecot',
        postfix: 'Postfix',
        exim: 'Exim',
        cyrus: 'Cyrus IMAP',
      },
      host: 'Mailserver',
      hostHint: 'Der Name, mit dem sich Ihr Mailprogramm verbindet.',
      aboutRevoked:
        'Sagen Sie, was dort läuft, dann bekommen Sie die Schritte, die den Schlüssel herausnehmen.',
      submit: 'Zeigen, was einzureichen ist',
      submitRevoked: 'Zeigen, was zu entfernen ist',
      practice: 'Am Übungspostfach registrieren',
      practiceDone: 'Das Übungspostfach kennt den Schlüssel jetzt.',
      noted: (host) =>
        `Vermerkt: Dieser Schlüssel ist für ${host}. Gesendet wurde nichts: Das Einreichen bleibt Ihnen.`,
      for: (host, server, date) => `${host} (${server}), vermerkt am ${date}`,
    },

    check: {
      heading: 'Melden Sie sich damit an',
      headingRevoked: 'Sehen Sie, dass er abgelehnt wird',
      about: 'Eine echte Anmeldung, zum Lesen und zum Senden von Mail. Ein Passwort wird nicht gebraucht.',
      aboutRevoked: 'Dieselbe Anmeldung wie immer: Jetzt muss sie scheitern.',
      submit: 'Mit dem Schlüssel anmelden',
      starting: 'Beginnt …',
      address: 'Ihre Mailadresse',
      addressHint:
        'Der Benutzername dieses Schlüssels ist keine, und gefunden werden die Einstellungen über die Adresse.',
      outcomes: {
        preauth: 'Damit angemeldet (PREAUTH)',
        external: 'Damit angemeldet (EXTERNAL)',
        'certificate-alone': 'Darf senden, allein durch sein Zertifikat',
        'not-asked': 'Der Server hat nicht nach einem Schlüssel gefragt',
        refused: 'Der Server hat ihn abgelehnt',
        'without-effect': 'Er wurde gezeigt, und es geschah nichts',
      },
      tried: (date, server) => `${date}, ${server}`,
      asItShould: 'wie es sein soll',
      back: 'Zurück zum Schlüssel',
      noted: 'Was dabei herauskam, ist beim Schlüssel vermerkt.',
      onDisk: 'Was bei der Anmeldung herauskam, wurde beim Schlüssel vermerkt.',
    },

    end: {
      heading: 'Erneuern, widerrufen, vergessen',
      renew: 'Neues Zertifikat',
      renewAbout: (date) =>
        `Das Zertifikat endet am ${date}. Ein neues auf demselben Schlüssel: Server, die den Schlüssel kennen, merken nichts.`,
      renewed:
        'Der Schlüssel hat ein neues Zertifikat. Auch Mailprogramme müssen es bekommen: Speichern Sie die Datei noch einmal.',
      revoke: 'Widerrufen',
      revokeAbout: 'Wenn das Gerät verloren oder verkauft ist oder der Schlüssel nicht mehr gebraucht wird.',
      revokeSure: 'Diesen Schlüssel widerrufen?',
      revokeSureAbout:
        'Das lässt sich nicht rückgängig machen. Danach steht hier, was an welchem Server zu entfernen ist.',
      forget: 'Vergessen',
      forgetAbout: 'Den Schlüssel von diesem Computer nehmen, samt seinem privaten Teil.',
      forgetSure: 'Diesen Schlüssel vergessen?',
      forgetSureAbout:
        'Das lässt sich nicht rückgängig machen. Dass Server ihn ablehnen, lässt sich danach nicht mehr prüfen.',
      keep: 'Lassen, wie es ist',
    },
  },

  page: {
    copy: 'Kopieren',
    copyWhat: (caption) => `Kopieren: ${caption}`,
    mind: 'Beachten Sie',
    proof: 'Woran man sieht, dass es geklappt hat',
  },
};
