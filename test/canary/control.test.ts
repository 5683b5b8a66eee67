import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { bytesSecret, textSecret } from './forms.ts';
import { giveFiles, secretsOfKey } from './given.ts';
import { filesBelow, Search } from './search.ts';
import { watch } from './watch.ts';
import { makeRoom } from './rooms.ts';
import { memoryOf, openPage } from './windows.ts';

const TEXT = 'Ünruly "Quagga" & Zèbre 98/76?';
const search = new Search([textSecret('it', TEXT)]);
const utf8 = Buffer.from(TEXT);

/** What somebody may make of a text, each written down without the code that looks for it. */
const FORMS: readonly (readonly [string, string | Uint8Array])[] = [
  ['as it is', TEXT],
  ['in capitals', TEXT.toUpperCase()],
  ['in small letters', TEXT.toLowerCase()],
  ['in NFC', TEXT.normalize('NFC')],
  ['in NFD', TEXT.normalize('NFD')],
  ['in base64', utf8.toString('base64')],
  ['in base64 behind one byte', Buffer.from(`x${TEXT}`).toString('base64')],
  ['in base64 behind two bytes', Buffer.from(`xx${TEXT}`).toString('base64')],
  ['in base64 behind a name and before more', Buffer.from(`\0alice\0${TEXT}\0more`).toString('base64')],
  ['in base64 in capitals', utf8.toString('base64').toUpperCase()],
  ['in base64 for URLs', utf8.toString('base64url')],
  ['in base64 in lines of 24', utf8.toString('base64').replaceAll(/.{24}/g, '$&\r\n')],
  ['in hex', utf8.toString('hex')],
  ['in hex in capitals', utf8.toString('hex').toUpperCase()],
  ['in hex with colons', utf8.toString('hex').replaceAll(/../g, '$&:')],
  ['in a URL', encodeURIComponent(TEXT)],
  ['in the body of a form', new URLSearchParams({ password: TEXT }).toString()],
  ['percent-encoded byte by byte', utf8.toString('hex').replaceAll(/../g, '%$&')],
  ['in quoted-printable', '=C3=9Cnruly "Quagga" & Z=C3=A8bre 98/76?'],
  ['in quoted-printable byte by byte', utf8.toString('hex').toUpperCase().replaceAll(/../g, '=$&')],
  ['in quoted-printable, broken', '=C3=9Cnruly "Quagga" & Z=C3=\r\n=A8bre 98/76?'],
  ['in UTF-7', '+ANw-nruly "Quagga" & Z+AOg-bre 98/76?'],
  ['in UTF-7 of IMAP', '&ANw-nruly "Quagga" &- Z&AOg-bre 98/76?'],
  ['in UTF-16LE', Buffer.from(TEXT, 'utf16le')],
  ['in UTF-16BE', Buffer.from(TEXT, 'utf16le').swap16()],
  ['in base64 of UTF-16LE', Buffer.from(TEXT, 'utf16le').toString('base64')],
  ['in Latin-1', Buffer.from(TEXT, 'latin1')],
  ['in JSON', JSON.stringify({ password: TEXT })],
  ['in JSON in JSON', JSON.stringify(JSON.stringify({ password: TEXT }))],
  ['in JSON as a Buffer', JSON.stringify(utf8)],
  ['as Node prints bytes', String(new Uint8Array(utf8))],
  ['as Node inspects bytes', `<Buffer ${utf8.toString('hex').replaceAll(/../g, '$& ').trim()}>`],
  ['reversed', [...TEXT].toReversed().join('')],
  ['reversed byte by byte', Buffer.from(utf8).reverse()],
  ['its first half and a little', TEXT.slice(0, 22)],
  ['its last half and a little', TEXT.slice(-22)],
  ['its first half in base64', utf8.subarray(0, 21).toString('base64')],
  ['its last half in hex', utf8.subarray(-14).toString('hex')],
];

describe('the search for a secret', () => {
  it.each(FORMS)('finds it %s, wherever that stands', (_, form) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 64 }), (before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(form as string), after]);
        expect(search.in([{ name: 'somewhere', bytes }])).not.toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('names the place, the secret and its form, and not the secret', () => {
    const found = search.in([{ name: 'stdout', bytes: Buffer.from(utf8.toString('hex')) }]);

    expect(found).toEqual(['stdout: it, hex']);
  });

  it('finds nothing where there is nothing', () => {
    const other = 'Mürrisch "Okapi" und Tapir 12/34!';
    const clean = [other, Buffer.from(other).toString('base64'), Buffer.from(other).toString('hex')].join(
      '\n',
    );

    expect(search.in([{ name: 'clean', bytes: Buffer.from(clean.repeat(100)) }])).toEqual([]);
    expect(search.in([{ name: 'empty', bytes: Buffer.alloc(0) }])).toEqual([]);
    expect(
      search.in(filesBelow(import.meta.dirname).filter(({ name }) => name !== 'control.test.ts')),
    ).toEqual([]);
  });

  it('takes no secret that stands anywhere by chance', () => {
    expect(() => textSecret('short', 'abc')).toThrow(RangeError);
    expect(() => bytesSecret('short', Buffer.alloc(7))).toThrow(RangeError);
  });
});

describeWith(['openssl'], 'the search for a key', () => {
  const given = giveFiles();

  it.each(['ed25519', 'p256', 'rsa'] as const)('finds it in each form (%s)', async (algorithm) => {
    const key = await given.key('alice@example.test', algorithm);
    const keySearch = new Search(await secretsOfKey(key));
    const opened = createPrivateKey(key.keyPem);
    const der = opened.export({ type: 'pkcs8', format: 'der' });
    const forms = {
      PEM: key.keyPem,
      'PEM in JSON': JSON.stringify(key.keyPem),
      DER: der,
      'DER in hex': der.toString('hex'),
      'DER in base64': der.toString('base64'),
      JWK: JSON.stringify(opened.export({ format: 'jwk' })),
      P12: readFileSync(key.file),
      'P12 in base64': readFileSync(key.file).toString('base64'),
    };

    for (const [name, form] of Object.entries(forms)) {
      expect(keySearch.in([{ name, bytes: Buffer.from(form as string) }]), name).not.toEqual([]);
    }
    expect(keySearch.in([{ name: 'certificate', bytes: Buffer.from(key.certificatePem) }])).toEqual([]);
  });
});

describeWith(['core-files', 'script', 'electron'], 'the search of all that a program leaves', () => {
  const given = giveFiles();

  it.each([
    ['node', 'SIGSEGV'],
    // The system would write for minutes at the terabyte that Electron has reserved.
    ['electron', 'SIGKILL'],
  ] as const)('finds what it let slip in each kind of place (%s)', async (runtime, ending) => {
    const program = await given.write('leaking.cjs', LEAKING);

    const { places, signal } = await watch([ending], { runtime, program, stdin: TEXT });

    const found = search.in(places).map((line) => line.slice(0, line.lastIndexOf(': it, ')));
    expect(signal).toBe(ending);
    for (const place of [
      'stdout',
      'stderr',
      'cmdline',
      'environ',
      'data/.hidden/deep',
      'home/log',
      'temporary/bytes',
    ]) {
      expect(found).toContain(place);
    }
    expect(found).toContain('the name of a file');
    expect(found.some((place) => place.startsWith('reports/'))).toBe(true);
    const dumps = found.filter((place) => place.startsWith('work/core'));
    expect(dumps.length > 0).toBe(ending === 'SIGSEGV');
  });

  it('finds what is shown on a terminal', async () => {
    const program = await given.write('asking.cjs', ASKING);

    const { places } = await watch([], { runtime: 'node', program, stdin: `${TEXT}\r`, inTerminal: true });

    const found = search.in(places);
    expect(found).toContain('stdout: it, as it is');
    // Pieces of other forms are plain text, too: quoted-printable changes a few letters only.
    expect(found.filter((line) => !line.startsWith('stdout: '))).toEqual([]);
  });
});

describeWith(['chromium'], 'the search of what a window leaves', () => {
  it('finds what its page holds, and what that has stored', async () => {
    const room = makeRoom();
    const { page, close } = await openPage(
      room,
      'data:text/html,<script>here = { name: "practice.test" }</script><input>',
    );
    expect(search.in(await memoryOf(page))).toEqual([]);

    await page.evaluate((text) => Object.assign(window, { kept: { text } }), TEXT);

    expect(search.in(await memoryOf(page))).toContain('the memory of the page: it, as it is');
    await page.fill('input', TEXT);
    await page.evaluate(() =>
      document.querySelector('input')?.setAttribute('value', 'Ünruly "Quagga" & Zèbre 98/76?'),
    );
    const found = search.in(await memoryOf(page));
    expect(found.some((line) => line.startsWith('the page: '))).toBe(true);
    await close();
  });

  it('finds what stands far behind in a text that its page holds', async () => {
    const { page } = await openPage(
      makeRoom(),
      'data:text/html,<script>here = { name: "practice.test" }</script>',
    );

    await page.evaluate(
      (bytes) => {
        const text = new TextDecoder().decode(
          Uint8Array.from([...new Array<number>(50_000).fill(32), ...bytes]),
        );
        Object.assign(window, { kept: { text } });
      },
      [...utf8],
    );

    expect(search.in(await memoryOf(page))).toContain('the memory of the page: it, as it is');
  });
});

/** Puts what it reads into every place that there is, and crashes. */
const LEAKING = `
  const { spawn } = require('node:child_process');
  const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
  const secret = readFileSync(0, 'utf8');
  const bytes = Buffer.from(secret);
  process.stdout.write('sent ' + bytes.toString('base64') + '\\n');
  process.stderr.write('sent ' + bytes.toString('hex') + '\\n');
  mkdirSync(process.env.LETTERLOCK_HOME + '/.hidden');
  writeFileSync(process.env.LETTERLOCK_HOME + '/.hidden/deep', JSON.stringify({ secret }));
  writeFileSync(process.env.HOME + '/log', encodeURIComponent(secret));
  writeFileSync(process.env.TMPDIR + '/bytes', Buffer.from(secret, 'utf16le'));
  writeFileSync(process.env.HOME + '/' + bytes.toString('hex'), '');
  // Something else looks on while this one waits.
  const child = spawn('sleep', ['5'], { argv0: 'sleep ' + secret, env: { ...process.env, SECRET: secret } });
  setTimeout(() => {
    child.kill();
    process.report.writeReport('report.json', new Error(secret));
    globalThis.kept = secret;
    process.kill(process.pid, process.argv[2]);
  }, 200);
`;

/** Asks without a terminal's echo switched off. */
const ASKING = `
  process.stdout.write('Password: ');
  process.stdin.once('data', () => process.exit());
`;
