import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './run.ts';
import { unpackTrixie } from './trixie-tree.ts';

// Together they are fetched once.
const PACKAGES = ['msmtp', 'mutt', 'neomutt'] as const;

/**
 * How a program of Debian's next release is started here: by the loader of that release, and with its libraries. Everything
 * else that it uses is what this machine has, and so is what it starts in turn. It needs the part `trixie`.
 *
 * @throws like `unpackTrixie`
 */
export async function trixieProgram(name: (typeof PACKAGES)[number]): Promise<Command> {
  const tree = await unpackTrixie({ name: 'mail-programs', packages: PACKAGES, users: '', groups: '' });
  const libraries = await oneIn(join(tree, 'usr/lib'), /-linux-gnu$/);
  const loader = await oneIn(libraries, /^ld-linux/);
  return [loader, '--library-path', libraries, join(tree, 'usr/bin', name)];
}

/** What has such a name in a folder: it is another one on each kind of machine. */
async function oneIn(folder: string, name: RegExp): Promise<string> {
  const found = (await readdir(folder)).find((entry) => name.test(entry));
  if (found === undefined) throw new Error(`nothing in ${folder} has a name like ${name.source}`);
  return join(folder, found);
}
