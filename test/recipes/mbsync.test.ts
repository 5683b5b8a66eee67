import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runPart } from '../servers/run.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';

const TRIED: TriedProgram = {
  program: 'mbsync',
  version: async () => /isync ([\d.]+)/.exec((await runPart('mbsync', ['--version'])).output)?.[1] ?? '',
  parts: ['mbsync'],
  isQuick: true,
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  async incoming({ run, path }) {
    await mkdir(join(path, 'Mail'), { recursive: true });
    return run('mbsync', ['--config', join(path, '.mbsyncrc'), '--verbose', 'letterlock']);
  },
  own: {
    name: '.mbsyncrc',
    // The last section has no empty line behind it, nor a line end.
    text: 'IMAPAccount mine\nHost other.test\nUser mine\nPass mine\nSSLType None\n\nIMAPStore mine\nAccount mine',
  },
};

describeRecipe(TRIED);
describeCaution(TRIED);
