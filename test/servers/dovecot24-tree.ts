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
const PACKAGES = ['dovecot-imapd', 'dovecot-pop3d', 'dovecot-managesieved', 'dovecot-submissiond'];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const LONGEST_UNPACKING_MS = 50_000;

// What the packages' own scripts would have made, had they been installed and not only unpacked.
const LINKS = ['bin', 'sbin', 'lib', 'lib64'];
const USERS = `
root:x:0:0::/root:/bin/sh
nobody:x:65534:65534::/:/bin/false
dovecot:x:990:990::/:/bin/false
dovenull:x:991:991::/:/bin/false
`.trimStart();
const GROUPS = `
root:x:0:
nogroup:x:65534:
dovecot:x:990:
dovenull:x:991:
`.trimStart();

/**
 * The root folder of a Dovecot 2.4 of Debian's next release, to be entered with chroot. It is fetched from the machine's
 * own Debian mirror and unpacked once (5 to 10 s, 113 MB), and kept in `XDG_CACHE_HOME` or `~/.cache`, in a folder that
 * only root can open: the tree has setuid programs. Delete that folder to have the newest packages.
 *
 * @throws where apt knows no Debian mirror, or the mirror cannot be read.
 */
export async function unpackDovecot24(): Promise<string> {
  const kept = join(cacheFolder(), `letterlock-dovecot24-${recipeId()}`);
  if (!existsSync(kept)) await makeAt(kept);
  return treeIn(kept);
}

function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  return named === '' ? join(homedir(), '.cache') : named;
}

/** Another recipe makes another folder. */
function recipeId(): string {
  const recipe = JSON.stringify([SUITE, PACKAGES, LINKS, USERS, GROUPS]);
  return createHash('sha256').update(recipe).digest('hex').slice(0, 8);
}

function treeIn(folder: string): string {
  return join(folder, 'tree');
}

/** Makes it beside its place and moves it there, so that what is there is always whole. */
async function makeAt(place: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const draft = await mkdtemp(`${place}-draft-`); // for its owner only
  try {
    await unpackInto(draft);
    await finish(treeIn(draft));
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw error; // else somebody else was quicker, and theirs is as good
  }
}

async function unpackInto(folder: string): Promise<void> {
  const aptOptions = join(folder, 'apt.conf');
  await writeFile(aptOptions, await aptAcquireOptions());
  const source = `deb [signed-by=${KEYRING}] ${await debianMirror()} ${SUITE} main`;
  const how = ['--variant=extract', '--skip=check/signed-by', `--aptopt=${aptOptions}`];
  const what = [`--include=${PACKAGES.join(',')}`, SUITE, treeIn(folder), source];
  await run(pathOf('dovecot24'), [...how, ...what], { timeout: LONGEST_UNPACKING_MS });
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

async function finish(tree: string): Promise<void> {
  for (const name of LINKS) {
    if (!existsSync(join(tree, name))) await symlink(`usr/${name}`, join(tree, name));
  }
  await mkdir(join(tree, 'run'), { recursive: true });
  await writeFile(join(tree, 'etc/passwd'), USERS);
  await writeFile(join(tree, 'etc/group'), GROUPS);
}
