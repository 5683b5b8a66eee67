import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVER_KINDS, type ServerKind } from '../../../shared/mail/device.ts';
import type { Page } from '../../../shared/registration/page.ts';
import { inProse, shellWord, windowsWord } from '../../../shared/mail/quote.ts';
import { commentLine, doveadmUser, lsearchData } from '../../../shared/registration/quote.ts';
import { registrationPage, renewalPage, revocationPage } from '../../../shared/registration/registration.ts';
import { describeWith } from '../../parts.ts';
import { runPart } from '../../servers/run.ts';
import { FACTS, PREVIOUS } from './key-facts.ts';

/** What would end a string, begin a comment, run a command or fill in a variable in one format or another. */
const HOSTILE = [
  `'; touch /tmp/pwned; '`,
  '"; reboot; "',
  '$(reboot)',
  '`reboot`',
  '${run{/bin/sh}}',
  '$HOME',
  '%{user}',
  '%u',
  '#',
  ';',
  '|reboot',
  '>/etc/passwd',
  '\\',
  "\\'",
  '!!',
  '~root',
  '*',
  '-rf',
  'a b',
  '}}',
  'REJECT',
  ': zoe@example.test',
  'ж日本',
];
const OF_MORE_THAN_A_LINE = ['a\nb', 'a\rb', 'a\u0000b', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\u001b[2Jb'];
const UNSEEN = ['a\u202Eb', 'a\u2066b', 'a\u200Bb', 'a\uFEFFb', 'a\uD800b'];
const ENDING_A_LINE = /[\p{Cc}\u2028\u2029]/u;

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom(...HOSTILE, ...OF_MORE_THAN_A_LINE, ...UNSEEN),
);

/** What a POSIX shell makes of words. */
function inShell(words: string): readonly string[] {
  return execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${words}`], { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1);
}

describe('A word of a shell', () => {
  it.each(HOSTILE)('is %j again for the shell', (text) => {
    expect(inShell(shellWord(text) ?? '')).toEqual([text]);
  });

  it('is any text of one line again for the shell', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => shellWord(text) !== null);

    fc.assert(
      fc.property(fc.array(line, { minLength: 20, maxLength: 60 }), (texts) => {
        expect(inShell(texts.map(shellWord).join(' '))).toEqual(texts);
      }),
      { numRuns: 20 },
    );
  });

  it.each([...OF_MORE_THAN_A_LINE, ...UNSEEN, ''])('is not made of %j', (text) => {
    expect(shellWord(text)).toBeNull();
  });
});

describe('A word for Windows', () => {
  it.each([String.raw`C:\Users\Ann Lee\device.p12`, "o'neil & co", '#;|>*~', 'ж日本'])(
    'is %j between quotes',
    (text) => {
      expect(windowsWord(text)).toBe(`"${text}"`);
    },
  );

  it.each(['"; reboot; "', '%PATH%', '$(reboot)', '`n', 'C:\\', ...OF_MORE_THAN_A_LINE, ...UNSEEN, ''])(
    'is not made of %j, which the prompt or PowerShell would read otherwise',
    (text) => {
      expect(windowsWord(text)).toBeNull();
    },
  );
});

describe('A user that doveadm kicks', () => {
  it.each(['zoe', 'zoe@example.test', "o'neil@example.test"])('is %j', (login) => {
    expect(inShell(doveadmUser(login) ?? '')).toEqual([login]);
  });

  it.each(['*', 'zoe*', 'zo?', '0/0', '0.0.0.0/0', '::/0', '10.1', '12345678', 'fe80::1', 'a\nz'])(
    'is never %j, which others could be',
    (login) => {
      expect(doveadmUser(login)).toBeNull();
    },
  );
});

describe('A comment', () => {
  it('is one line, whatever people are called', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const line = commentLine(texts);

        expect(line).toMatch(/^# Letterlock/);
        expect(line).not.toMatch(ENDING_A_LINE);
        expect(line).not.toContain('-----');
        expect(line.endsWith('\\')).toBe(false);
      }),
    );
  });

  it('leaves out only what cannot stand in it', () => {
    expect(commentLine(['Laptop', 'zoe\n@example.test'])).toBe('# Letterlock, Laptop');
    expect(commentLine(['-----BEGIN CERTIFICATE-----', 'zoe'])).toBe('# Letterlock, zoe');
    expect(commentLine(['Büro\\', 'ж'])).toBe('# Letterlock, ж');
  });
});

describe('What stands behind a key in a table of Exim', () => {
  it.each(HOSTILE)('is %j as it is, which Exim does not expand', (text) => {
    expect(lsearchData(text)).toBe(text);
  });

  it.each([...OF_MORE_THAN_A_LINE, ...UNSEEN, ' zoe', 'zoe ', ''])('is not %j', (text) => {
    expect(lsearchData(text)).toBeNull();
  });
});

describe('A name in a sentence', () => {
  it('is one line without marks of ours, and without any that nobody sees', () => {
    expect(inProse('a`b`')).toBe('a’b’');
    expect(inProse('a\nb\u202Ec')).toBe('a\u{FFFD}b\u{FFFD}c');
  });
});

const CERTIFICATE_BEFORE = {
  certificatePem: PREVIOUS.certificatePem,
  certificateColonHex: PREVIOUS.certificateColonHex,
};

const PAGES: readonly ((server: ServerKind, facts: typeof FACTS) => Page)[] = [
  (server, facts) => registrationPage(server, facts, 'en'),
  (server, facts) => revocationPage(server, facts, 'de'),
  (server, facts) => renewalPage(server, facts, { ...facts, ...CERTIFICATE_BEFORE }, 'en'),
];

describe('What there is to copy', () => {
  it('has as many lines as for anybody, whatever people are called, or is left out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SERVER_KINDS), anyText, anyText, (server, deviceName, login) => {
        for (const pageOf of PAGES) {
          const usual = pageOf(server, FACTS).steps;
          const theirs = pageOf(server, { ...FACTS, deviceName, login }).steps;

          theirs.forEach(({ block, text }, at) => {
            expect(text).not.toMatch(ENDING_A_LINE);
            expect(text.split('`').length).toBe(usual[at]?.text.split('`').length);
            expect(block?.caption).toBe(block === null ? undefined : usual[at]?.block?.caption);
            if (block !== null)
              expect(block.text.split(/[\n\r\u2028\u2029\u0085]/).length).toBe(
                usual[at]?.block?.text.split('\n').length,
              );
          });
        }
      }),
    );
  });

  it('has no name where Postfix reads orders', () => {
    const [entry] = registrationPage(
      'postfix',
      { ...FACTS, deviceName: 'REJECT', login: 'FILTER smtp:[192.0.2.1]' },
      'en',
    ).steps;
    const orders = entry?.block?.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

    expect(orders).toEqual([`${FACTS.spkiColonHex} OK`]);
  });

  it.each([
    ['registration', 'mox', HOSTILE],
    ['revocation', 'dovecot', HOSTILE.map((text) => `${text}@example.test`)],
  ] as const)('is one command in the %s at %s, to which a name is one argument', (way, server, logins) => {
    for (const login of logins) {
      const page = (way === 'registration' ? registrationPage : revocationPage)(
        server,
        { ...FACTS, login },
        'en',
      );
      const command = page.steps.flatMap(({ block }) => block?.text ?? []).find((text) => / -- /.test(text));
      // In the place of the programs, something that tells what they would have been given.
      const told = command?.replace(/^(mox|doveadm)/, `printf '%s\\n'`).replace('< device-key.pem', '');
      if (command === undefined) {
        expect(login).toMatch(/[*?]/);
        continue;
      }

      const said = execFileSync('/bin/sh', ['-c', told ?? ''], { encoding: 'utf8' }).split('\n');

      expect(said.slice(said.indexOf('--'))).toEqual(['--', login, '']);
    }
  });

  it('keeps a fingerprint that begins with a dash apart from options', () => {
    const facts = { ...FACTS, spkiSha256Base64Url: `-${FACTS.spkiSha256Base64Url.slice(1)}` };
    const commands = revocationPage('mox', facts, 'en').steps.flatMap(({ block }) => block?.text ?? []);

    expect(commands).toEqual([`mox config tlspubkey rm -- ${facts.spkiSha256Base64Url}\n`]);
  });
});

describeWith(['openssl'], 'An entry of a bundle', () => {
  // OpenSSL reads 254 bytes at a time: here the mark of a certificate is all that it gets the second time.
  const split = `${'a'.repeat(254 - '# Letterlock, '.length)}-----BEGIN CERTIFICATE-----`;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-bundle-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it.each([...HOSTILE, ...OF_MORE_THAN_A_LINE, split, '-----BEGIN CERTIFICATE-----', 'x'.repeat(255)])(
    'is one certificate for OpenSSL where the device is called %j',
    async (deviceName) => {
      const bundle = join(folder, 'bundle.pem');
      const entry = (name: string): string | undefined =>
        registrationPage('dovecot', { ...FACTS, deviceName: name, login: 'left\nout' }, 'en').steps[0]?.block
          ?.text;
      await writeFile(bundle, [entry(deviceName), entry('Another')].join('\n'));

      const { output } = await runPart('openssl', ['storeutl', '-noout', '-certs', bundle]);

      // Not a word of an error, either: other programs give up there.
      expect(output).toBe('0: Certificate\n1: Certificate\nTotal found: 2\n');
    },
  );
});
