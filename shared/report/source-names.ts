import type { Language } from '../findings/explain.ts';
import type { Source, SourceKind } from '../mail/candidate.ts';

/** The sources of settings by the names that people who know them use. */
export const SOURCE_NAMES: Readonly<Record<Language, Readonly<Record<SourceKind, string>>>> = {
  en: {
    person: 'named by you',
    'well-known-port': 'usual port',
    autoconfig: 'autoconfig',
    'autoconfig-well-known': 'autoconfig (.well-known)',
    'autoconfig-http': 'autoconfig over HTTP',
    'autoconfig-mx': 'autoconfig by MX',
    ispdb: 'ISPDB',
    'ispdb-mx': 'ISPDB by MX',
    pacc: 'PACC',
    srv: 'SRV',
    mailconf: 'mailconf TXT',
    autodiscover: 'Autodiscover',
    'autodiscover-json': 'Autodiscover v2',
    folder: 'own file',
    'provider-list': 'Letterlock’s list',
    guess: 'guessed',
  },
  de: {
    person: 'von Ihnen genannt',
    'well-known-port': 'üblicher Port',
    autoconfig: 'Autoconfig',
    'autoconfig-well-known': 'Autoconfig (.well-known)',
    'autoconfig-http': 'Autoconfig über HTTP',
    'autoconfig-mx': 'Autoconfig über MX',
    ispdb: 'ISPDB',
    'ispdb-mx': 'ISPDB über MX',
    pacc: 'PACC',
    srv: 'SRV',
    mailconf: 'mailconf-TXT',
    autodiscover: 'Autodiscover',
    'autodiscover-json': 'Autodiscover v2',
    folder: 'eigene Datei',
    'provider-list': 'Liste von Letterlock',
    guess: 'geraten',
  },
};

/** The names of several sources, each once. */
export function sourceNames(sources: readonly Source[], language: Language): string {
  return [...new Set(sources.map(({ kind }) => SOURCE_NAMES[language][kind]))].join(', ');
}
