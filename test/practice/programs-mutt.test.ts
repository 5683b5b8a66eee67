import { afterAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { openBench, PREAUTH_BY_KEY, ProgramTable, SECURITIES, WELCOME_SUBJECTS } from './bench.ts';
import { readMails } from './flow.ts';
import { readWithMutt, sendWithMutt } from './mutt.ts';

const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'] as const;
const [STRONGEST] = MECHANISMS;
const MAIL = { subject: 'Grüße', text: 'Von mutt.\n.\nEnde\n' };

/** A command with which sign-in begins, in mutt's transcript. */
function signInBy(mechanism: string): RegExp {
  return new RegExp(`> (\\S+ AUTHENTICATE|AUTH) ${mechanism}\\b`);
}

describeWith(['mutt', 'script'], 'mutt against the practice server', () => {
  const table = new ProgramTable('mutt');

  afterAll(() => table.print());

  it.each(SECURITIES)('opens the mailbox and saves three mails: %s', async (security) => {
    const bench = await openBench();

    for (const protocol of ['IMAP', 'POP3'] as const) {
      for (const mechanism of MECHANISMS) {
        const { exitCode, mails, transcript } = await readWithMutt(bench, protocol, { security, mechanism });

        expect(exitCode, transcript).toBe(0);
        expect(transcript).toMatch(signInBy(mechanism));
        const subjects = [...mails.matchAll(/^Subject: (.*)$/gm)].map(([, subject]) => subject);
        expect(subjects).toEqual(WELCOME_SUBJECTS);
        expect(mails).toContain('\n\nSign in with any mail program');
        table.note({ protocol, security, runtime: 'node' }, mechanism, 'three mails read');
      }
    }
  });

  it.each(SECURITIES)('sends mails that arrive: %s', async (security) => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const { exitCode, output, transcript } = await sendWithMutt(bench, { security, mechanism }, MAIL);

      expect(exitCode, output + transcript).toBe(0);
      expect(transcript).toMatch(signInBy(mechanism));
      table.note({ protocol: 'Submission', security, runtime: 'node' }, mechanism, 'mail arrived');
    }
    const arrived = (await readMails(bench, bench.bob)).slice(WELCOME_SUBJECTS.length);
    expect(arrived).toHaveLength(MECHANISMS.length);
    for (const mail of arrived) {
      expect(mail).toContain('\r\nFrom: Alice <alice@practice.test>\r\n');
      expect(mail).toContain('\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\n');
      expect(mail).toMatch(/\r\n\r\nVon mutt\.\r\n\.\r\nEnde\r\n$/);
    }
  });

  it.each(SECURITIES)('reads and sends with the key of a device alone: %s', async (security) => {
    const bench = await openBench();
    const choice = { security, mechanism: 'EXTERNAL', hasKey: true, password: 'not-it' };

    const read = await readWithMutt(bench, 'IMAP', choice);
    const sent = await sendWithMutt(bench, choice, MAIL);

    expect([read.exitCode, sent.exitCode], read.transcript + sent.transcript).toEqual([0, 0]);
    expect(read.transcript).toMatch(signInBy('EXTERNAL'));
    expect(sent.transcript).toMatch(signInBy('EXTERNAL'));
    expect(read.mails.match(/^Subject: /gm)).toHaveLength(WELCOME_SUBJECTS.length);
    expect(await readMails(bench, bench.bob)).toHaveLength(WELCOME_SUBJECTS.length + 1);
    for (const protocol of ['IMAP', 'Submission']) {
      table.note({ protocol, security, runtime: 'node' }, 'EXTERNAL', 'reads, sends');
    }
  });

  it('takes a greeting with PREAUTH', async () => {
    const bench = await openBench({ args: PREAUTH_BY_KEY });
    const security = 'implicit-tls';

    const { mails, transcript } = await readWithMutt(bench, 'IMAP', { security, hasKey: true });

    expect(transcript).toMatch(/< \* PREAUTH /);
    expect(transcript).not.toMatch(signInBy('\\S+'));
    expect(mails.match(/^Subject: /gm)).toHaveLength(WELCOME_SUBJECTS.length);
    table.note({ protocol: 'IMAP', security, runtime: 'node' }, 'PREAUTH', 'three mails read');
  });

  it('says that a wrong password is refused', async () => {
    const bench = await openBench();
    const security = 'implicit-tls';
    const choice = { security, password: 'not-it' } as const;

    const sent = await sendWithMutt(bench, choice, MAIL);
    // The screen stays open without a mailbox.
    const read = await readWithMutt(bench, 'IMAP', choice, [[/authentication failed/i, 'q']]);

    expect(sent.exitCode, sent.transcript).toBe(1);
    expect(sent.output).toContain('SASL authentication failed');
    expect(read.output).toContain('SASL authentication failed');
    expect(read.mails).toBe('');
    expect(await readMails(bench, bench.bob)).toHaveLength(WELCOME_SUBJECTS.length);
    for (const protocol of ['IMAP', 'Submission']) {
      table.note({ protocol, security, runtime: 'node' }, STRONGEST, 'wrong password refused');
    }
  });

  it.each(SECURITIES)('does not sign in to a server that it cannot trust: %s', async (security) => {
    const bench = await openBench();
    const choice = { security, hasAuthority: false };

    const sent = await sendWithMutt(bench, choice, MAIL);
    const read = await readWithMutt(bench, 'IMAP', choice, [
      [/\(r\)eject/, 'r'],
      [/q:Exit.*\?:Help/, 'q'],
    ]);

    expect(sent.exitCode, sent.transcript).toBe(1);
    expect(sent.output).toContain('Untrusted server certificate');
    expect(read.output).toContain('(r)eject, accept (o)nce');
    expect(read.mails).toBe('');
    expect(sent.transcript + read.transcript).not.toMatch(signInBy('\\S+'));
    for (const protocol of ['IMAP', 'Submission']) {
      table.note({ protocol, security, runtime: 'node' }, '–', 'refused without the authority');
    }
  });
});
