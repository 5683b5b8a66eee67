import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { NewDevice } from '../../electron/node/keys/new-device.ts';
import { factsOf } from '../../shared/recipes/facts/programs.ts';
import { recipeFor } from '../../shared/recipes/recipe.ts';
import { withDisplay, type Display } from '../electron/display.ts';
import { describeWith } from '../parts.ts';
import { TEST_AUTHCID } from '../servers/dovecot23.ts';
import { runPart } from '../servers/run.ts';
import {
  expectForetold,
  homeFor,
  printTrials,
  requestFor,
  testDevice,
  type Home,
  type Trial,
} from './bench.ts';
import { HOSTILE } from './hostile.ts';
import { dovecotServer, practiceServer, type RecipeServer } from './servers.ts';
import { profileIn, startThunderbird, type Thunderbird } from './thunderbird-program.ts';
import { ACCOUNTS, ANSWER, HANG_UP } from './thunderbird-scripts.ts';

const PROGRAM = 'thunderbird';
// Several starts of the program, next to whatever else is running.
const LONG_MS = 60_000;

/** An account, as Thunderbird has it. */
interface SeenAccount {
  readonly incoming: string;
  readonly outgoing: string | null;
  readonly fullName: string | null;
}

describeWith(['thunderbird', 'xvfb', 'dovecot'], 'thunderbird, set up by its recipe', () => {
  let version: string;
  let display: Display;
  let p256: NewDevice;
  let rsa: NewDevice;
  let full: RecipeServer;
  let little: RecipeServer;
  let practice: RecipeServer;
  let preauth: RecipeServer;
  let byKeyAlone: RecipeServer;

  beforeAll(async () => {
    version = /Thunderbird ([\d.]+)/.exec((await runPart('thunderbird', ['--version'])).output)?.[1] ?? '';
    display = await withDisplay(['-noreset']);
    p256 = await testDevice(TEST_AUTHCID, 'p256');
    rsa = await testDevice(TEST_AUTHCID, 'rsa-2048');
    const known = [p256.device, rsa.device];
    full = await dovecotServer(known);
    little = await dovecotServer(known, ['plain', 'login']);
    practice = await practiceServer(known);
    preauth = await practiceServer(known, { clientKey: 'preauth' });
    byKeyAlone = await practiceServer(known, { clientKey: 'enough-to-send' });
  });
  afterAll(async () => {
    printTrials();
    for (const server of [full, little, practice, preauth, byKeyAlone]) await server.stop();
    await display.stop();
  });

  const lineWith = ({ recipe }: Home, word: string): string =>
    recipe.steps.map(({ block }) => block?.text ?? '').findLast((text) => text.includes(word)) ?? '';
  const start = (home: Home): Promise<Thunderbird> =>
    startThunderbird(home, display.display, lineWith(home, '-CreateProfile'));

  const signsIn = async (trial: Trial): Promise<Home> => {
    const home = await homeFor(PROGRAM, version, trial);
    const thunderbird = await start(home);
    expect(await thunderbird.takeIn(home, trial.server)).toBe(0);
    await expectForetold(PROGRAM, trial, home, 'outgoing', await thunderbird.send(0));
    await expectForetold(PROGRAM, trial, home, 'incoming', await thunderbird.fetch(0));
    await thunderbird.quit();
    return home;
  };

  it(
    'signs in as foretold, by password',
    async () => {
      await Promise.all([full, little, practice].map((server) => signsIn({ server, with: 'password' })));
    },
    LONG_MS,
  );

  it(
    'signs in as foretold, by password over POP3 or behind STARTTLS',
    async () => {
      await Promise.all([
        signsIn({ server: practice, with: 'password', incoming: 'pop3' }),
        signsIn({ server: little, with: 'password', incoming: 'pop3', security: 'starttls' }),
        signsIn({ server: full, with: 'password', security: 'starttls' }),
      ]);
    },
    LONG_MS,
  );

  it(
    'signs in as foretold, by the key that it asked for',
    async () => {
      await Promise.all([full, byKeyAlone].map((server) => signsIn({ server, with: p256 })));
      await signsIn({ server: full, with: rsa });
    },
    LONG_MS,
  );

  it(
    'asks for nothing from the second start on, when the file for the first one is deleted',
    async () => {
      const home = await signsIn({ server: preauth, with: p256 });
      await rm(join(profileIn(home.path), 'user.js'));
      const thunderbird = await startThunderbird(home, display.display, lineWith(home, '-P letterlock'));

      const { output } = await thunderbird.fetch(0);

      expect(await preauth.seen(), output).toEqual(['imap PREAUTH']);
      await thunderbird.quit();
    },
    LONG_MS,
  );

  it('takes no ed25519 key, as the recipe foretells', async () => {
    const ed25519 = await testDevice(TEST_AUTHCID, 'ed25519');
    const home = await homeFor(PROGRAM, version, { server: practice, with: ed25519 });
    const thunderbird = await start(home);

    const said = await thunderbird.takeIn(home, practice);

    expect(said).not.toBe(0);
    expect(home.recipe.incoming?.way).toBe('CRAM-MD5');
    expect(home.recipe.incoming?.leftOut).toContainEqual({
      way: 'EXTERNAL',
      because: { kind: 'key-kind', algorithm: 'ed25519' },
    });
  });

  describeWith(['root'], 'for administrators', () => {
    it('gives a new profile the account and the trust anchor by a policy', async () => {
      const trial: Trial = { server: practice, with: 'password' };
      const home = await homeFor(PROGRAM, version, trial);
      const profile = profileIn(home.path);
      await rm(join(profile, 'user.js'));
      // Nobody else sees what is mounted there.
      const mounting = 'mount -t tmpfs none /etc/thunderbird && mkdir /etc/thunderbird/policies';
      const copying = `cp ${join(home.path, 'policies.json')} /etc/thunderbird/policies`;
      const starting = `exec thunderbird -profile ${profile} -offline "$@"`;

      const thunderbird = await startThunderbird(
        home,
        display.display,
        `exec unshare --mount sh -ec '${mounting}; ${copying}; ${starting}' sh`,
      );
      await thunderbird.run(ANSWER, practice.password);

      await expectForetold(PROGRAM, trial, home, 'outgoing', await thunderbird.send(0));
      await expectForetold(PROGRAM, trial, home, 'incoming', await thunderbird.fetch(0));
      await thunderbird.quit();
    });
  });

  it(
    'has names as they are, and runs nothing that they say',
    async () => {
      const written = await Promise.all(inParts(HOSTILE).map(hasNamesAsTheyAre));

      const count = written.reduce((sum, one) => sum + one, 0);
      process.stdout.write(`hostile user names that ${PROGRAM} was given: ${count} of ${HOSTILE.length}\n`);
      expect(count).toBeGreaterThan(HOSTILE.length / 2);
    },
    LONG_MS,
  );

  const hasNamesAsTheyAre = async (names: readonly string[]): Promise<number> => {
    const people = names.map((name) => ({ name, password: 'Looking-Glass-1871' }));
    // PLAIN has names as they are.
    const server = await practiceServer([], { mechanisms: ['PLAIN'] }, people);
    onTestFinished(() => server.stop());
    const home = await homeFor(PROGRAM, version, { server, with: 'password' });
    const written = names.flatMap((name) => personCalled(name, home, server));
    await writeFile(join(profileIn(home.path), 'user.js'), inOneProfile(written.map(({ text }) => text)));
    const thunderbird = await start(home);
    await thunderbird.takeIn(home, server);

    const accounts = (await thunderbird.run(ACCOUNTS)) as readonly SeenAccount[]; // what that script returns
    for (const [at, { name, username }] of written.entries()) {
      const shown = JSON.stringify(name);
      expect(accounts[at], shown).toEqual({ incoming: username, outgoing: username, fullName: name });
      if (username !== name) continue;
      for (const use of [thunderbird.send, thunderbird.fetch]) {
        const { output } = await use(at);
        const letIn = server.names();
        expect(letIn, `${shown}: ${output}`).toContain(name);
        // It may come back for one of those before.
        for (const one of letIn) expect(names).toContain(one);
      }
      await thunderbird.run(HANG_UP, at);
    }
    expect(existsSync(join(home.path, 'canary-ran'))).toBe(false);
    await thunderbird.quit();
    return written.filter(({ name, username }) => name === username).length;
  };
});

/**
 * The profile of somebody with this user name and display name; where Thunderbird can have no such user name, with the display
 * name alone; and none where it cannot have that either.
 */
function personCalled(
  name: string,
  home: Home,
  server: RecipeServer,
): readonly { readonly name: string; readonly username: string; readonly text: string }[] {
  const usernames = [name, `reader${HOSTILE.indexOf(name)}`];
  const all = usernames.flatMap((username) => {
    const trial: Trial = { server, with: 'password', request: { username, displayName: name } };
    const { steps } = recipeFor(factsOf(PROGRAM, null)!, requestFor(home.path, trial), 'en');
    const text = steps.find(({ file }) => file?.path.endsWith('user.js'))?.file?.text;
    return text === undefined ? [] : [{ name, username, text }];
  });
  return all.slice(0, 1);
}

/** The profiles of many people as one: what numbers the accounts in each is numbered through. */
function inOneProfile(texts: readonly string[]): string {
  const lines = texts.flatMap((text, at) => {
    const own = text
      .split('\n')
      .filter((line) => !/"mail\.(accountmanager|smtp|smtpservers)\b|account2|server2/.test(line));
    return own.map((line) =>
      line
        .replace(/^(user_pref\("mail\.\w+\.(?:account|server|id|smtp))1\b/, `$1${at + 10}`)
        .replace(/(\.(?:server|identities|smtpServer)", "\w+?)1"\);$/, `$1${at + 10}");`),
    );
  });
  const numbered = (name: string): string => texts.map((_, at) => `${name}${at + 10}`).join(',');
  return [
    ...lines,
    `user_pref("mail.accountmanager.accounts", "${numbered('account')}");`,
    `user_pref("mail.smtpservers", "${numbered('smtp')}");`,
    '',
  ].join('\n');
}

/** So many accounts at a time as the practice server has connections for: Thunderbird keeps some for each. */
function inParts(names: readonly string[]): readonly (readonly string[])[] {
  const size = 27;
  const count = Math.ceil(names.length / size);
  return Array.from({ length: count }, (_, at) => names.slice(at * size, (at + 1) * size));
}
