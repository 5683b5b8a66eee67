import type { Language } from '../../findings/explain.ts';
import type { Observation } from '../../mail/observation.ts';
import type { Verdict } from '../report.ts';

/** The words of a report as a document, but for those of its findings. */
export interface DocumentWords {
  readonly name: string;
  readonly contents: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly nothingFound: string;
  readonly likely: string;
  readonly about: {
    readonly whom: string;
    readonly hosts: string;
    readonly when: string;
    readonly took: string;
    readonly by: string;
  };
  readonly titles: {
    readonly findings: string;
    readonly servers: string;
    readonly settings: string;
    readonly timeline: string;
    readonly capabilities: string;
    readonly certificates: string;
    readonly disk: string;
    readonly transcripts: string;
    readonly hidden: string;
  };
  readonly server: {
    readonly tls: string;
    readonly until: string;
    readonly software: string;
    readonly offers: string;
    readonly signIn: string;
    readonly mail: string;
    readonly notReached: string;
  };
  readonly settings: {
    readonly caption: string;
    readonly columns: readonly string[];
    readonly disagree: string;
    readonly asked: (count: number) => string;
    /** The same where the address was told to some. */
    readonly askedTelling: (count: number) => string;
    readonly askedColumns: readonly string[];
    readonly addressTold: string;
  };
  readonly timeline: {
    readonly caption: string;
    readonly columns: readonly string[];
    readonly run: string;
    readonly kinds: Readonly<Record<Observation['kind'], string>>;
  };
  readonly capabilities: {
    readonly caption: string;
    readonly columns: readonly string[];
    readonly none: string;
  };
  readonly certificate: {
    readonly names: string;
    readonly issuer: string;
    readonly valid: string;
    readonly key: string;
    readonly signature: string;
    readonly fingerprint: string;
    readonly spki: string;
  };
  readonly nothingChanged: string;
  readonly transcript: (lines: number) => string;
  readonly leftOut: (count: number) => string;
  readonly hidden: {
    readonly caption: string;
    readonly columns: readonly string[];
    readonly nothing: string;
    readonly noSecrets: string;
  };
}

/** The words in each language. */
export const DOCUMENT_WORDS: Readonly<Record<Language, DocumentWords>> = {
  en: {
    name: 'Letterlock report',
    contents: 'Contents',
    verdicts: {
      healthy: 'Everything that was checked is fine',
      problems: 'A problem was found',
      unfinished: 'The check did not come to its end',
    },
    nothingFound: 'The check ended before there was anything to say',
    likely: 'likely, not certain',
    about: { whom: 'About', hosts: 'Servers', when: 'Checked', took: 'Took', by: 'Checked with' },
    titles: {
      findings: 'What was found',
      servers: 'The servers',
      settings: 'Where the settings come from',
      timeline: 'What was done, in order',
      capabilities: 'What the servers offer',
      certificates: 'Certificates',
      disk: 'What was changed on this computer',
      transcripts: 'What was said over each connection',
      hidden: 'What is not in this report',
    },
    server: {
      tls: 'Encryption',
      until: 'Certificate valid until',
      software: 'Calls itself',
      offers: 'Offers',
      signIn: 'Sign-in',
      mail: 'Mail',
      notReached: 'Nothing was learned of it.',
    },
    settings: {
      caption: 'Servers that were suggested, the best of each kind first',
      columns: ['For', 'Server', 'Suggested by', 'User name'],
      disagree: 'Where sources do not agree',
      asked: (count) => `What was asked (${count}); only the domain was told, to nobody the address`,
      askedTelling: (count) =>
        `What was asked (${count}); the address was told where it says so, else the domain`,
      askedColumns: ['What was asked', 'Whom', 'What came'],
      addressTold: 'address told',
    },
    timeline: {
      caption: 'Times in milliseconds from the start of the check',
      columns: ['Done at', 'Took', 'Where', 'Step', 'What came of it'],
      run: 'the check as a whole',
      kinds: {
        'dns-answer': 'Addresses of the name',
        'tcp-connect': 'Connection',
        'tls-handshake': 'Encryption',
        'tls-look': 'Encryption, looked at from outside',
        greeting: 'Greeting',
        capabilities: 'List of offers',
        software: 'Software',
        starttls: 'Switch to encryption',
        'second-look': 'Second look',
        'control-connect': 'Other port, to compare',
        'sign-in': 'Sign-in',
        mailbox: 'Mailbox',
        sending: 'Sending allowed',
        'test-mail': 'Test mail',
        arrival: 'Test mail arriving',
        remembered: 'Compared with before',
        'check-crashed': 'Check of ours that broke',
        lookup: 'Search for settings',
        provider: 'Provider',
        'wildcard-dns': 'Names that cannot exist',
        'memory-file': 'Notes of earlier checks',
        'own-network': 'Networks of this computer',
      },
    },
    capabilities: {
      caption: 'What was listed before encryption could have been said by anybody on the way',
      columns: ['Server', 'Before encryption', 'Encrypted'],
      none: 'not listed',
    },
    certificate: {
      names: 'Names',
      issuer: 'Issued by',
      valid: 'Valid',
      key: 'Key',
      signature: 'Signature',
      fingerprint: 'SHA-256',
      spki: 'SHA-256 of the public key',
    },
    nothingChanged: 'Nothing was changed on this computer.',
    transcript: (lines) => (lines === 1 ? '1 line' : `${lines} lines`),
    leftOut: (count) =>
      count === 1 ? '1 more is in the JSON report.' : `${count} more are in the JSON report.`,
    hidden: {
      caption: 'What stands in the place of what was hidden',
      columns: ['What was hidden', 'Shown as', 'Times'],
      nothing: 'Nothing else was hidden in this report.',
      noSecrets:
        'No password, no key, no token and no proof of one is in this report. They are left out while the check is recorded.',
    },
  },
  de: {
    name: 'Bericht von Letterlock',
    contents: 'Inhalt',
    verdicts: {
      healthy: 'Alles, was geprüft wurde, ist in Ordnung',
      problems: 'Ein Problem wurde gefunden',
      unfinished: 'Die Prüfung kam nicht bis zum Ende',
    },
    nothingFound: 'Die Prüfung endete, bevor es etwas zu sagen gab',
    likely: 'wahrscheinlich, nicht sicher',
    about: { whom: 'Über', hosts: 'Server', when: 'Geprüft', took: 'Dauer', by: 'Geprüft mit' },
    titles: {
      findings: 'Was gefunden wurde',
      servers: 'Die Server',
      settings: 'Woher die Einstellungen stammen',
      timeline: 'Was getan wurde, der Reihe nach',
      capabilities: 'Was die Server anbieten',
      certificates: 'Zertifikate',
      disk: 'Was auf diesem Computer verändert wurde',
      transcripts: 'Was über jede Verbindung gesagt wurde',
      hidden: 'Was nicht in diesem Bericht steht',
    },
    server: {
      tls: 'Verschlüsselung',
      until: 'Zertifikat gültig bis',
      software: 'Nennt sich',
      offers: 'Bietet an',
      signIn: 'Anmeldung',
      mail: 'Mail',
      notReached: 'Über ihn war nichts zu erfahren.',
    },
    settings: {
      caption: 'Server, die vorgeschlagen wurden, die besten jeder Art zuerst',
      columns: ['Wofür', 'Server', 'Vorgeschlagen von', 'Benutzername'],
      disagree: 'Wo Quellen nicht übereinstimmen',
      asked: (count) => `Was gefragt wurde (${count}); genannt wurde nur die Domain, niemandem die Adresse`,
      askedTelling: (count) =>
        `Was gefragt wurde (${count}); wo es dabeisteht, mit der Adresse, sonst nur die Domain`,
      askedColumns: ['Was gefragt wurde', 'Wen', 'Was kam'],
      addressTold: 'Adresse genannt',
    },
    timeline: {
      caption: 'Zeiten in Millisekunden ab dem Beginn der Prüfung',
      columns: ['Fertig bei', 'Dauer', 'Wo', 'Schritt', 'Was dabei herauskam'],
      run: 'die Prüfung als Ganzes',
      kinds: {
        'dns-answer': 'Adressen des Namens',
        'tcp-connect': 'Verbindung',
        'tls-handshake': 'Verschlüsselung',
        'tls-look': 'Verschlüsselung, von außen betrachtet',
        greeting: 'Begrüßung',
        capabilities: 'Liste der Angebote',
        software: 'Software',
        starttls: 'Umschalten auf Verschlüsselung',
        'second-look': 'Zweiter Blick',
        'control-connect': 'Anderer Port, zum Vergleich',
        'sign-in': 'Anmeldung',
        mailbox: 'Postfach',
        sending: 'Senden erlaubt',
        'test-mail': 'Testmail',
        arrival: 'Ankunft der Testmail',
        remembered: 'Vergleich mit früher',
        'check-crashed': 'Prüfung, die bei uns scheiterte',
        lookup: 'Suche nach Einstellungen',
        provider: 'Anbieter',
        'wildcard-dns': 'Namen, die es nicht geben kann',
        'memory-file': 'Notizen früherer Prüfungen',
        'own-network': 'Netze dieses Computers',
      },
    },
    capabilities: {
      caption: 'Was vor der Verschlüsselung aufgezählt wurde, kann jeder unterwegs gesagt haben',
      columns: ['Server', 'Vor der Verschlüsselung', 'Verschlüsselt'],
      none: 'nicht aufgezählt',
    },
    certificate: {
      names: 'Namen',
      issuer: 'Ausgestellt von',
      valid: 'Gültig',
      key: 'Schlüssel',
      signature: 'Signatur',
      fingerprint: 'SHA-256',
      spki: 'SHA-256 des öffentlichen Schlüssels',
    },
    nothingChanged: 'Auf diesem Computer wurde nichts verändert.',
    transcript: (lines) => (lines === 1 ? '1 Zeile' : `${lines} Zeilen`),
    leftOut: (count) =>
      count === 1 ? '1 weitere steht im JSON-Bericht.' : `${count} weitere stehen im JSON-Bericht.`,
    hidden: {
      caption: 'Was an der Stelle des Verborgenen steht',
      columns: ['Was verborgen wurde', 'Steht da als', 'Wie oft'],
      nothing: 'Sonst wurde in diesem Bericht nichts verborgen.',
      noSecrets:
        'In diesem Bericht steht kein Passwort, kein Schlüssel, kein Token und kein Beweis davon. Sie werden schon beim Aufzeichnen weggelassen.',
    },
  },
};
