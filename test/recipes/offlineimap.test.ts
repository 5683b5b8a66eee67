import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runPart } from '../servers/run.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';

const TRIED: TriedProgram = {
  program: 'offlineimap',
  version: async () => (await runPart('offlineimap', ['--version'])).output.trim().split('\n').pop() ?? '',
  parts: ['offlineimap'],
  // It takes none: what is tried is that it signs in by password then.
  algorithms: ['ed25519'],
  async incoming({ run, path }) {
    await mkdir(join(path, 'Mail'), { recursive: true });
    // One folder is enough to see the sign-in, and saves time.
    return run('offlineimap', ['-o', '-a', 'letterlock', '-u', 'basic', '-f', 'INBOX']);
  },
};

describeRecipe(TRIED);
describeCaution(TRIED);
