import type { PracticeProtocol } from '../protocols.ts';
import type { Dialect } from './dialect.ts';
import { imapDialect } from './imap/dialect.ts';
import { managesieveDialect } from './managesieve/dialect.ts';
import { pop3Dialect } from './pop3/dialect.ts';
import { submissionDialect } from './submission/dialect.ts';

/** How each protocol is spoken. */
export const DIALECTS: Readonly<Record<PracticeProtocol, Dialect>> = {
  imap: imapDialect,
  submission: submissionDialect,
  pop3: pop3Dialect,
  managesieve: managesieveDialect,
};
