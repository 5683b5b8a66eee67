import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { withDisplay, type Display } from '../electron/display.ts';
import { describeWith, pathOf } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';
import { runCommand, runPart, type Ended } from '../servers/run.ts';
import { homeFor, type Home, type Trial } from './bench.ts';
import { describeRecipe } from './describe-recipe.ts';
import { CANARY, HOSTILE } from './hostile.ts';
import { practiceServer } from './servers.ts';

const LONGEST_MS = 12_000;

// One for all windows, from the first one on.
let display: Promise<Display> | undefined;

afterAll(async () => (await display)?.stop());

describeRecipe({
  program: 'claws-mail',
  version: async () =>
    /version ([\d.]+)/.exec((await runPart('claws-mail', ['--version'])).output)?.[1] ?? '',
  parts: ['claws-mail', 'xvfb'],
  algorithms: ['ed25519', 'p256', 'rsa-2048'],
  // It starts slowly. What it has of all of them is seen below.
  names: [
    ...[`$(${CANARY})`, `"; ${CANARY}; "`, `|${CANARY}`, 'x\\', '$HOME', '%s%n%d', '#x', '[x]'],
    ...['a=b', '<b>x</b>', ' a ', 'a\r\nset x=y', 'müller', 'x'.repeat(1_000)],
  ],
  incoming: (home) => runClaws(home, '--receive-all', /IMAP> \S+ (?:LIST|LSUB|SELECT|STATUS|EXAMINE)|error/),
  outgoing: async (home) => {
    await home.write('Mail/queue/1', QUEUED);
    return runClaws(home, '--send', /SMTP> (?:MAIL FROM|QUIT)|error/);
  },
});

describeWith(['claws-mail', 'xvfb'], 'claws-mail, with the accounts of people with hostile names', () => {
  it('has the name of each as it is, in what it writes itself', async () => {
    const server = await practiceServer([]);
    onTestFinished(() => server.stop());
    const written: string[] = [];
    const sections: string[] = [];
    const usual = await homeFor('claws-mail', null, { server, with: 'password' });
    for (const displayName of HOSTILE) {
      const trial: Trial = { server, with: 'password', request: { username: displayName, displayName } };
      const { recipe } = await homeFor('claws-mail', null, trial);
      const file = recipe.steps.find((step) => step.file?.path.endsWith('accountrc') === true)?.file;
      if (file === undefined || file === null) continue;
      written.push(displayName);
      // As one that only sends: no server is asked for its folders, as nobody is there to answer what would be asked then.
      const sending = file.text.replace('protocol=1', 'protocol=4');
      sections.push(sending.replace('[Account: 1]', `[Account: ${written.length}]`));
    }
    await usual.write('.claws-mail/folderlist.xml', LOCAL_FOLDERS);
    const path = await usual.write('.claws-mail/accountrc', sections.join('\n'));

    const { child, ended } = await startClaws(usual, ['--debug', '--offline']);
    // One that is asked before would be taken for gone.
    const isUp = new Promise<void>((resolve) => {
      createInterface(child.stdout).on('line', (line) => {
        if (line.includes('main startup')) resolve();
      });
    });
    await Promise.race([isUp, ended]);
    await runCommand([pathOf('claws-mail'), '--exit'], { env: await environmentOf(usual) });
    await ended;

    const text = await readFile(path, 'utf8');
    process.stdout.write(
      `hostile names of senders that claws-mail was given: ${written.length} of ${HOSTILE.length}\n`,
    );
    expect(text).toContain('\norganization=\n'); // which the recipe has not
    for (const setting of ['name', 'user_id', 'smtp_user_id']) {
      const values = text.matchAll(new RegExp(`^${setting}=(.*)$`, 'gm'));
      expect([...values].map(([, value]) => value)).toEqual(written);
    }
  });
});

/** Starts it, with nobody at its window, and ends it when its log has what it was started for. */
async function runClaws(home: Home, order: string, done: RegExp): Promise<Ended> {
  // Nobody types the password or looks at certificates. It reads a password as older versions wrote it.
  const password = await readFile(join(home.path, 'password'), 'utf8');
  const answers = `password=${password}\nsmtp_password=${password}\nssl_certs_auto_accept=1\n`;
  await appendFile(join(home.path, '.claws-mail/accountrc'), answers);
  const { child, ended } = await startClaws(home, ['--debug', order]);
  let output = '';
  const hear = (text: string): void => {
    output += text;
    if (done.test(output)) child.kill('SIGKILL');
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  await ended;
  return { exitCode: child.exitCode, output: output.slice(-3_000) };
}

async function startClaws(home: Home, orders: readonly string[]) {
  const child = spawn(pathOf('claws-mail'), orders, {
    env: await environmentOf(home),
    stdio: 'pipe',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  endWithUs(child);
  return { child, ended: once(child, 'close') };
}

async function environmentOf({ path, env, recipe }: Home): Promise<Readonly<Record<string, string>>> {
  display ??= withDisplay(['-noreset']);
  const { display: name } = await display;
  const trusted = recipe.steps.map(({ text }) => /authority in `(.+?)`/.exec(text)?.[1]).find(Boolean) ?? '';
  return { ...env, DISPLAY: name, SSL_CERT_FILE: trusted, XDG_RUNTIME_DIR: path, TMPDIR: path };
}

const LOCAL_FOLDERS =
  '<?xml version="1.0"?>\n<folderlist>\n<folder type="mh" name="Mail" path="Mail"></folder>\n</folderlist>\n';

/** A mail that waits to be sent, as it writes them to its folder. */
const QUEUED = [
  ...['AF:', 'NF:0', 'PS:10', 'SRH:1', 'SFN:', 'DSR:', 'MID:', 'CFG:', 'PT:0'],
  ...['S:alice@practice.test', 'RQ:', 'SSV:localhost', 'NSV:', 'SSH:', 'R:<bob@practice.test>', 'MAID:1'],
  'X-Claws-End-Special-Headers: 1',
  'Date: Mon, 23 Nov 2026 03:00:00 +0000',
  'From: alice@practice.test',
  'To: bob@practice.test',
  'Subject: Hi',
  '',
  'Hello',
  '',
].join('\n');
