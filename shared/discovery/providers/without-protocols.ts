import type { ProviderRow } from './row.ts';

/** Providers whose mail no mail program can fetch, or only with a program of theirs in between. */
export const WITHOUT_PROTOCOLS: readonly ProviderRow[] = [
  {
    // Bridge listens on this computer, at these ports unless somebody changed them.
    id: 'proton',
    name: 'Proton Mail',
    domains: 'proton.me protonmail.com protonmail.ch pm.me',
    mx: 'protonmail.ch',
    access: 'local-bridge',
    imap: '127.0.0.1:1143/starttls',
    submission: '127.0.0.1:1025/starttls',
    signIn: 'bridge-password',
    first: ['paid-plan-needed', 'bridge-must-run'],
    help: 'https://proton.me/support/protonmail-bridge-faq',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'tuta',
    name: 'Tuta Mail',
    domains: 'tuta.com tutanota.com tutanota.de tutamail.com tuta.io keemail.me',
    mx: 'mail.tutanota.de',
    access: 'none',
    signIn: 'none',
    help: 'https://tuta.com/support/howto',
    known: { from: 'other-programs', asOf: '2026-11' },
  },
  {
    id: 'hey',
    name: 'HEY',
    domains: 'hey.com',
    mx: 'app.hey.com',
    access: 'none',
    signIn: 'none',
    help: 'https://help.hey.com/',
    known: { from: 'other-programs', asOf: '2026-11' },
  },
];
