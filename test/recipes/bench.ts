import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { certificatePem, pemInOne, pemPair, sec1Pem } from '../../electron/node/keys/forms.ts';
import { keyFile } from '../../electron/node/keys/key-files.ts';
import { placeFile } from '../../electron/node/recipes/place-file.ts';
import { makeDevice, type NewDevice } from '../../electron/node/keys/new-device.ts';
import type { KeyAlgorithm } from '../../shared/mail/device.ts';
import type { ConnectionSecurity } from '../../shared/mail/endpoint.ts';
import { keyProgramOf } from '../../shared/mail/key-programs.ts';
import { shellWord } from '../../shared/mail/quote.ts';
import { factsOf } from '../../shared/recipes/facts/programs.ts';
import type { MailSide } from '../../shared/recipes/facts/program-facts.ts';
import { recipeFor, type Recipe } from '../../shared/recipes/recipe.ts';
import type { RecipeRequest } from '../../shared/recipes/setup.ts';
import type { WayIn } from '../../shared/recipes/way-in.ts';
import type { Part } from '../parts.ts';
import { environmentIn } from '../practice/bench.ts';
import { runPart, type Ended } from '../servers/run.ts';
import { keyFilesIn } from '../shared/recipes/request.ts';
import { printTable } from '../table.ts';
import { senderName } from './from-header.ts';
import { CANARY, HOSTILE_PASSWORD } from './hostile.ts';
import { practiceServer, type RecipeServer } from './servers.ts';
import { runInShell } from './shell.ts';

/** What a program is set up for, and at which server. */
export interface Trial {
  readonly server: RecipeServer;
  /** What it signs in with. */
  readonly with: 'password' | NewDevice;
  readonly security?: ConnectionSecurity;
  /** IMAP, where it is not said. */
  readonly incoming?: 'imap' | 'pop3';
  /** What the person has already. */
  readonly own?: OwnFile;
  /** Other names than usual, to see whether they arrive as they are. */
  readonly request?: Partial<Pick<RecipeRequest, 'home'>> & {
    readonly username?: string;
    readonly displayName?: string;
  };
}

/** A file that somebody has, in their folder. */
export interface OwnFile {
  readonly name: string;
  readonly text: string;
}

/** A person's folder, with everything in it that a recipe says. */
export interface Home {
  readonly path: string;
  readonly recipe: Recipe;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program in that home, without a terminal. */
  run(part: Part, args: readonly string[], stdin?: string): Promise<Ended>;
  /** Writes one more file, for what the test needs beside the recipe. */
  write(name: string, text: string): Promise<string>;
  /** Leaves the lines out of a file of the recipe that begin like this, as somebody might who does not follow it. */
  leaveOut(name: string, beginnings: readonly string[]): Promise<void>;
}

/** A key for programs; its UID is the user's name at the server. */
export function testDevice(login: string, algorithm: KeyAlgorithm): Promise<NewDevice> {
  return makeDevice({ name: `Laptop ${algorithm}`, login, algorithm, programs: [], now: new Date() });
}

/**
 * Makes a home, and does in it what the recipe says: files are written, the key is exported, and the password is kept by the
 * lines for it. `secret-tool` is a program of the test.
 */
export async function homeFor(program: string, version: string | null, trial: Trial): Promise<Home> {
  const path = trial.request?.home ?? (await mkdtemp(join(tmpdir(), 'letterlock-recipe-home-')));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  const recipe = recipeFor(factsFor(program, version), requestFor(path, trial), 'en');
  await placePrograms(path);
  if (trial.own !== undefined) await writeIn(path, trial.own);
  if (trial.with !== 'password') await exportDevice(path, trial.with, program, version);
  for (const { file } of recipe.steps) {
    if (file === null) continue;
    const placed = await placeFile({ ...file, path: resolve(path, file.path) }, () => Promise.resolve(true));
    if (!placed.ok) throw new Error(`${file.path}: ${placed.problem.code}`);
  }
  const env = {
    ...environmentIn(path),
    PATH: `${join(path, 'bin')}:${process.env['PATH'] ?? ''}`,
    TMPDIR: path,
  };
  // For tests that type it.
  await writeFile(join(path, 'password'), trial.server.password, { mode: 0o600 });
  await keepPassword(recipe, trial.server.password, env);
  return {
    path,
    recipe,
    env,
    run: (part, args, stdin = '') => runPart(part, args, { env, stdin }),
    write: (name, text) => writeIn(path, { name, text }),
    async leaveOut(name, beginnings) {
      const lines = (await readFile(join(path, name), 'utf8')).split('\n');
      const left = lines.filter((line) => !beginnings.some((beginning) => line.startsWith(beginning)));
      if (left.length === lines.length)
        throw new Error(`no line of ${name} begins with ${beginnings.join(', ')}`);
      await writeFile(join(path, name), left.join('\n'));
    },
  };
}

async function writeIn(home: string, { name, text }: OwnFile): Promise<string> {
  const path = join(home, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

/** What a program is asked to set up. */
export function requestFor(home: string, trial: Trial): RecipeRequest {
  const { server, with: atHand, security = 'implicit-tls', incoming = 'imap', request } = trial;
  const device = atHand === 'password' ? null : atHand.device;
  const side = (name: MailSide) => ({
    endpoint: server.endpoint(name, security),
    username: request?.username ?? server.address,
    offered: server.offered,
    keyWay: device === null ? null : server.keyWay(name),
  });
  return {
    account: {
      address: server.address,
      displayName: request?.displayName ?? 'Alice Example',
      incoming: side(incoming),
      outgoing: side('submission'),
    },
    system: 'linux',
    home,
    key:
      device === null
        ? null
        : { deviceName: device.name, algorithm: device.algorithm, files: keyFilesIn(join(home, 'keys')) },
    password: { kind: 'command', store: 'secret-tool' },
    trustAnchorFile: server.caFile,
  };
}

/** A row of the table that is printed: what the table of facts foretold, and what the server's log says. */
export interface TrialRow {
  readonly program: string;
  readonly server: string;
  readonly with: string;
  readonly security: string;
  readonly side: string;
  readonly foretold: string;
  readonly seen: string;
}

const rows: TrialRow[] = [];

/** Runs after the tests of a file. */
export function printTrials(): void {
  printTable(rows.splice(0));
}

/** Compares what was foretold of one side with what the server has seen since it was last asked. */
export async function expectForetold(
  program: string,
  trial: Trial,
  { recipe }: Home,
  side: 'incoming' | 'outgoing',
  said: Ended,
): Promise<void> {
  const { server, with: atHand } = trial;
  const way = recipe[side]?.way ?? 'nothing';
  const protocol = recipe[side]?.endpoint.protocol ?? side;
  const seen = await seenOf(server, protocol);
  rows.push({
    program,
    server: server.name,
    with: atHand === 'password' ? 'password' : atHand.device.algorithm,
    security: recipe[side]?.endpoint.connectionSecurity ?? '',
    side: protocol,
    foretold: way,
    seen: seen.join(', ') || 'nothing',
  });
  const isLetIn = recipe[side] !== null && recipe[side].way !== null;
  expect(seen, said.output).toEqual(isLetIn ? [`${protocol} ${asLogged(way, server)}`] : []);
}

/** How a program uses what its recipe has set up, for one of its sides. */
export type Use = (home: Home) => Promise<Ended>;

/**
 * Sets a program up for people with these user names and display names. Each must be let in under the very name, or the recipe
 * has left the file out, and says so. Nothing that a name says may be run.
 *
 * @param nameOf what the program has as the name of the sender; null where that is not looked at
 * @returns how many could be written, of how many
 */
export async function expectIntact(
  program: string,
  version: string | null,
  side: 'incoming' | 'outgoing',
  use: Use,
  names: readonly string[],
  nameOf: NameOf | null,
): Promise<string> {
  // Programs wait more than they work: some run side by side, each at a server of its own.
  const lanes = Array.from({ length: LANES }, (_, lane) => names.filter((_, at) => at % LANES === lane));
  const written = await Promise.all(
    lanes.map((some) => intactNames(some, side, use, nameOf, (trial) => homeFor(program, version, trial))),
  );
  return `${written.reduce((sum, some) => sum + some)} of ${names.length}`;
}

/** Finds out what a program has as the name of the sender. */
export type NameOf = (home: Home, server: RecipeServer) => Promise<string | null>;

/** The name in the mail that arrived last. */
export const nameInMail: NameOf = async (_home, server) => {
  const from = await server.lastFrom();
  return from === null ? null : senderName(from, server.address);
};

const LANES = 3;

async function intactNames(
  names: readonly string[],
  side: 'incoming' | 'outgoing',
  use: Use,
  nameOf: NameOf | null,
  homeOf: (trial: Trial) => Promise<Home>,
): Promise<number> {
  // The first one gives the address, which is one as people have it.
  const people = ['alice', 'bob', ...names].map((name) => ({ name, password: HOSTILE_PASSWORD }));
  // PLAIN has names as they are; SCRAM prepares them.
  const server = await practiceServer([], { mechanisms: ['PLAIN'] }, people);
  onTestFinished(() => server.stop());
  let written = 0;
  for (const name of names) {
    const home = await homeOf({ server, with: 'password', request: { username: name, displayName: name } });
    if (isLeftOut(home.recipe)) continue;
    const ended = await use(home);
    const way = home.recipe[side]?.way ?? '';
    const protocol = home.recipe[side]?.endpoint.protocol ?? '';
    const [entry] = await seenOf(server, protocol);
    const shown = `${JSON.stringify(name)}: ${ended.output}`;
    expect(entry, shown).toBe(`${protocol} ${way}`);
    expect(server.lastName(), shown).toBe(name);
    // Blanks around a name are none of it (RFC 5322 §3.2.5).
    if (nameOf !== null) expect(await nameOf(home, server), shown).toBe(name.trim());
    expect(existsSync(join(home.path, 'canary-ran')), shown).toBe(false);
    written++;
  }
  return written;
}

/** What was seen of one protocol: to send, a program with a window signs in to fetch mail, too. */
async function seenOf(server: RecipeServer, protocol: string): Promise<readonly string[]> {
  return (await server.seen()).filter((entry) => entry.startsWith(`${protocol} `));
}

/**
 * Sets a program up with a key in folders that are called anything. The key must be taken from there; or the recipe has left the
 * file out, and says so.
 *
 * @returns in how many folders it could be, of how many
 */
export async function expectKeyFromAnywhere(
  program: string,
  version: string,
  trial: Trial,
  side: 'incoming' | 'outgoing',
  use: Use,
  folders: readonly string[],
): Promise<string> {
  const above = await mkdtemp(join(tmpdir(), 'letterlock-recipe-folders-'));
  onTestFinished(() => rm(above, { recursive: true }));
  let written = 0;
  for (const folder of folders) {
    const home = await homeFor(program, version, { ...trial, request: { home: join(above, folder) } });
    if (isLeftOut(home.recipe)) continue;
    const ended = await use(home);
    const shown = `${folder}: ${ended.output}`;
    const { endpoint, way } = home.recipe[side] ?? {};
    expect(await trial.server.seen(), shown).toEqual([`${endpoint?.protocol} ${way}`]);
    expect(existsSync(join(home.path, 'canary-ran')), shown).toBe(false);
    written++;
  }
  return `${written} of ${folders.length}`;
}

/** Whether a recipe has no file; then it must say so. */
function isLeftOut({ steps }: Recipe): boolean {
  if (steps.some(({ file }) => file !== null)) return false;
  expect(steps.some(({ text }) => text.includes('It is left out here'))).toBe(true);
  return true;
}

/** Dovecot's log knows the old commands as PLAIN. */
function asLogged(way: WayIn, { name }: RecipeServer): WayIn {
  return name.startsWith('dovecot') && way === 'LOGIN-COMMAND' ? 'PLAIN' : way;
}

function factsFor(program: string, version: string | null) {
  const facts = factsOf(program, version);
  if (facts === null) throw new Error(`there is no recipe for ${program} ${version ?? ''}`);
  return facts;
}

async function exportDevice(
  home: string,
  { device, key }: NewDevice,
  program: string,
  version: string | null,
): Promise<void> {
  const files = keyFilesIn(join(home, 'keys'));
  const isSec1 = factsFor(program, version).key?.wantsSec1 === true && device.algorithm === 'p256';
  const { keyPem } = pemPair(device, key);
  const sec1 = sec1Pem(device, key) ?? keyPem;
  await mkdir(join(home, 'keys'), { recursive: true });
  await writeFile(files.certificate, certificatePem(device));
  await writeFile(files.privateKey, isSec1 ? sec1 : keyPem, { mode: 0o600 });
  await writeFile(files.pem, isSec1 ? certificatePem(device) + sec1 : pemInOne(device, key), { mode: 0o600 });
  if (factsFor(program, version).key?.form !== 'p12') return;
  // It takes its time, on purpose.
  const p12 = await keyFile('p12', { device, key }, keyProgramOf(program)?.p12Profile ?? 'modern');
  await writeFile(files.p12, p12?.bytes ?? '', { mode: 0o600 });
  await writeFile(`${files.p12}.password`, p12?.password ?? '', { mode: 0o600 });
}

/** Programs of the test, in the home of somebody: a keyring, and one that nobody may run. */
async function placePrograms(home: string): Promise<void> {
  const wordFor = (name: string): string => shellWord(join(home, name)) ?? '';
  const programs = {
    'secret-tool': KEYRING.replaceAll('KEPT', () => wordFor('kept')),
    [CANARY]: `#!/bin/sh\ntouch ${wordFor('canary-ran')}\n`,
  };
  for (const folder of ['bin', 'kept']) await mkdir(join(home, folder), { recursive: true });
  for (const [name, script] of Object.entries(programs)) {
    const path = join(home, 'bin', name);
    await writeFile(path, script);
    await chmod(path, 0o755);
  }
}

/** As much of secret-tool(1) as recipes use. An entry can be longer than the name of a file. */
const KEYRING = `#!/bin/sh
place() { printf '%s/%s' KEPT "$(printf %s "$1" | sha256sum | cut -c 1-64)"; }
case "$1 $#" in
  'store 4') [ "$3" = letterlock ] && cat > "$(place "$4")" ;;
  'lookup 3') [ "$2" = letterlock ] && cat "$(place "$3")" ;;
  *) exit 2 ;;
esac
`;

/** Does what the recipe says of keeping the password: each line asks for it. */
async function keepPassword({ steps }: Recipe, password: string, env: Home['env']): Promise<void> {
  const lines = steps.flatMap(({ block }) => block?.text.split('\n') ?? []);
  for (const line of lines.filter((one) => one.startsWith('secret-tool store '))) {
    const { exitCode, output } = await runInShell(line, env, password);
    if (exitCode !== 0) throw new Error(`${line}: ${output}`);
  }
}
