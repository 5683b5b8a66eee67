import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { withDisplay, type Display } from '../electron/display.ts';
import { pathOf } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';
import { runPart, type Ended } from '../servers/run.ts';
import type { Home } from './bench.ts';
import { describeRecipe } from './describe-recipe.ts';
import { CANARY } from './hostile.ts';

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

/** Starts it, with nobody at its window, and ends it when its log has what it was started for. */
async function runClaws({ path, env, recipe }: Home, order: string, done: RegExp): Promise<Ended> {
  // Nobody types the password or looks at certificates. It reads a password as older versions wrote it.
  const password = await readFile(join(path, 'password'), 'utf8');
  const answers = `password=${password}\nsmtp_password=${password}\nssl_certs_auto_accept=1\n`;
  await appendFile(join(path, '.claws-mail/accountrc'), answers);
  const trusted = recipe.steps.map(({ text }) => /authority in `(.+?)`/.exec(text)?.[1]).find(Boolean) ?? '';
  display ??= withDisplay(['-noreset']);
  const { display: name } = await display;
  const child = spawn(pathOf('claws-mail'), ['--debug', order], {
    env: {
      ...env,
      DISPLAY: name,
      SSL_CERT_FILE: trusted,
      XDG_RUNTIME_DIR: path,
      TMPDIR: path,
    },
    stdio: 'pipe',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  endWithUs(child);
  let output = '';
  const hear = (text: string): void => {
    output += text;
    if (done.test(output)) child.kill('SIGKILL');
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  await once(child, 'close');
  return { exitCode: child.exitCode, output: output.slice(-3_000) };
}

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
