import { resolve } from 'node:path';
import type { Language } from '../../../shared/findings/explain.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../shared/mail/parsed.ts';
import { factsOf, programs } from '../../../shared/recipes/facts/programs.ts';
import { SYSTEMS, type ProgramFacts, type System } from '../../../shared/recipes/facts/program-facts.ts';
import { storesOn, PASSWORD_STORES, type PasswordSupply } from '../../../shared/recipes/password-supply.ts';
import { recipeFor, type Recipe } from '../../../shared/recipes/recipe.ts';
import type { Report } from '../../../shared/report/report.ts';
import { installedVersion } from '../../node/recipes/installed-version.ts';
import type { AccountOffers } from '../../node/recipes/offers.ts';
import { ownSystem, recipeRequest, type RecipeOrder } from '../../node/recipes/recipe-request.ts';
import type { RawRunOptions } from '../options.ts';
import { readPassword } from '../password.ts';
import { placeFiles } from '../place-files.ts';
import { printReport } from '../print-report.ts';
import { EXIT_OF, runOnTerminal } from '../run.ts';
import { programLines, recipeText } from '../setup-text.ts';
import { SETUP_WORDS } from '../setup-words.ts';
import { EXIT, type Terminal } from '../terminal/terminal.ts';
import { readCheck } from './check.ts';
import { ownDevice } from './key/own-devices.ts';

/** The options of `letterlock setup`, as commander gives them. */
export interface RawSetupOptions extends RawRunOptions {
  readonly list?: boolean;
  readonly user?: string;
  readonly name?: string;
  readonly key?: string;
  readonly programVersion?: string;
  readonly system?: string;
  readonly password?: string;
  readonly passwordFile?: string;
  readonly write?: boolean;
  readonly replace?: boolean;
}

/**
 * Looks at the servers of an account, without signing in, and says how a mail program is set up for it in the strongest way that
 * both have; writes its files where that is wanted.
 *
 * @returns the exit code, or what is wrong with what was typed
 */
export async function setup(
  client: string | undefined,
  address: string | undefined,
  raw: RawSetupOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  if (raw.list === true) {
    terminal.stdout.write(programLines(programs(), language));
    return EXIT.healthy;
  }
  const program = await readProgram(client, raw);
  if (!program.ok) return program;
  const order = await readOrder(address ?? '', program.value, raw, terminal);
  if (!order.ok) return order;
  const check = await readCheck(address, { ...readable(raw), fault: [] }, language, terminal);
  if (!check.ok) return check;
  let offers: AccountOffers = { incoming: null, outgoing: null };
  let report: Report | null = null;
  const options = {
    output: 'text' as const,
    language,
    signsIn: false,
    onSettled: (settled: AccountOffers) => (offers = settled),
    printInstead: (ended: Report) => (report = ended),
  };
  const exitCode = await runOnTerminal(check.value.examination, options, terminal);
  const recipe = recipeFor(program.value, recipeRequest(offers, shown(order.value)), language);
  if (recipe.steps.length === 0) return withoutRecipe(recipe, report, exitCode, language, terminal);
  terminal.stdout.write(raw.json === true ? jsonOf(recipe) : recipeText(recipe, language, terminal));
  if (raw.write !== true) return EXIT.healthy;
  const full = recipeFor(program.value, recipeRequest(offers, order.value), language);
  const isWritten = await placeFiles(full, raw.replace === true, language, terminal);
  return isWritten ? EXIT.healthy : EXIT.unfinished;
}

async function readProgram(client: string | undefined, raw: RawSetupOptions): Promise<Parsed<ProgramFacts>> {
  const known = programs()
    .map(({ id }) => id)
    .join(', ');
  if (client === undefined) return refused('recipe_program_missing', '', known);
  const version = raw.programVersion ?? (await installedVersion(client));
  const program = factsOf(client, version);
  return program === null ? refused('recipe_program_unknown', client, known) : accepted(program);
}

async function readOrder(
  address: string,
  program: ProgramFacts,
  raw: RawSetupOptions,
  terminal: Terminal,
): Promise<Parsed<RecipeOrder>> {
  const system = raw.system === undefined ? usualSystem(program) : SYSTEMS.find((one) => one === raw.system);
  if (system === undefined) return refused('recipe_system_unknown', raw.system ?? '', SYSTEMS.join(', '));
  const found = raw.key === undefined ? accepted(null) : await ownDevice(raw.key);
  if (!found.ok) return found;
  const password = await readSupply(program, system, raw, terminal);
  if (!password.ok) return password;
  return accepted({
    address,
    displayName: raw.name ?? '',
    system,
    password: password.value,
    device: found.value?.kept.device ?? null,
    trustAnchorFile: raw.ca === undefined ? null : resolve(raw.ca),
  });
}

/** This one, where the program runs on it. */
function usualSystem({ systems }: ProgramFacts): System {
  const own = ownSystem();
  return systems.includes(own) ? own : (systems[0] ?? own);
}

async function readSupply(
  { kind }: ProgramFacts,
  system: System,
  { password: given, passwordFile }: RawSetupOptions,
  terminal: Terminal,
): Promise<Parsed<PasswordSupply>> {
  const [usual] = storesOn(system);
  if (given === undefined && kind === 'terminal' && usual !== undefined)
    return accepted({ kind: 'command', store: usual });
  if (given === undefined || given === 'ask') return accepted({ kind: 'ask' });
  const store = PASSWORD_STORES.find((one) => one === given);
  if (store !== undefined) return accepted({ kind: 'command', store });
  if (given !== 'file')
    return refused('recipe_password_unknown', given, ['ask', ...PASSWORD_STORES, 'file'].join(', '));
  const read = await readPassword(passwordFile ?? '', terminal);
  return read.ok ? accepted({ kind: 'file', password: read.value }) : read;
}

/** A check without any way in: the servers are looked at, and that is all. */
function readable({
  json: _json,
  password: _password,
  passwordFile: _file,
  key: _key,
  ...raw
}: RawSetupOptions) {
  return raw;
}

/** What is printed has no password: only the file does, where somebody wants that. */
function shown(order: RecipeOrder): RecipeOrder {
  return order.password.kind === 'file'
    ? { ...order, password: { kind: 'file', password: '••••••••' } }
    : order;
}

/** Nothing is in common, or the servers are not in order: then what is wrong with them is what to do first. */
function withoutRecipe(
  recipe: Recipe,
  report: Report | null,
  exitCode: number,
  language: Language,
  terminal: Terminal,
): number {
  const { nothingInCommon, serversFirst } = SETUP_WORDS[language];
  const isReached = recipe.incoming !== null || recipe.outgoing !== null;
  if (isReached) {
    terminal.stdout.write(recipeText(recipe, language, terminal));
    terminal.stderr.write(`${nothingInCommon}\n`);
    return EXIT.problems;
  }
  if (report !== null) printReport(report, language, terminal);
  terminal.stderr.write(`${serversFirst}\n`);
  return report === null ? EXIT.unfinished : EXIT_OF[report.verdict] || exitCode || EXIT.problems;
}

function jsonOf(recipe: Recipe): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
