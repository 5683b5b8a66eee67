import type { Part } from '../parts.ts';
import type { DovecotOptions } from './dovecot-folder.ts';
import { startDovecot23 } from './dovecot23.ts';
import { startDovecot24 } from './dovecot24.ts';
import type { Dovecot } from './dovecot.ts';
import type { Pki } from './pki.ts';

/** A version of Dovecot, for tests of what all of them do. */
export interface TestedDovecot {
  readonly title: string;
  readonly part: Part;
  readonly start: (pki: Pki, options?: DovecotOptions) => Promise<Dovecot>;
  /** The strongest mechanism with a password that it has. */
  readonly strongest: string;
}

/** All of them. */
export const DOVECOTS: readonly TestedDovecot[] = [
  { title: 'Dovecot 2.3', part: 'dovecot', start: startDovecot23, strongest: 'SCRAM-SHA-256' },
  { title: 'Dovecot 2.4', part: 'dovecot24', start: startDovecot24, strongest: 'SCRAM-SHA-256-PLUS' },
];
