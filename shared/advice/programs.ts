import type { Standard, StandardSeen } from './standards.ts';

/** A mail program, or several that look for settings alike. */
export type ProgramId =
  | 'thunderbird'
  | 'thunderbird-android'
  | 'fairemail'
  | 'evolution'
  | 'kmail'
  | 'geary'
  | 'delta-chat'
  | 'apple-mail'
  | 'outlook-classic'
  | 'outlook-new';

/** How it is known what a program does: it was watched; its source was read; its makers or others say so. */
export type Knowledge = 'tried' | 'source' | 'documents' | 'others';

/** What else is to be known of a program. */
export type ProgramNote =
  /** It asks for all of it and takes what it scores highest, SRV records before the rest. */
  | 'scores'
  /** It asks for the file of the domain over plain HTTP only. */
  | 'plain-http'
  /** It uses nothing of this; a configuration profile sets it up. */
  | 'profile'
  /** Its makers' servers look for the settings, and sign in to the mailbox themselves. */
  | 'cloud'
  /** SRV records since version 3.49.3. */
  | 'srv-since-3.49.3';

/** What is known of how a program looks for settings. */
export interface Program {
  readonly id: ProgramId;
  readonly name: string;
  /** What it asks, first what it prefers. */
  readonly asks: readonly Standard[];
  /** Whether it tries usual host names where it finds nothing; null where that is not known. */
  readonly guesses: boolean | null;
  readonly note: ProgramNote | null;
  readonly knowledge: Knowledge;
  /** Where that stands: a file of its source, a document. */
  readonly reference: string;
  /** The month in which it was looked up: `2026-11`. */
  readonly asOf: string;
}

/** What a program does at a domain. */
export interface ProgramSeen extends Program {
  /** The first of what it asks that says something there; it takes this. Null where none does. */
  readonly takes: Standard | null;
  /** What it would ask before that and nobody answered this time: what it takes may be another one. */
  readonly unanswered: readonly Standard[];
}

const AS_OF = '2026-11';

/**
 * The programs whose way is known. A row without anything that is asked is one that is known to ask none of it; a program
 * that nothing certain is known of has no row.
 */
const PROGRAMS: readonly Program[] = [
  {
    id: 'thunderbird',
    name: 'Thunderbird',
    asks: [
      'autoconfig',
      'autoconfig-well-known',
      'autoconfig-http',
      'ispdb',
      'autoconfig-mx',
      'ispdb-mx',
      'autodiscover',
    ],
    guesses: true,
    note: null,
    knowledge: 'tried',
    reference: 'FetchConfig.sys.mjs',
    asOf: AS_OF,
  },
  {
    id: 'thunderbird-android',
    name: 'Thunderbird (Android), K-9 Mail',
    asks: ['autoconfig', 'autoconfig-well-known', 'autoconfig-http', 'ispdb', 'autoconfig-mx', 'ispdb-mx'],
    guesses: null,
    note: null,
    knowledge: 'source',
    reference: 'RealAutoDiscoveryRegistry.kt',
    asOf: AS_OF,
  },
  {
    id: 'fairemail',
    name: 'FairEmail',
    asks: ['srv', 'autoconfig', 'autoconfig-well-known', 'ispdb', 'autodiscover'],
    guesses: true,
    note: 'scores',
    knowledge: 'source',
    reference: 'EmailProvider.java',
    asOf: AS_OF,
  },
  {
    id: 'evolution',
    name: 'Evolution',
    asks: ['autoconfig', 'autoconfig-http', 'autoconfig-well-known', 'ispdb', 'srv'],
    guesses: null,
    note: 'srv-since-3.49.3',
    knowledge: 'source',
    reference: 'e-mail-autoconfig.c, GNOME/evolution#941',
    asOf: AS_OF,
  },
  {
    id: 'kmail',
    name: 'KMail',
    asks: ['ispdb', 'autoconfig-http'],
    guesses: null,
    note: 'plain-http',
    knowledge: 'source',
    reference: 'accountwizard, ispdb.cpp',
    asOf: AS_OF,
  },
  {
    id: 'geary',
    name: 'Geary',
    asks: ['autoconfig', 'ispdb'],
    guesses: null,
    note: null,
    knowledge: 'source',
    reference: 'Accounts.AutoConfig',
    asOf: AS_OF,
  },
  {
    id: 'delta-chat',
    name: 'Delta Chat',
    asks: ['autoconfig', 'autoconfig-well-known', 'autodiscover', 'ispdb'],
    guesses: true,
    note: null,
    knowledge: 'tried',
    reference: 'configure.rs',
    asOf: AS_OF,
  },
  {
    id: 'apple-mail',
    name: 'Apple Mail',
    asks: [],
    guesses: null,
    note: 'profile',
    knowledge: 'documents',
    reference: 'com.apple.mail.managed',
    asOf: AS_OF,
  },
  {
    id: 'outlook-classic',
    name: 'Outlook (classic)',
    asks: ['autodiscover'],
    guesses: true,
    note: null,
    knowledge: 'documents',
    reference: 'learn.microsoft.com cc511507',
    asOf: AS_OF,
  },
  {
    id: 'outlook-new',
    name: 'Outlook (new, mobile)',
    asks: [],
    guesses: null,
    note: 'cloud',
    knowledge: 'others',
    reference: 'c7solutions.com, AutoDetect',
    asOf: AS_OF,
  },
];

/** What each program takes at a domain where this is found. */
export function programsAt(standards: readonly StandardSeen[]): readonly ProgramSeen[] {
  const stateOf = new Map(standards.map(({ standard, state }) => [standard, state]));
  return PROGRAMS.map((program) => {
    const takes = program.asks.find((standard) => stateOf.get(standard) === 'found') ?? null;
    const before = takes === null ? program.asks : program.asks.slice(0, program.asks.indexOf(takes));
    const unanswered = before.filter((standard) => stateOf.get(standard) === 'unanswered');
    return { ...program, takes, unanswered };
  });
}

/** The programs that ask for any of these. */
export function programsAsking(standards: readonly Standard[]): readonly ProgramId[] {
  return PROGRAMS.filter(({ asks }) => asks.some((standard) => standards.includes(standard))).map(
    ({ id }) => id,
  );
}
