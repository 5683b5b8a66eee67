import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pathOf } from '../parts.ts';

const run = promisify(execFile);

const SUITE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const LONGEST_UNPACKING_MS = 50_000;

// What the packages' own scripts would have made, had they been installed and not only unpacked.
const LINKS = ['bin', 'sbin', 'lib', 'lib64'];

/** Programs of Debian's next release. */
export interface Trixie {
  /** Names the folder that it is kept in. */
  readonly name: string;
  readonly packages: readonly string[];
  /** `etc/passwd` and `etc/group`. */
  readonly users: string;
  readonly groups: string;
}

/**
 * The root folder of a tree with these packages and what they need. It is fetched from the machine's own Debian mirror and
 * unpacked once (5 to 10 s, 113 MB), and kept in `XDG_CACHE_HOME` or `~/.cache`, in a folder that only root can open: the tree
 * has setuid programs. Delete that folder to have the newest packages.
 *
 * @throws where apt knows no Debian mirror, or the mirror cannot be read.
 */
export async function unpackTrixie(trixie: Trixie): Promise<string> {
  const kept = join(cacheFolder(), `letterlock-${trixie.name}-${recipeId(trixie)}`);
  if (!existsSync(kept)) await makeAt(kept, trixie);
  return treeIn(kept);
}

function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  return named === '' ? join(homedir(), '.cache') : named;
}

/** Another recipe makes another folder. */
function recipeId({ packages, users, groups }: Trixie): string {
  const recipe = JSON.stringify([SUITE, packages, LINKS, users, groups]);
  return createHash('sha256').update(recipe).digest('hex').slice(0, 8);
}

function treeIn(folder: string): string {
  return join(folder, 'tree');
}

/** Makes it beside its place and moves it there, so that what is there is always whole. */
async function makeAt(place: string, trixie: Trixie): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const draft = await mkdtemp(`${place}-draft-`); // for its owner only
  try {
    await unpackInto(draft, trixie);
    await finish(treeIn(draft), trixie);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw error; // else somebody else was quicker, and theirs is as good
  }
}

async function unpackInto(folder: string, { packages }: Trixie): Promise<void> {
  const aptOptions = join(folder, 'apt.conf');
  await writeFile(aptOptions, await aptAcquireOptions());
  const source = `deb [signed-by=${KEYRING}] ${await debianMirror()} ${SUITE} main`;
  const how = ['--variant=extract', '--skip=check/signed-by', `--aptopt=${aptOptions}`];
  const what = [`--include=${packages.join(',')}`, SUITE, treeIn(folder), source];
  await run(pathOf('trixie'), [...how, ...what], { timeout: LONGEST_UNPACKING_MS });
}

/** Proxies and the like, in the syntax of apt.conf. */
async function aptAcquireOptions(): Promise<string> {
  const { stdout } = await run('apt-config', ['dump', '--no-empty', '--format', '%F "%v";%n', 'Acquire']);
  return stdout;
}

/** Where this machine has its own Debian from. */
async function debianMirror(): Promise<string> {
  const format = '$(ORIGIN)/$(LABEL) $(REPO_URI)';
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  const uri = /^Debian\/Debian (\S+)$/m.exec(stdout)?.[1];
  if (uri === undefined) throw new Error('apt knows no Debian mirror; run apt-get update first');
  return uri;
}

async function finish(tree: string, { users, groups }: Trixie): Promise<void> {
  for (const name of LINKS) {
    if (!existsSync(join(tree, name))) await symlink(`usr/${name}`, join(tree, name));
  }
  await mkdir(join(tree, 'run'), { recursive: true });
  await writeFile(join(tree, 'etc/passwd'), users);
  await writeFile(join(tree, 'etc/group'), groups);
}
