import { join } from 'node:path';
import { runPart, type Ended } from '../servers/run.ts';
import { nameInMail, type Home } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';

const TRIED: TriedProgram = {
  program: 's-nail',
  version: async () => /v([\d.]+)/.exec((await runPart('s-nail', ['-V'])).output)?.[1] ?? '',
  parts: ['s-nail'],
  isQuick: true,
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  nameOf: nameInMail,
  // -H lists what is there, and ends.
  incoming: (home) => sNail(home, ['-H']),
  outgoing: (home) => sNail(home, ['-s', 'Hello', 'bob@practice.test'], 'Hello\n'),
  own: {
    name: '.mailrc',
    text: "set v15-compat=yes tls-verify=ignore password=mine smtp-auth=none\naccount mine {\n  set from='mine@other.test'\n}\n",
  },
};

describeRecipe(TRIED);
describeCaution(TRIED);

/** For root it looks for its file in root's own folder, whatever HOME says. */
function sNail({ path, env }: Home, args: readonly string[], stdin = ''): Promise<Ended> {
  return runPart('s-nail', ['-A', 'letterlock', ...args], {
    env: { ...env, MAILRC: join(path, '.mailrc') },
    stdin,
  });
}
