import type { ProgramFacts, SideFacts } from './program-facts.ts';

// It takes none by itself: one has to be named.
const BY_NAME: SideFacts = { own: [], ways: ['SCRAM-SHA-256', 'PLAIN', 'LOGIN'], fails: {} };

/** Himalaya from version 2 on; the settings of version 1 have other names. */
export const HIMALAYA: ProgramFacts = {
  id: 'himalaya',
  name: 'Himalaya',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: '2',
  before: null,
  sides: { imap: BY_NAME, submission: BY_NAME },
  key: null,
  passwordByCommand: true,
  settings: { en: '`~/.config/himalaya/config.toml`', de: '`~/.config/himalaya/config.toml`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'Himalaya 1 does not read this file: its settings have other names. `himalaya --version` says which one you have.',
        de: 'Himalaya 1 liest diese Datei nicht: Seine Einstellungen heißen anders. `himalaya --version` sagt, welches Sie haben.',
      },
      known: { from: 'config.sample.toml of Himalaya 2; not run', asOf: '2026-11' },
    },
  ],
  known: { from: 'config.sample.toml of Himalaya 2 (pimalaya/himalaya); not run', asOf: '2026-11' },
};
