import { z } from 'zod';
import type { CallName, Calls } from './contract.ts';

const LONGEST_TEXT = 1000;
const LONGEST_PASSWORD = 1024;
const LONGEST_NAME = 100;

const typed = z.string().max(LONGEST_TEXT);
const runId = z.string().max(64);

const ARGUMENTS: { readonly [N in CallName]: z.ZodType<Calls[N]['args']> } = {
  'app.info': z.null(),
  'run.start': z.strictObject({
    address: typed,
    incoming: typed,
    outgoing: typed,
    username: typed,
    tellsAddress: z.boolean(),
    isPractice: z.boolean(),
  }),
  'run.probe': z.strictObject({ host: typed }),
  'run.signIn': z.strictObject({
    runId,
    password: z.string().max(LONGEST_PASSWORD).nullable(),
    isConfirmed: z.boolean(),
    sendsTestMail: z.boolean(),
    language: z.enum(['en', 'de']),
  }),
  'run.cancel': z.strictObject({ runId }),
  'practice.start': z.strictObject({ fault: z.string().max(LONGEST_NAME).nullable() }),
  'practice.stop': z.null(),
};

/** The arguments of a call if they are exactly what the contract says, otherwise undefined. */
export function guardArguments<N extends CallName>(name: N, args: unknown): Calls[N]['args'] | undefined {
  const parsed = ARGUMENTS[name].safeParse(args);
  return parsed.success ? parsed.data : undefined;
}
