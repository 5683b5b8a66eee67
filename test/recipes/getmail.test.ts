import { chown, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { WELCOME_SUBJECTS } from '../practice/bench.ts';
import { runPart, type Ended } from '../servers/run.ts';
import { homeFor, type Home } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';
import { practiceServer } from './servers.ts';

const TRIED: TriedProgram = {
  program: 'getmail',
  version: async () => (await runPart('getmail', ['--version'])).output.trim().split(' ').pop() ?? '',
  parts: ['getmail', 'setpriv'],
  algorithms: ['ed25519'],
  incoming: getMail,
};

describeRecipe(TRIED);
describeCaution(TRIED);

describeWith(['getmail', 'setpriv'], 'the mails that getmail fetches', () => {
  it('lie in the folder of its recipe, and at the server as before', async () => {
    const server = await practiceServer([]);
    onTestFinished(() => server.stop());
    const contents: (readonly string[])[] = [];

    // In a second home nothing is known of what was fetched.
    for (const made of [1, 2].map(() => homeFor('getmail', null, { server, with: 'password' }))) {
      const home = await made;
      await getMail(home);
      const folder = join(home.path, 'Maildir', 'new');
      const files = await readdir(folder);
      contents.push(await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8'))));
    }

    for (const mails of contents) {
      expect(mails).toHaveLength(WELCOME_SUBJECTS.length);
      for (const subject of WELCOME_SUBJECTS) expect(mails.join('\n')).toContain(subject);
    }
  });
});

const NOBODY = 65534;

/** It delivers no mail for root: here it is somebody else, whose home this becomes, and who may read what root may. */
async function getMail({ path, run }: Home): Promise<Ended> {
  for (const folder of ['cur', 'new', 'tmp']) await mkdir(join(path, 'Maildir', folder), { recursive: true });
  const names = await readdir(path, { recursive: true });
  for (const name of ['.', ...names]) await chown(join(path, name), NOBODY, NOBODY);
  const nobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const asRoot = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return run('setpriv', [...nobody, ...asRoot, 'getmail']);
}
