import { expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { openBench, type Bench } from './bench.ts';
import { readMails } from './flow.ts';

/** Runs the command that was printed for a program as it stands, with these words typed. */
function runPrinted(bench: Bench, program: 'curl' | 'swaks' | 'openssl', typed: string): Promise<Ended> {
  const command = new RegExp(`^ {2}${program} (.*)$`, 'm').exec(bench.practice.printed)?.[1] ?? '';
  return bench.run(program, command.split(' '), typed);
}

describeWith(['curl', 'swaks', 'openssl', 'electron'], 'the commands that letterlock practice prints', () => {
  it.each(RUNTIMES)('work, with nothing but the password typed: on %s', async (runtime) => {
    const bench = await openBench({ runtime });
    const password = `${bench.alice.password}\n`;

    const listed = await runPrinted(bench, 'curl', password);
    const sent = await runPrinted(bench, 'swaks', password);
    const looked = await runPrinted(bench, 'openssl', 'a LOGOUT\r\n');

    expect(listed.output).toContain('* LIST (\\HasNoChildren) "/" "INBOX"');
    expect(listed.exitCode, listed.output).toBe(0);
    expect(sent.output).toContain('TLS started');
    expect(sent.exitCode, sent.output).toBe(0);
    expect((await readMails(bench, bench.bob)).at(-1)).toContain('This is a test mailing');
    expect(looked.output).toContain('Verify return code: 0 (ok)');
    expect(looked.exitCode, looked.output).toBe(0);
  });

  it('are refused with a wrong password, and say so', async () => {
    const bench = await openBench();

    const listed = await runPrinted(bench, 'curl', 'not-it\n');
    const sent = await runPrinted(bench, 'swaks', 'not-it\n');

    expect(listed.output).toContain('curl: (67) Login denied');
    expect(listed.exitCode).toBe(67);
    expect(sent.output).toContain('535 5.7.8');
    expect(sent.exitCode).toBe(28);
  });
});
