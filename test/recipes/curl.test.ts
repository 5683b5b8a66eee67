import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runPart, type Ended } from '../servers/run.ts';
import { expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../parts.ts';
import { expectForetold, homeFor, testDevice, type Home, type Trial } from './bench.ts';
import { practiceServer } from './servers.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';

const TRIED: TriedProgram = {
  program: 'curl',
  version: async () => /curl ([\d.]+)/.exec((await runPart('curl', ['--version'])).output)?.[1] ?? '',
  parts: ['curl'],
  isQuick: true,
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  incoming: (home) => curl(home, 'letterlock-imap.curl'),
  outgoing: (home) => curl(home, 'letterlock-submission.curl'),
};

describeRecipe(TRIED);
describeCaution(TRIED);

describeWith(['curl'], 'curl, at a server that has one way in alone', () => {
  it.each(['imap', 'pop3'] as const)('signs in as foretold, over %s', async (incoming) => {
    const device = await testDevice('alice@practice.test', 'ed25519');
    for (const mechanism of ['CRAM-MD5', 'PLAIN', 'LOGIN', 'LOGIN-COMMAND', 'EXTERNAL']) {
      const one = await practiceServer([device.device], {
        mechanisms: mechanism === 'LOGIN-COMMAND' ? [] : [mechanism],
        clientKey: mechanism === 'EXTERNAL' ? 'external' : 'not-asked',
      });
      onTestFinished(() => one.stop());
      const server = { ...one, offered: [mechanism] };
      for (const security of ['implicit-tls', 'starttls'] as const) {
        // The trap of its row: what it read before STARTTLS stays.
        const isTrap = `${mechanism} ${incoming} ${security}` === 'LOGIN-COMMAND imap starttls';
        const trial: Trial = {
          server,
          with: mechanism === 'EXTERNAL' ? device : 'password',
          security,
          incoming,
        };
        const home = await homeFor('curl', null, trial);

        const ended = await curl(home, `letterlock-${incoming}.curl`);

        if (isTrap) {
          expect(ended.exitCode).toBe(67);
          continue;
        }
        expect(ended.output, mechanism).toMatch(incoming === 'imap' ? /MESSAGES 3/ : /^3 \d+/m);
        await expectForetold('curl', trial, home, 'incoming', ended);
      }
    }
  });
});

/** Types the password where curl asks for it. */
async function curl({ path, run }: Home, file: string): Promise<Ended> {
  const password = await readFile(join(path, 'password'), 'utf8');
  return run('curl', ['-q', '-K', join(path, file)], `${password}\n`);
}
