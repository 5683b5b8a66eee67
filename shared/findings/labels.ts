import type { Language, FindingPage } from './explain.ts';
import type { Actor, Severity } from './finding.ts';

/** The words around findings, the same in the window, on the command line and in reports. */
export interface Labels {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly actor: Readonly<Record<Actor, string>>;
  readonly section: Readonly<Record<Exclude<keyof FindingPage, 'title'>, string>>;
  /** Above the titles of related findings. */
  readonly seeAlso: string;
  readonly serverSays: string;
  /** What a run changed on this computer and how that is undone, by the names that a report gives it. */
  readonly changedOnDisk: Readonly<Record<'host-memory', string>>;
}

/** The sign of each severity, beside words that say the same. */
export const SEVERITY_MARKS: Readonly<Record<Severity, string>> = {
  problem: '✕',
  warning: '!',
  note: 'i',
  good: '✓',
};

/** The labels of each language. */
export const labels: Readonly<Record<Language, Labels>> = {
  en: {
    severity: { problem: 'Problem', warning: 'Warning', note: 'Note', good: 'Fine' },
    actor: {
      you: 'You can repair this',
      provider: 'Your provider',
      network: 'The network',
      it: 'Your IT staff',
      nobody: 'Nothing to do',
    },
    section: {
      whatHappened: 'What happened',
      howWeKnow: 'How we know',
      whoMustAct: 'Who must act',
      whatToDo: 'What to do',
      forTheHelpdesk: 'For the helpdesk',
    },
    seeAlso: 'See also',
    serverSays: 'The server says',
    changedOnDisk: {
      'host-memory':
        'Letterlock has noted on this computer what these servers offer, to see next time whether it is less. To forget it, delete `hosts.json` in its data folder.',
    },
  },
  de: {
    severity: { problem: 'Problem', warning: 'Warnung', note: 'Hinweis', good: 'In Ordnung' },
    actor: {
      you: 'Das können Sie beheben',
      provider: 'Ihr Anbieter',
      network: 'Das Netz',
      it: 'Ihre IT-Abteilung',
      nobody: 'Nichts zu tun',
    },
    section: {
      whatHappened: 'Was geschehen ist',
      howWeKnow: 'Woran wir es sehen',
      whoMustAct: 'Wer handeln muss',
      whatToDo: 'Was zu tun ist',
      forTheHelpdesk: 'Für den Helpdesk',
    },
    seeAlso: 'Siehe auch',
    serverSays: 'Der Server sagt',
    changedOnDisk: {
      'host-memory':
        'Letterlock hat auf diesem Computer notiert, was diese Server anbieten, um beim nächsten Mal zu sehen, ob es weniger ist. Um es zu vergessen, löschen Sie `hosts.json` in seinem Datenordner.',
    },
  },
};
