import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PEOPLE } from '../../electron/node/practice/mail/accounts.ts';
import { describeWith } from '../parts.ts';
import { runPart, type Ended } from '../servers/run.ts';
import { homeFor, type Home } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';
import { practiceServer } from './servers.ts';

const TRIED: TriedProgram = {
  program: 's-nail',
  version: async () => /v([\d.]+)/.exec((await runPart('s-nail', ['-V'])).output)?.[1] ?? '',
  parts: ['s-nail'],
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  // -H lists what is there, and ends.
  incoming: (home) => sNail(home, ['-H']),
  outgoing: (home) => sNail(home, ['-s', 'Hello', 'bob@practice.test'], 'Hello\n'),
};

describeRecipe(TRIED);
describeCaution(TRIED);

describeWith(['s-nail', 'curl'], 'a mail that S-nail sends', () => {
  const names = ['Alice Example', `O'Brien, "Bob" <x@y.test>; \\`, '$HOME `x` $(x)', 'Müller 山田'];

  it.each(names)('is from %s', async (displayName) => {
    const server = await practiceServer([]);
    onTestFinished(() => server.stop());
    const home = await homeFor('s-nail', null, { server, with: 'password', request: { displayName } });

    const sent = await sNail(home, ['-s', 'Hello', 'bob@practice.test'], 'Hello\n');
    const { port } = server.endpoint('imap', 'implicit-tls');
    const url = `imaps://localhost:${port}/INBOX;MAILINDEX=4;SECTION=HEADER.FIELDS%20(FROM)`;
    const read = await runPart('curl', ['-q', '-sS', '--cacert', server.caFile, '--user', 'bob', url], {
      stdin: `${PEOPLE[1]?.password ?? ''}\n`,
    });

    const [, written = ''] = /^From: (.*?) ?<alice@practice\.test>/ms.exec(read.output) ?? [];
    expect(spoken(written), `${sent.output}${read.output}`).toBe(displayName);
  });
});

/** A name as readers show it: encoded words, or quotes (RFC 2047 §2, RFC 5322 §3.2.4). */
function spoken(written: string): string {
  const decoded = written
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString())
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, text: string) =>
      decodeURIComponent(text.replaceAll('_', ' ').replaceAll('=', '%')),
    );
  const quoted = /^"(.*)"$/s.exec(decoded)?.[1];
  return quoted?.replaceAll(/\\(.)/g, '$1') ?? decoded;
}

/** For root it looks for its file in root's own folder, whatever HOME says. */
function sNail({ path, env }: Home, args: readonly string[], stdin = ''): Promise<Ended> {
  return runPart('s-nail', ['-A', 'letterlock', ...args], {
    env: { ...env, MAILRC: join(path, '.mailrc') },
    stdin,
  });
}
