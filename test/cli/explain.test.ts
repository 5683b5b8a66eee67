import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EXPLAINED_WORDS } from '../../electron/cli/explained-words.ts';
import { ADVICE } from '../../shared/explain/advice.ts';
import { PATTERNS } from '../../shared/explain/patterns/all.ts';
import { findingFacts } from '../../shared/findings/catalogue.generated.ts';
import { runCli, RUNTIMES } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'letterlock-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const THUNDERBIRD =
  "An error occurred while sending mail: Unable to establish a secure link with Outgoing server (SMTP) smtp.example.org using STARTTLS since it doesn't advertise that feature. Switch off STARTTLS for that server or contact your service provider.\n";

const CODES = Object.keys(findingFacts);

describe('letterlock explain CODE', () => {
  it.each([
    [
      'en',
      'The certificate of the server has expired',
      'What to do',
      'This is what Letterlock says',
      'See also',
    ],
    [
      'de',
      'Das Zertifikat von dem Server ist abgelaufen',
      'Was zu tun ist',
      'Das sagt Letterlock',
      'Siehe auch',
    ],
  ])('prints the page of a finding in %s, with words in open places', async (language, ...expected) => {
    const { exitCode, stdout, stderr } = await runCli([
      'explain',
      'tls_certificate_expired',
      '--lang',
      language,
    ]);

    expect([exitCode, stderr]).toEqual([0, '']);
    for (const text of expected) expect(stdout).toContain(text);
    expect(stdout).not.toMatch(/[{]\w+[}]/);
  });

  it('takes capitals, and prints JSON', async () => {
    const { exitCode, stdout } = await runCli(['explain', 'STARTTLS_NOT_OFFERED', '--json', '--lang', 'de']);

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'starttls_not_offered',
      severity: 'problem',
      actor: 'provider',
      language: 'de',
      page: { title: 'Der Server hat an Port (Nummer) keine Verschlüsselung angeboten' },
    });
  });
});

describe('letterlock explain --list', () => {
  it.each(['en', 'de'])('lists all codes with their titles in %s', async (language) => {
    const { exitCode, stdout } = await runCli(['explain', '--list', '--lang', language]);

    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines.map((line) => line.split(/\s/)[0])).toEqual(CODES);
    for (const line of lines) expect(line).toMatch(/^\w+ {2,}\S/);
  });

  it('prints JSON', async () => {
    const { stdout } = await runCli(['explain', '--list', '--json']);

    const all = JSON.parse(stdout) as readonly { readonly code: string; readonly title: string }[]; // just printed
    expect(all.map(({ code }) => code)).toEqual(CODES);
    expect(all[0]?.title).toBe('The account is blocked at the server');
  });
});

describe('letterlock explain --text', () => {
  it.each(RUNTIMES)(
    'says what an error message means, and why not to do what it says, on %s',
    async (runtime) => {
      const { exitCode, stdout, stderr } = await runCli(
        ['explain', '--text', fileWith('tb.txt', THUNDERBIRD)],
        { runtime },
      );

      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Only this text was read\. Nothing was checked/);
      expect(stdout).toContain('✕ smtp.example.org did not offer encryption at port (number)');
      expect(stdout).toContain('Line 1, words of Thunderbird:');
      expect(stdout).toMatch(/^ {6}\| .*using/m);
      expect(stdout).toContain('! Do not switch encryption off, although the text says so');
      // What pages say of a check of Letterlock would not be true here.
      expect(stdout).not.toContain('Letterlock did not');
      expect(stdout).not.toContain('was not sent');
    },
  );

  it('reads standard input, in German', async () => {
    const { exitCode, stdout } = await runCli(['explain', '--text', '-', '--lang', 'de'], {
      stdin: THUNDERBIRD,
    });

    expect(exitCode).toBe(0);
    expect(stdout).toContain('✕ smtp.example.org hat an Port (Nummer) keine Verschlüsselung angeboten');
    expect(stdout).toContain('Zeile 1, Worte von Thunderbird:');
    expect(stdout).toContain('! Schalten Sie die Verschlüsselung nicht ab, auch wenn der Text dazu rät');
  });

  it('prints JSON with nothing in it that a check would have seen', async () => {
    const { exitCode, stdout } = await runCli(['explain', '--text', '-', '--json'], { stdin: THUNDERBIRD });

    const data = JSON.parse(stdout) as Record<string, unknown>; // just printed
    expect(exitCode).toBe(0);
    expect(data).toMatchObject({
      format: 'letterlock-explanation',
      version: 1,
      language: 'en',
      isCut: false,
      isBounce: false,
      explanations: [
        {
          code: 'starttls_not_offered',
          severity: 'problem',
          actor: 'provider',
          confidence: 'seen',
          pattern: 'thunderbird/starttls-missing',
          program: 'Thunderbird',
          line: 1,
          params: { host: 'smtp.example.org', protocol: 'SMTP' },
          title: 'smtp.example.org did not offer encryption at port (number)',
        },
      ],
      advice: [{ topic: 'no-encryption', program: 'Thunderbird', line: 1 }],
    });
    expect(JSON.stringify(data)).not.toContain('whatHappened');
  });

  it.each([
    ['en', 'Nothing in this text is known to Letterlock'],
    ['de', 'Letterlock kennt nichts in diesem Text'],
  ])('says what to do next where nothing is recognised, in %s', async (language, expected) => {
    const { exitCode, stdout, stderr } = await runCli(['explain', '--text', '-', '--lang', language], {
      stdin: 'All is well.\n',
    });

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(expected);
    expect(stderr).toContain('letterlock explain --list');
    expect(stderr).toContain('letterlock check');
  });

  it('prints an empty list as JSON where nothing is recognised', async () => {
    const { exitCode, stdout } = await runCli(['explain', '--text', '-', '--json'], { stdin: '' });

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ explanations: [], advice: [] });
  });

  it.each([
    [
      'UTF-16 of Windows',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Der Zielprinzipalname ist falsch.', 'utf16le')]),
    ],
    [
      'Windows-1252',
      Buffer.from('Der SMTP-Server x unterstützt die gewählte Authentifizierungsmethode nicht.', 'latin1'),
    ],
    ['UTF-8', Buffer.from('Der SMTP-Server x unterstützt die gewählte Authentifizierungsmethode nicht.')],
  ])('reads %s', async (name, bytes) => {
    const { exitCode } = await runCli(['explain', '--text', fileWith(`${name}.txt`, bytes)]);

    expect(exitCode).toBe(0);
  });

  it('reads the beginning of a text that is longer than a megabyte, and says so', async () => {
    const text = `curl: (67) Login denied\n${'nothing\n'.repeat(200_000)}`;

    const { exitCode, stdout } = await runCli(['explain', '--text', '-'], { stdin: text });

    expect(exitCode).toBe(0);
    expect(stdout).toContain('The text is longer than 1 MB: only its beginning was read.');
  });

  it('says of a mail that came back that it is about somebody else', async () => {
    const stdin = 'Final-Recipient: rfc822; bob@example.net\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full\n';

    const { stdout } = await runCli(['explain', '--text', '-'], { stdin });

    expect(stdout).toContain('This is a mail that came back.');
    expect(stdout).toContain('Line 2, words of an SMTP server:');
  });

  it('tells three causes in full and names the others', async () => {
    const stdin = [
      'getaddrinfo: Name or service not known',
      'connect: Connection refused',
      'certificate has expired',
      'a1 NO [EXPIRED] x',
      '552 5.2.2 Mailbox full',
    ].join('\n');

    const { stdout } = await runCli(['explain', '--text', '-'], { stdin });

    expect(stdout.match(/^✕/gm)).toHaveLength(3);
    expect(stdout).toContain(
      'The text also speaks of this\n    - The password has to be renewed, says the server',
    );
    expect(stdout).toContain('(sending_recipient_full)');
  });

  it('never repeats a password, nor lets a text move the cursor', async () => {
    const stdin = [
      'C: a1 LOGIN ada Looking-Glass-1871',
      'S: a1 NO [AUTHENTICATIONFAILED] no',
      'swaks -au ada -ap Looking-Glass-1871',
      '\u001b[2J\u001b]0;title\u0007certificate has expired\u202e',
    ].join('\n');

    for (const output of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await runCli(['explain', '--text', '-', ...output], { stdin });
      expect(exitCode).toBe(0);
      expect(`${stdout}${stderr}`).not.toContain('Looking-Glass');
      // eslint-disable-next-line no-control-regex -- control characters are what must not be there
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

describe('the names of programs in the tables', () => {
  it('are names, or have words in German', () => {
    const rows: readonly { readonly of: string }[] = [...PATTERNS, ...ADVICE];
    const phrases = new Set(rows.map((row) => row.of).filter((name) => /^(?:an?|the) /.test(name)));

    expect(phrases.size).toBeGreaterThan(3);
    for (const phrase of phrases) {
      expect(EXPLAINED_WORDS.de.wordsOf(phrase, 1)).not.toContain(phrase);
      expect(EXPLAINED_WORDS.en.wordsOf(phrase, 1)).toContain(phrase);
    }
  });
});

describe('letterlock explain, used wrongly', () => {
  const large = fileWith('large.log', 'x');
  truncateSync(large, 67_108_865);

  it.each([
    [['explain'], 'Nothing to explain was named'],
    [['explain', 'tls_certificate_expired', '--list'], 'More than one thing to explain was named'],
    [['explain', 'tls_certificate_expired', '--text', '-'], 'More than one thing to explain was named'],
    [['explain', 'tls_cert_expired'], 'perhaps you mean tls_certificate_expired'],
    [['explain', 'starttls-missing'], 'starttls_'],
    [['explain', '--text', join(folder, 'nobody.txt')], 'cannot be read'],
    [['explain', '--text', folder], 'cannot be read'],
    [['explain', '--text', large], 'is larger than 64 MB'],
    [
      ['explain', '--text', fileWith('image.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d))],
      'is not text',
    ],
    [['explain', 'a', 'b'], 'too many arguments'],
    [['explain', '--list', '--lang', 'fr'], '“fr” is not a language'],
  ])('%j is said in one sentence', async (args, hint) => {
    const { exitCode, stdout, stderr } = await runCli(args);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });

  it('is said in German', async () => {
    const { stderr } = await runCli(['explain', 'tls_cert_expired', '--lang', 'de']);

    expect(stderr).toBe(
      'letterlock: „tls_cert_expired“ ist nicht der Code eines Befunds: Vielleicht meinen Sie tls_certificate_expired, tls_certificate_chain_expired, auth_key_expired. Alle zusammen: letterlock explain --list\n',
    );
  });
});

describe('the help of letterlock explain', () => {
  it('has examples and exit codes, and stands in the help of the program', async () => {
    const [own, all] = await Promise.all([runCli(['explain', '--help']), runCli(['--help'])]);

    expect(own.exitCode).toBe(0);
    expect(own.stdout.match(/^ {2}letterlock explain \S/gm)).toHaveLength(3);
    expect(own.stdout).toContain(
      'Exit codes of explain: 0 explained, 1 nothing in it is known, 2 wrong usage.',
    );
    expect(all.stdout).toMatch(/^ {2}explain .*say what an error message/m);
  });
});
