import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import type { Ended } from '../servers/run.ts';
import { openBench, PREAUTH_BY_KEY, ProgramTable, SECURITIES, type Bench, type Security } from './bench.ts';
import { readMails, withFlow } from './flow.ts';

const protocol = 'IMAP';
// The first is what it takes by itself; it has no channel binding.
const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'] as const;
const [STRONGEST] = MECHANISMS;
const SSL_TYPES: Readonly<Record<Security, string>> = { 'implicit-tls': 'IMAPS', starttls: 'STARTTLS' };

interface Choice {
  readonly security?: Security;
  readonly mechanism?: string;
  readonly password?: string;
  readonly hasAuthority?: boolean;
  readonly hasKey?: boolean;
  /** All folders are only listed. */
  readonly isList?: boolean;
}

/** mbsync keeps all folders and a Maildir in the home the same, both ways. */
async function mbsync(bench: Bench, choice: Choice = {}): Promise<Ended> {
  const { security = 'implicit-tls', mechanism, password, hasAuthority = true, hasKey = false } = choice;
  const { alice, practice } = bench;
  const maildir = maildirOf(bench);
  await mkdir(maildir, { recursive: true });
  const sections = [
    [
      'IMAPAccount practice',
      'Host localhost',
      `Port ${bench.door(protocol, security).port}`,
      `User ${alice.address}`,
      `Pass ${password ?? alice.password}`,
      `SSLType ${SSL_TYPES[security]}`,
      'SystemCertificates no',
      ...(hasAuthority ? [`CertificateFile ${practice.authorityFile}`] : []),
      ...(mechanism === undefined ? [] : [`AuthMechs ${mechanism}`]),
      ...(hasKey ? [`ClientCertificate ${practice.deviceFile}`, `ClientKey ${practice.deviceFile}`] : []),
    ],
    ['IMAPStore far', 'Account practice'],
    ['MaildirStore near', `Path ${maildir}/`, `Inbox ${maildir}/INBOX`, 'SubFolders Verbatim'],
    ['Channel all', 'Far :far:', 'Near :near:', 'Patterns *', 'Create Both', 'Expunge Both', 'SyncState *'],
  ];
  // An empty line ends a section.
  const config = await bench.write('mbsyncrc', sections.map((lines) => lines.join('\n')).join('\n\n'));
  return bench.run('mbsync', ['--config', config, '--verbose', ...(choice.isList ? ['--list'] : []), 'all']);
}

function maildirOf({ home }: Bench): string {
  return join(home, 'mail');
}

/** Every file under the Maildir and what is in it. */
async function snapshot(bench: Bench): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(maildirOf(bench), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(paths.sort().map(async (path) => [path, await readFile(path, 'latin1')] as const)),
  );
}

/** The mails in a folder of the Maildir. */
function mailsIn(files: ReadonlyMap<string, string>, folder: string): readonly string[] {
  return [...files]
    .filter(([path]) => new RegExp(`/${folder}/(new|cur)/`).test(path))
    .map(([, mail]) => mail);
}

describeWith(['mbsync'], 'mbsync against the practice server', () => {
  const table = new ProgramTable('mbsync');

  afterAll(() => table.print());

  it.each(SECURITIES)('signs in by every mechanism that it has: %s', async (security) => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const choice = mechanism === STRONGEST ? {} : { mechanism };
      const { exitCode, output } = await mbsync(bench, { security, isList: true, ...choice });

      expect(exitCode, output).toBe(0);
      // LOGIN is the command of that name with it.
      if (mechanism !== 'LOGIN')
        expect(output).toContain(`Authenticating with SASL mechanism ${mechanism}...`);
      expect(output).toMatch(/^INBOX$/m);
      table.note({ protocol, security, runtime: 'node' }, mechanism, 'signed in');
    }
  });

  it.each(SECURITIES)(
    'gets every folder, brings a new mail, and then finds nothing to do: %s',
    async (security) => {
      const bench = await openBench();
      const written = 'From: alice@practice.test\nSubject: pushed\n\nfrom this disk\n';

      const first = await mbsync(bench, { security });
      const fetched = await snapshot(bench);
      await writeFile(join(maildirOf(bench), 'Drafts', 'cur', '1.written.here:2,FS'), written);
      const second = await mbsync(bench, { security });
      const pushed = await snapshot(bench);
      const third = await mbsync(bench, { security });
      const after = await snapshot(bench);

      expect([first.exitCode, second.exitCode, third.exitCode], first.output + second.output).toEqual([
        0, 0, 0,
      ]);
      const far = await readMails(bench, bench.alice);
      expect(mailsIn(fetched, 'INBOX').map(asOnTheWire).sort()).toEqual([...far].sort());
      expect(far).toHaveLength(3);
      for (const folder of ['Sent', 'Drafts', 'Trash']) {
        expect([...fetched.keys()].some((path) => path.includes(`/${folder}/`))).toBe(true);
        expect(mailsIn(fetched, folder)).toEqual([]);
      }
      const drafts = await readMails(bench, bench.alice, 'Drafts');
      expect(drafts.map(withoutMark)).toEqual([asOnTheWire(written)]);
      expect(after).toEqual(pushed);
      table.note({ protocol, security, runtime: 'node' }, STRONGEST, 'all folders, both ways');
    },
  );

  it('brings flags and removals, and makes a folder', async () => {
    const bench = await openBench();
    await mbsync(bench);

    await withFlow(bench, {}, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1', ['\\Seen', '\\Answered']);
      await client.messageDelete('3');
    });
    await mkdir(join(maildirOf(bench), 'Mine', 'cur'), { recursive: true });
    await Promise.all(['new', 'tmp'].map((name) => mkdir(join(maildirOf(bench), 'Mine', name))));
    const { exitCode, output } = await mbsync(bench);
    const files = await snapshot(bench);
    const folders = await withFlow(bench, {}, async (client) => client.list());

    expect(exitCode, output).toBe(0);
    expect(mailsIn(files, 'INBOX')).toHaveLength(2);
    expect([...files.keys()].filter((path) => path.endsWith(':2,RS'))).toHaveLength(1);
    expect(folders.map(({ path }) => path)).toContain('Mine');
    table.note(
      { protocol, security: 'implicit-tls', runtime: 'node' },
      STRONGEST,
      'flags, removals, a folder',
    );
  });

  it('takes a greeting with PREAUTH', async () => {
    const bench = await openBench({ args: PREAUTH_BY_KEY });

    const { exitCode, output } = await mbsync(bench, { hasKey: true, password: 'not-it', isList: true });

    expect(exitCode, output).toBe(0);
    expect(output).not.toContain('Authenticating');
    expect(output).toMatch(/^INBOX$/m);
    table.note({ protocol, security: 'implicit-tls', runtime: 'node' }, 'PREAUTH', 'signed in');
  });

  it('says that a wrong password is refused', async () => {
    const bench = await openBench();

    for (const mechanism of MECHANISMS) {
      const { exitCode, output } = await mbsync(bench, { mechanism, password: 'not-it' });

      expect(exitCode, output).toBe(1);
      expect(output).toContain('NO [AUTHENTICATIONFAILED] Authentication failed.');
      table.note(
        { protocol, security: 'implicit-tls', runtime: 'node' },
        mechanism,
        'wrong password refused',
      );
    }
  });

  it.each(SECURITIES)('refuses a server that it cannot trust: %s', async (security) => {
    const bench = await openBench();

    const { exitCode, output } = await mbsync(bench, { security, hasAuthority: false });

    expect(exitCode, output).toBe(1);
    expect(output).toContain('unable to get local issuer certificate');
    expect(output).not.toContain('Authenticating');
    table.note({ protocol, security, runtime: 'node' }, '–', 'refused without the authority');
  });

  it.each(SECURITIES)('signs in with the key of a device alone: %s', async (security) => {
    const bench = await openBench();
    const choice = { security, mechanism: 'EXTERNAL', hasKey: true, password: 'not-it', isList: true };

    const { exitCode, output } = await mbsync(bench, choice);

    expect(exitCode, output).toBe(0);
    expect(output).toContain('Authenticating with SASL mechanism EXTERNAL...');
    table.note({ protocol, security, runtime: 'node' }, 'EXTERNAL', 'signed in');
  });
});

/** A mail of the Maildir: lines end with LF there. */
function asOnTheWire(mail: string): string {
  return withoutMark(mail).replaceAll('\n', '\r\n');
}

/** Without the field in which mbsync marks what it has put somewhere. */
function withoutMark(mail: string): string {
  return mail.replace(/^X-TUID: [^\n]*\n/m, '');
}
