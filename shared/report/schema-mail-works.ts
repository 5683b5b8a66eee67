import { z } from 'zod';
import { ms, nullableText, streamFailure, words } from './schema-basics.ts';

const count = z.int().min(0);

const sendingStep = z.enum(['sender', 'recipient', 'content']).nullable();

/** What is told of mail after the sign-in, by the kind of observation. */
export const mailWorks = {
  mailbox: {
    outcome: z.enum(['opened', 'refused', ...streamFailure]),
    step: z.enum(['folders', 'quota', 'open', 'newest']).nullable(),
    wantsClientName: z.boolean(),
    folders: count.nullable(),
    roles: z.array(z.enum(['inbox', 'all', 'archive', 'drafts', 'flagged', 'junk', 'sent', 'trash'])),
    quota: z.strictObject({ usedBytes: count, limitBytes: count }).nullable(),
    mails: count.nullable(),
    newest: nullableText,
    words: words.nullable(),
  },
  sending: {
    outcome: z.enum(['allowed', 'refused', 'not-international', ...streamFailure]),
    step: sendingStep,
    words: words.nullable(),
  },
  testMail: {
    outcome: z.enum(['taken', 'refused', ...streamFailure]),
    step: sendingStep,
    isWaitedFor: z.boolean(),
    words: words.nullable(),
  },
  arrival: { outcome: z.enum(['arrived', 'not-seen', ...streamFailure]), waitedMs: ms },
};
