import { z } from 'zod';
import { LANGUAGES } from '../findings/explain.ts';
import { MOST_ACCOUNTS } from '../mail/account-limits.ts';
import { KEY_ALGORITHMS, KEY_FORMS, SERVER_KINDS } from '../mail/device.ts';
import { SYSTEMS } from '../recipes/facts/program-facts.ts';
import { PASSWORD_STORES } from '../recipes/password-supply.ts';
import { REDACTION_LEVELS, REPORT_FORMATS } from '../report/formats.ts';
import { COMMANDS } from './app-calls.ts';
import type { CallName, Calls } from './contract.ts';

const LONGEST_TEXT = 1000;
const LONGEST_PASSWORD = 1024;
const LONGEST_NAME = 100;

// More than any recipe has.
const MOST_STEPS = 99;

// More than there are mail programs.
const MOST_PROGRAMS = 30;

const typed = z.string().max(LONGEST_TEXT);
const runId = z.string().max(64);
const batchId = z.string().max(64);
const deviceId = z.string().max(64);
const passphrase = z.string().max(LONGEST_PASSWORD).nullable();
const place = z.strictObject({ server: z.enum(SERVER_KINDS), host: typed });
const language = z.enum(LANGUAGES);
const account = { address: typed, incoming: typed, outgoing: typed, username: typed };
const request = z.strictObject({ ...account, tellsAddress: z.boolean(), isPractice: z.boolean() });

const recipe = z.strictObject({
  runId,
  program: z.string().max(LONGEST_NAME),
  system: z.enum(SYSTEMS),
  displayName: typed,
  store: z.enum(PASSWORD_STORES).nullable(),
  deviceId: deviceId.nullable(),
});

const recipeFile = z.strictObject({ request: recipe, step: z.int().min(0).max(MOST_STEPS), language });

const ARGUMENTS: { readonly [N in CallName]: z.ZodType<Calls[N]['args']> } = {
  'app.info': z.null(),
  'app.licences': z.null(),
  'app.menu': z.strictObject({ language, possible: z.array(z.enum(COMMANDS)).max(COMMANDS.length) }),
  'run.start': request,
  'run.probe': z.strictObject({ host: typed }),
  'run.signIn': z.strictObject({
    runId,
    password: z.string().max(LONGEST_PASSWORD).nullable(),
    isConfirmed: z.boolean(),
    sendsTestMail: z.boolean(),
    language,
  }),
  'run.cancel': z.strictObject({ runId }),
  'run.replay': z.strictObject({ runId }),
  'practice.start': z.strictObject({ fault: z.string().max(LONGEST_NAME).nullable() }),
  'practice.stop': z.null(),
  'report.save': z.strictObject({
    runId,
    level: z.enum(REDACTION_LEVELS),
    format: z.enum(REPORT_FORMATS),
    language,
  }),
  'recipe.programs': z.null(),
  'recipe.make': recipe,
  'recipe.save': recipeFile,
  'recipe.place': recipeFile,
  'batch.start': z.strictObject({ accounts: z.array(z.strictObject(account)).min(1).max(MOST_ACCOUNTS) }),
  'batch.cancel': z.strictObject({ batchId }),
  'batch.report': z.strictObject({ runId }),
  'batch.save': z.strictObject({ batchId, language }),
  'keys.list': z.null(),
  'keys.make': z.strictObject({
    name: typed,
    login: typed,
    programs: z.array(z.string().max(LONGEST_NAME)).max(MOST_PROGRAMS),
    algorithm: z.enum(KEY_ALGORITHMS).nullable(),
    statesPurpose: z.boolean(),
    passphrase,
  }),
  'keys.save': z.strictObject({ deviceId, form: z.enum(KEY_FORMS), passphrase, language }),
  'keys.register': z.strictObject({ deviceId, place }),
  'keys.check': z.strictObject({ deviceId, passphrase, request }),
  'keys.renew': z.strictObject({ deviceId, passphrase }),
  'keys.revoke': z.strictObject({ deviceId, place: place.nullable() }),
  'keys.forget': z.strictObject({ deviceId }),
};

/** The arguments of a call if they are exactly what the contract says, otherwise undefined. */
export function guardArguments<N extends CallName>(name: N, args: unknown): Calls[N]['args'] | undefined {
  const parsed = ARGUMENTS[name].safeParse(args);
  return parsed.success ? parsed.data : undefined;
}
