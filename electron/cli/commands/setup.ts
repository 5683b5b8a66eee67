import { resolve } from 'node:path';
import type { Language } from '../../../shared/findings/explain.ts';
import { formatEmailAddress } from '../../../shared/mail/email-address.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../shared/mail/parsed.ts';
import { factsOf, programs } from '../../../shared/recipes/facts/programs.ts';
import { SYSTEMS, type ProgramFacts, type System } from '../../../shared/recipes/facts/program-facts.ts';
import { storesOn, type PasswordSupply } from '../../../shared/recipes/password-supply.ts';
import { recipeFor, type Recipe } from '../../../shared/recipes/recipe.ts';
import type { Report } from '../../../shared/report/report.ts';
import { installedVersion } from '../../node/recipes/installed-version.ts';
import type { AccountOffers } from '../../node/recipes/offers.ts';
import { ownSystem, recipeRequest, type RecipeOrder } from '../../node/recipes/recipe-request.ts';
import type { RawRunOptions } from '../options.ts';
import { readPassword } from '../password.ts';
import { placeFiles } from '../place-files.ts';
import { printReport } from '../print-report.ts';
import { runOnTerminal } from '../run.ts';
import { programLines, recipeText } from '../setup-text.ts';
import { SETUP_WORDS } from '../setup-words.ts';
import { EXIT, type Terminal } from '../terminal/terminal.ts';
import { readCheck } from './check.ts';
import { ownDevice } from './key/own-devices.ts';

/** The value of `--password` that has it written into the file of the program. */
const FROM_FILE = 'file';

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
  const asked = await readOrder(program.value, raw, terminal);
  if (!asked.ok) return asked;
  const check = await readCheck(address, { ...readable(raw), fault: [] }, language, terminal);
  if (!check.ok) return check;
  const { examination } = check.value;
  // As it is looked for, and not as it was typed.
  const whose = examination.address === null ? '' : formatEmailAddress(examination.address);
  const order: RecipeOrder = { ...asked.value, address: whose };
  let offers: AccountOffers = { incoming: null, outgoing: null };
  const recipeOf = (one: RecipeOrder): Recipe =>
    recipeFor(program.value, recipeRequest(offers, one), language);
  const print = raw.json === true ? printJson : printText;
  const options = {
    output: 'text' as const,
    language,
    signsIn: false,
    onSettled: (settled: AccountOffers) => (offers = settled),
    printInstead: (report: Report) => print(recipeOf(shown(order)), report, language, terminal),
  };
  const exitCode = await runOnTerminal(examination, options, terminal);
  const recipe = recipeOf(order);
  if (recipe.steps.length === 0) return isReached(recipe) ? EXIT.problems : exitCode || EXIT.problems;
  if (raw.write !== true) return EXIT.healthy;
  const isWritten = await placeFiles(recipe, raw.replace === true, language, terminal);
  return isWritten ? EXIT.healthy : EXIT.unfinished;
}

async function readProgram(client: string | undefined, raw: RawSetupOptions): Promise<Parsed<ProgramFacts>> {
  const known = programs()
    .map(({ id }) => id)
    .join(', ');
  if (client === undefined) return refused('recipe_program_missing', '', known);
  const version = raw.programVersion ?? (await installedVersion(client));
  // What is known of none of its versions is most likely as with most.
  const program = factsOf(client, version) ?? factsOf(client, null);
  return program === null ? refused('recipe_program_unknown', client, known) : accepted(program);
}

async function readOrder(
  program: ProgramFacts,
  raw: RawSetupOptions,
  terminal: Terminal,
): Promise<Parsed<Omit<RecipeOrder, 'address'>>> {
  const alone = aloneIn(raw);
  if (alone !== null) return alone;
  const system = raw.system === undefined ? usualSystem(program) : SYSTEMS.find((one) => one === raw.system);
  if (system === undefined) return refused('recipe_system_unknown', raw.system ?? '', SYSTEMS.join(', '));
  if (raw.write === true && system !== ownSystem())
    return refused('recipe_system_elsewhere', system, ownSystem());
  const found = raw.key === undefined ? accepted(null) : await ownDevice(raw.key);
  if (!found.ok) return found;
  const password = await readSupply(program, system, raw, terminal);
  if (!password.ok) return password;
  return accepted({
    displayName: raw.name ?? '',
    system,
    password: password.value,
    device: found.value?.kept.device ?? null,
    trustAnchorFile: raw.ca === undefined ? null : resolve(raw.ca),
  });
}

/** An option that says nothing without another one, which is not there. */
function aloneIn({ password, passwordFile, write, replace }: RawSetupOptions): Refused | null {
  if (passwordFile !== undefined && password !== FROM_FILE)
    return refused('option_alone', '--password-file', `--password ${FROM_FILE}`);
  if (password === FROM_FILE && passwordFile === undefined)
    return refused('option_alone', `--password ${FROM_FILE}`, '--password-file');
  const isAlone = replace === true && write !== true;
  return isAlone ? refused('option_alone', '--replace', '--write') : null;
}

/** This one, where the program runs on it. */
function usualSystem({ systems }: ProgramFacts): System {
  const own = ownSystem();
  return systems.includes(own) ? own : (systems[0] ?? own);
}

async function readSupply(
  { passwordByCommand }: ProgramFacts,
  system: System,
  { password: given, passwordFile }: RawSetupOptions,
  terminal: Terminal,
): Promise<Parsed<PasswordSupply>> {
  const stores = passwordByCommand ? storesOn(system) : [];
  const [usual] = stores;
  if (given === undefined && usual !== undefined) return accepted({ kind: 'command', store: usual });
  if (given === undefined || given === 'ask') return accepted({ kind: 'ask' });
  const store = stores.find((one) => one === given);
  if (store !== undefined) return accepted({ kind: 'command', store });
  if (given !== FROM_FILE)
    return refused('recipe_password_unknown', given, ['ask', ...stores, FROM_FILE].join(', '));
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

/** Whether a server is there, with something in common or without. Otherwise the servers are not in order. */
function isReached({ incoming, outgoing }: Recipe): boolean {
  return incoming !== null || outgoing !== null;
}

/** What is wrong with servers that are not in order is what to do first: then that is the result. */
function printText(recipe: Recipe, report: Report, language: Language, terminal: Terminal): void {
  if (isReached(recipe)) terminal.stdout.write(recipeText(recipe, language, terminal));
  else printReport(report, language, terminal);
  tellWithout(recipe, language, terminal);
}

/** The recipe is the result, whatever is in it; what is wrong with servers is talk beside it. */
function printJson(recipe: Recipe, report: Report, language: Language, terminal: Terminal): void {
  terminal.stdout.write(`${JSON.stringify(recipe, null, 2)}\n`);
  if (!isReached(recipe)) printReport(report, language, { ...terminal, stdout: terminal.stderr });
  tellWithout(recipe, language, terminal);
}

function tellWithout(recipe: Recipe, language: Language, { stderr }: Terminal): void {
  const { nothingInCommon, serversFirst } = SETUP_WORDS[language];
  if (recipe.steps.length === 0) stderr.write(`${isReached(recipe) ? nothingInCommon : serversFirst}\n`);
}
