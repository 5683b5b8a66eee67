import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report/schema.ts';
import { describeWith, type Part } from '../parts.ts';
import type { Dovecot } from '../servers/dovecot.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot23.ts';
import { startDovecot24 } from '../servers/dovecot24.ts';
import { makePki } from '../servers/pki.ts';
import { checkArgs } from './check-args.ts';
import { runCli, runForReport, RUNTIMES } from './run-cli.ts';

const POLL_MS = 20;
const LONGEST_MS = 60_000;

const VERSIONS = [
  ['2.3', 'dovecot', startDovecot23],
  ['2.4', 'dovecot24', startDovecot24],
] as const satisfies readonly (readonly [string, Part, unknown])[];

for (const [version, part, start] of VERSIONS) {
  describeWith([part, 'electron'], `letterlock check and the mail behind Dovecot ${version}`, () => {
    let dovecot: Dovecot;
    let folder: string;
    let arguments_: readonly string[];
    let passing: NodeJS.Timeout | undefined;

    beforeAll(async () => {
      dovecot = await start(await makePki());
      folder = await mkdtemp(join(tmpdir(), 'letterlock-mail-'));
      const passwordFile = join(folder, 'password');
      await writeFile(passwordFile, `${TEST_PASSWORD}\n`, { mode: 0o600 });
      arguments_ = [...checkArgs(dovecot), '--password-file', passwordFile];
    });

    afterEach(() => {
      clearInterval(passing);
      for (const verb of ['MAIL', 'RCPT', 'DATA']) dovecot.relay.answer(verb, null);
    });

    afterAll(async () => {
      await dovecot.stop();
      await rm(folder, { recursive: true, force: true });
    });

    /** The relay passes mails on to the inbox, as a provider's does. */
    function passMailOn(): void {
      let passed = dovecot.relay.messages.length;
      passing = setInterval(() => {
        for (const message of dovecot.relay.messages.slice(passed)) {
          passed += 1;
          void dovecot.deliver(TEST_AUTHCID, `${message}\n`);
        }
      }, POLL_MS);
    }

    it('says who will learn what, and how many tries are left, before it signs in', async () => {
      const { stderr, stdout } = await runCli(arguments_);

      expect(
        stderr.match(
          /^ {2}\S+ as a…e@\S+ with SCRAM-\S+: your password is not sent, only a proof of it; tries left: 1$/gm,
        ),
      ).toHaveLength(2);
      expect(stdout).not.toContain('tries left');
    });

    for (const runtime of RUNTIMES) {
      it(
        `sees that mail works, on the connection of the one sign-in (${runtime})`,
        { timeout: LONGEST_MS },
        async () => {
          const before = await dovecot.log();

          const { result, report } = await runForReport(arguments_, { runtime });

          const log = (await dovecot.log()).slice(before.length);
          expect(log.match(/imap-login: Info: (Login|Logged in): /g)).toHaveLength(1);
          expect(log.match(/submission-login: Info: (Login|Logged in): /g)).toHaveLength(1);
          expect(log.match(/client in: AUTH\t/g)).toHaveLength(2);
          expect(result.exitCode).toBe(0);
          expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
          expect(report.observations).toContainEqual(
            expect.objectContaining({
              kind: 'mailbox',
              outcome: 'opened',
              step: null,
              wantsClientName: false,
            }),
          );
          expect(report.observations).toContainEqual(
            expect.objectContaining({ kind: 'sending', outcome: 'allowed' }),
          );
          expect(report.observations.filter(({ kind }) => kind === 'tcp-connect')).toHaveLength(2);
          expect(reportSchema.safeParse(report).error).toBeUndefined();
        },
      );

      it(`sends a mail to oneself and sees it arrive (${runtime})`, { timeout: LONGEST_MS }, async () => {
        passMailOn();

        const { result, report } = await runForReport([...arguments_, '--test-mail', '--lang', 'de'], {
          runtime,
        });

        const mail = dovecot.relay.messages.at(-1) ?? '';
        expect(mail).toMatch(/^Subject: Testmail von Letterlock$/m);
        expect(mail).toMatch(new RegExp(`^From: <${TEST_AUTHCID}>$`, 'm'));
        expect(result.exitCode).toBe(0);
        expect(report.findings.map(({ code }) => code)).toEqual([
          'sending_test_mail_arrived',
          'account_healthy',
        ]);
        expect(report.observations).toContainEqual(
          expect.objectContaining({ kind: 'test-mail', outcome: 'taken', isWaitedFor: true }),
        );
        expect(reportSchema.safeParse(report).error).toBeUndefined();
      });
    }

    it('tells who may not send with their address, by the rule of the server', async () => {
      dovecot.relay.answer('MAIL', '553 5.7.1 Sender address rejected: not owned by user');
      const sent = dovecot.relay.messages.length;

      const { result, report } = await runForReport([...arguments_, '--test-mail']);

      expect(result.exitCode).toBe(1);
      expect(report.findings[0]).toMatchObject({ code: 'sending_address_not_allowed', confidence: 'seen' });
      expect(dovecot.relay.messages).toHaveLength(sent);
    });

    it('tells it also where the server waits for the recipient, as Postfix does', async () => {
      dovecot.relay.answer('RCPT', '553 5.7.1 Sender address rejected: not owned by user');

      const { report } = await runForReport(arguments_);

      expect(report.findings[0]?.code).toBe('sending_address_not_allowed');
    });

    it('says that a mail was sent and did not arrive', async () => {
      const { result, report } = await runForReport([...arguments_, '--test-mail', '--timeout', '2']);

      expect(report.findings[0]?.code).toBe('sending_never_arrived');
      expect(result.exitCode).toBe(0);
    });

    it('sends nothing where nobody wanted it', async () => {
      const sent = dovecot.relay.messages.length;

      await runForReport(arguments_);

      expect(dovecot.relay.messages).toHaveLength(sent);
    });
  });
}
