import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { shellWord } from '../../shared/mail/quote.ts';
import { describeWith } from '../parts.ts';
import { WELCOME_SUBJECTS } from '../practice/bench.ts';
import { runPart, type Ended } from '../servers/run.ts';
import { runInTerminal } from '../servers/terminal.ts';
import { homeFor, type Home } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';
import { practiceServer } from './servers.ts';

const TRIED: TriedProgram = {
  program: 'fetchmail',
  version: async () => /release ([\d.]+)/.exec((await runPart('fetchmail', ['--version'])).output)?.[1] ?? '',
  parts: ['fetchmail', 'script'],
  isQuick: true,
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  incoming: fetchMail,
  own: {
    name: '.fetchmailrc',
    text: 'defaults protocol pop3 no sslcertck fetchall no keep\n\nskip other.test user "mine" password "mine"\n',
  },
};

describeRecipe(TRIED);
describeCaution(TRIED);

describeWith(['fetchmail', 'script'], 'the mails that fetchmail fetches', () => {
  it('lie in the folder of its recipe, and at the server as before', async () => {
    const server = await practiceServer([]);
    onTestFinished(() => server.stop());
    const contents: (readonly string[])[] = [];

    // In a second home nothing is known of what was fetched.
    for (const home of [1, 2].map(() => homeFor('fetchmail', null, { server, with: 'password' }))) {
      await fetchMail(await home);
      const folder = join((await home).path, 'Maildir', 'new');
      const files = await readdir(folder);
      contents.push(await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8'))));
    }

    expect(contents[0]).toHaveLength(WELCOME_SUBJECTS.length);
    for (const subject of WELCOME_SUBJECTS) expect(contents[0]?.join('\n')).toContain(subject);
    expect(contents[1]).toHaveLength(0);
    expect(await server.seen()).toEqual(['imap CRAM-MD5']);
  });
});

/** It asks for a password at a terminal alone. */
async function fetchMail({ path, env }: Home): Promise<Ended> {
  for (const folder of ['cur', 'new', 'tmp']) await mkdir(join(path, 'Maildir', folder), { recursive: true });
  const password = await readFile(join(path, 'password'), 'utf8');
  // Of root only one may run at a time, wherever its home is.
  return runInTerminal(`fetchmail -v --pidfile ${shellWord(join(path, 'pid')) ?? ''}`, env, [
    [/Enter password/, `${password}\n`],
  ]);
}
