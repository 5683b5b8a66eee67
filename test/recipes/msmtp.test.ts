import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { runCommand } from '../servers/run.ts';
import { homeFor, type Home } from './bench.ts';
import { describeCaution } from './describe-caution.ts';
import { describeRecipe, type TriedProgram } from './describe-recipe.ts';
import { releasesOf, type Release } from './releases.ts';
import { practiceServer } from './servers.ts';

const MAIL = 'Subject: Sent by msmtp\n\nHello\n';

const versionOf = (release: Release) => release.version('--version', /msmtp version ([\d.]+)/);

async function send(release: Release, { env }: Home) {
  const options = ['--debug', '--account=letterlock', 'bob@practice.test'];
  return runCommand([...(await release.command()), ...options], { env, stdin: MAIL });
}

const releases = releasesOf('msmtp');

describe.each(Object.entries(releases))('of the %s release', (name, release) => {
  const tried: TriedProgram = {
    program: 'msmtp',
    version: () => versionOf(release),
    parts: [release.part],
    isQuick: true,
    algorithms: ['ed25519', 'p256', 'rsa-2048'],
    outgoing: (home) => send(release, home),
    own: {
      name: '.msmtprc',
      text: [
        'defaults',
        'tls off',
        'tls_certcheck off',
        'user mine',
        'password mine',
        '',
        'account mine',
        'host other.test',
        'from mine@other.test',
        'account default: mine',
      ].join('\n'),
    },
  };
  describeRecipe(tried);
  if (name === 'installed') describeCaution(tried);
});

/** What the server sees where somebody sets another `auth` than the recipe's. */
async function seenWith(auth: string, release: Release, mechanisms: readonly string[]) {
  const server = await practiceServer([], { mechanisms });
  const home = await homeFor('msmtp', await versionOf(release), { server, with: 'password' });
  await home.leaveOut('.msmtprc', ['auth ', 'account "default']);
  await appendFile(join(home.path, '.msmtprc'), `auth ${auth}\n`);

  await send(release, home);

  const seen = await server.seen();
  await server.stop();
  return seen;
}

describeWith(['msmtp', 'trixie'], 'msmtp, set up otherwise than by its recipe', () => {
  it('gives the password itself with auth on, before it binds to TLS', async () => {
    const seen = await seenWith('on', releases.installed, ['SCRAM-SHA-256', 'PLAIN']);

    expect(seen).toEqual(['submission PLAIN']);
  });

  it.each(['on', 'scram-sha-256', 'scram-sha-1'])(
    'sends nothing with auth %s since then, where the server does not bind to TLS',
    async (auth) => {
      const seen = await seenWith(auth, releases.next, ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN']);

      expect(seen).toEqual([]);
    },
  );
});

describeWith(['msmtp', 'mutt'], 'mutt, told to send through msmtp as its recipe says', () => {
  it('sends, signed in as msmtp does it', async () => {
    const server = await practiceServer([]);
    const trial = { server, with: 'password' } as const;
    const home = await homeFor('msmtp', await versionOf(releases.installed), trial);
    const words = home.recipe.steps.map(({ text }) => text).join(' ');
    const [, setting = ''] = /`(set sendmail=[^`]+)`/.exec(words) ?? [];

    const ended = await home.run(
      'mutt',
      ['-e', setting, '-s', 'Through msmtp', 'bob@practice.test'],
      'Hello\n',
    );

    expect(await server.seen(), ended.output).toEqual(['submission SCRAM-SHA-256']);
    await server.stop();
  });
});
