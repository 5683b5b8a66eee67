import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { explainText } from '../../../shared/explain/explain-text.ts';
import { describeWith, pathOf } from '../../parts.ts';
import { startDovecot23, type Dovecot23 } from '../../servers/dovecot23.ts';
import { makePki } from '../../servers/pki.ts';

const run = promisify(execFile);
const LONGEST_WAIT_MS = 10_000;

/** Where programs connect to. */
interface At {
  readonly imaps: string;
  readonly imap: string;
  readonly ca: string;
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

const WRONG = ['--user', 'alice@example.test:nothing-that-is-right'];

describeWith(['dovecot', 'curl', 'openssl'], 'what a real Dovecot logs', () => {
  let dovecot: Dovecot23;
  let at: At;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
    const { good } = dovecot.addresses;
    at = {
      imaps: `${good}:${dovecot.ports.imaps}`,
      imap: `${good}:${dovecot.ports.imap}`,
      ca: dovecot.caFile,
    };
  });

  afterAll(() => dovecot.stop());

  it.each<readonly [string, 'curl' | 'openssl', (to: At) => readonly string[], string, string]>([
    [
      'when the password is wrong',
      'curl',
      ({ imaps, ca }) => ['-sS', '--cacert', ca, ...WRONG, `imaps://${imaps}/INBOX`],
      'auth_password_refused',
      'auth_password_refused',
    ],
    [
      'when nobody of that name is known',
      'curl',
      ({ imaps, ca }) => ['-sS', '--cacert', ca, '--user', 'nobody@example.test:x', `imaps://${imaps}/INBOX`],
      'auth_password_refused',
      'auth_username_form',
    ],
    [
      'when the client does not trust its certificate',
      'curl',
      ({ imaps }) => ['-sS', ...WRONG, `imaps://${imaps}/INBOX`],
      'tls_certificate_unknown_issuer',
      'tls_certificate_unknown_issuer',
    ],
    [
      'when a browser comes',
      'curl',
      ({ imaps }) => ['-sS', `http://${imaps}/`],
      'network_connection_lost',
      'protocol_wrong_service',
    ],
    [
      'when a client knows old encryption only',
      'openssl',
      ({ imaps }) => ['s_client', '-tls1', '-cipher', 'ALL:@SECLEVEL=0', '-connect', imaps],
      'network_connection_lost',
      'tls_version_refused',
    ],
  ])('is explained %s, and so is what the client says', async (_, program, args, ofClient, ofServer) => {
    const before = (await dovecot.log()).length;

    const { stdout, stderr } = await run(pathOf(program), [...args(at)], { timeout: LONGEST_WAIT_MS }).catch(
      (error: unknown) => error as Said, // what a program that failed has said
    );
    expect(codesIn(stdout + stderr)).toContain(ofClient);
    // Lines of the login processes come a little later.
    await expect
      .poll(async () => codesIn(await logBehind(before)), { timeout: LONGEST_WAIT_MS })
      .toContain(ofServer);
    expect(await logBehind(before)).not.toContain('nothing-that-is-right');
  });

  /** What was logged since then. */
  async function logBehind(before: number): Promise<string> {
    const all = (await dovecot.log()).slice(before).split('\n');
    // Users that the test asks for, to see that the log is complete.
    return all.filter((line) => !line.includes('marker-')).join('\n');
  }
});

function codesIn(text: string): readonly string[] {
  return explainText(text).explanations.map(({ code }) => code);
}
