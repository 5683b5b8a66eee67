import { ImapFlow } from 'imapflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examine } from '../../electron/node/doctor.ts';
import type { GivenPassword } from '../../electron/node/examination.ts';
import { practiceRun } from '../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { PRACTICE_HOSTS } from '../../electron/node/practice/protocols.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { doorOf } from './doors.ts';
import { faultsNamed } from './faults.ts';

async function practising(...faults: readonly string[]): Promise<Practice> {
  const practice = await startPractice({ date: () => new Date(), faults: faultsNamed(...faults) });
  onTestFinished(() => practice.close());
  return practice;
}

async function run(
  practice: Practice,
  how: Partial<GivenPassword>,
  around: { readonly onEvent?: (event: RunEvent) => void; readonly signal?: AbortSignal } = {},
): Promise<Report> {
  const { onEvent = () => undefined, signal = new AbortController().signal } = around;
  const read = practiceRun(practice, null);
  if (!read.ok) throw new Error(read.problem.code);
  const { examination, account } = read.value;
  return examine(
    examination,
    surroundings({
      emit: onEvent,
      signal,
      askPassword: async () => givenPassword(account.password, { looksAtMail: true, ...how }),
    }),
  );
}

/** What is in INBOX, as another mail program sees it. */
async function inboxOf(practice: Practice) {
  const { address, password } = practice.accounts[0]!; // there is always a first
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: doorOf(practice, 'imap', 'implicit-tls').port,
    secure: true,
    servername: PRACTICE_HOSTS.imap,
    tls: { ca: practice.caPem },
    auth: { user: address, pass: password },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const mails = await client.fetchAll('1:*', { envelope: true, flags: true });
  await client.logout();
  return mails.map(({ uid, flags, envelope }) => ({
    uid,
    flags: [...(flags ?? [])],
    subject: envelope?.subject,
  }));
}

describe('a look at mail', () => {
  it('leaves every mail as it was', async () => {
    const practice = await practising();
    const before = await inboxOf(practice);

    const { findings, changedOnDisk } = await run(practice, {});

    expect(findings.map(({ code }) => code)).toEqual(['account_healthy']);
    expect(changedOnDisk).toEqual([]);
    expect(await inboxOf(practice)).toEqual(before);
    expect(before.flatMap(({ flags }) => flags)).toEqual([]);
  });

  it('brings one mail where a person wants it, which stays there unread', async () => {
    const practice = await practising();
    const before = await inboxOf(practice);

    const { findings } = await run(practice, { sendsTestMail: true, language: 'de' });

    expect(findings.map(({ code }) => code)).toEqual(['sending_test_mail_arrived', 'account_healthy']);
    expect(await inboxOf(practice)).toEqual([
      ...before,
      { uid: expect.any(Number) as unknown, flags: [], subject: 'Testmail von Letterlock' },
    ]);
  });

  it('does not even ask for an address with letters that the server does not take', async () => {
    const people = [{ name: 'jürgen', password: 'correct horse' }];
    const practice = await startPractice({ date: () => new Date(), people });
    onTestFinished(() => practice.close());

    const { findings, transcripts } = await run(practice, { sendsTestMail: true });

    expect(findings.map(({ code }) => code)).toEqual(['sending_not_international']);
    const said = transcripts.flatMap(({ lines }) => lines.map(({ text }) => text));
    expect(said.filter((line) => /^(MAIL|RCPT|DATA)/.test(line))).toEqual([]);
  });

  it('is not taken where only the sign-in matters', async () => {
    const { observations, verdict } = await run(await practising(), { looksAtMail: false });

    expect(verdict).toBe('healthy');
    expect(observations.filter(({ kind }) => kind === 'mailbox' || kind === 'sending')).toEqual([]);
  });

  it('sends nothing where the sending server was not even looked at', async () => {
    const { observations } = await run(await practising(), { looksAtMail: false, sendsTestMail: true });

    expect(observations.filter(({ kind }) => kind === 'test-mail')).toEqual([]);
  });

  it('ends at once where a person cancels while a mail is waited for', async () => {
    const practice = await practising('mail-never-arrives');
    const abort = new AbortController();
    let cancelledAt = Infinity;

    const report = await run(
      practice,
      { sendsTestMail: true },
      {
        signal: abort.signal,
        onEvent(event) {
          if (event.type !== 'observation' || event.observation.kind !== 'test-mail') return;
          setTimeout(() => {
            cancelledAt = performance.now();
            abort.abort();
          }, 200);
        },
      },
    );

    expect(performance.now() - cancelledAt).toBeLessThan(1_000);
    expect(report.verdict).toBe('unfinished');
    expect(report.findings.map(({ code }) => code)).toContain('run_cancelled');
  });
});
