import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { USUAL_MAIL } from '../../electron/node/practice/mail/behaviour.ts';
import { mechanismNamed, mechanisms, type Need } from '../../shared/sasl/mechanisms.ts';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { faultsNamed } from '../practice/faults.ts';
import { makePki } from '../servers/pki.ts';
import {
  ACCENTED_PASSWORD,
  ASCII_PASSWORD,
  giveFiles,
  type GivenKey,
  P12_PASSWORD,
  secretsOfKey,
  TOKEN,
  WRONG_PASSWORD,
} from './given.ts';
import { textSecret, type Secret } from './forms.ts';
import { REPEATING_PROTOCOLS, type RepeatingProtocol } from './repeating-dialects.ts';
import { startRepeatingServer, type Verdict } from './repeating-server.ts';
import { makeRoom } from './rooms.ts';
import { Search } from './search.ts';
import { listenToSignIns, type Sent } from './sent.ts';
import { watch, type Watched, type WatchOptions } from './watch.ts';

const ALICE = 'alice@practice.test';
const BOB = 'bob@practice.test';
const PASSPHRASE = 'Beware the Jabberwock my son';
// The practice server makes it of the name.
const KNOWN_TOKEN = 'alice-practice-token';
const OUTPUTS = [[], ['--json'], ['--jsonl']] as const;
// What the practice server offers; the others are at the server that repeats.
const WITH_PASSWORD = USUAL_MAIL.mechanisms;
const KEY_KINDS = ['ed25519', 'p256', 'rsa'] as const;

/** What is given with each option, and what a server may know of it without being told. */
const WAYS = {
  password: { option: '--password-file', secret: ASCII_PASSWORD },
  token: { option: '--oauth-token-file', secret: TOKEN },
  key: { option: '--p12', secret: null },
  nothing: { option: '--p12', secret: null },
} as const;

/** Every mechanism at a server that refuses, over every protocol; those that such a server can end, at one that accepts, too. */
const REPEATED: readonly (readonly [Verdict, RepeatingProtocol, string])[] = [
  ...mechanisms()
    .filter(({ needs }) => needs !== 'nothing')
    .flatMap(({ name }) => REPEATING_PROTOCOLS.map((protocol) => ['refuses', protocol, name] as const)),
  ...['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'EXTERNAL'].flatMap((name) =>
    REPEATING_PROTOCOLS.map((protocol) => ['accepts', protocol, name] as const),
  ),
];

describeWith(['script', 'openssl', 'electron'], 'no secret gets out of the command line', () => {
  const given = giveFiles();
  const signIns = listenToSignIns([ALICE, BOB]);
  let practice: Practice;
  let keys: Readonly<Record<(typeof KEY_KINDS)[number], GivenKey>>;
  let files: Awaited<ReturnType<typeof writeFiles>>;
  let secrets: readonly Secret[];

  beforeAll(async () => {
    practice = await startPractice({
      date: () => new Date(),
      people: [
        { name: 'alice', password: ACCENTED_PASSWORD },
        { name: 'bob', password: ASCII_PASSWORD },
      ],
    });
    keys = {
      ed25519: await given.key(ALICE, 'ed25519'),
      p256: await given.key(ALICE, 'p256'),
      rsa: await given.key(ALICE, 'rsa'),
    };
    files = await writeFiles();
    secrets = [...given.secrets, ...(await Promise.all(Object.values(keys).map(secretsOfKey))).flat()];
  });
  afterEach(() => play());
  afterAll(() => practice.close());

  async function writeFiles() {
    return {
      practiceCa: await given.write('practice-ca.pem', practice.caPem),
      ca: await given.write('ca.pem', (await makePki()).caPem),
      alice: await given.write('alice', `${ACCENTED_PASSWORD}\n`),
      bob: await given.write('bob', `${ASCII_PASSWORD}\n`),
      wrong: await given.write('wrong', `${WRONG_PASSWORD}\n`),
      p12: await given.write('p12-password', `${P12_PASSWORD}\n`),
      known: await given.write('known-token', `${KNOWN_TOKEN}\n`),
      key: await given.write('key.pem', keys.p256.keyPem),
      '--password-file': await given.write('password', `${ASCII_PASSWORD}\n`),
      '--oauth-token-file': await given.write('token', `${TOKEN}\n`),
      '--p12': keys.p256.file,
    };
  }

  async function play(...faults: readonly string[]): Promise<void> {
    await practice.setFaults(faultsNamed(...faults));
  }

  const door = (protocol: string): string => {
    const found = practice.doors.find((one) => one.protocol === protocol);
    return `127.0.0.1:${found?.port}/${found?.connectionSecurity}`;
  };
  const checking = (address: string): readonly string[] => [
    ...['check', address, '--ca', files.practiceCa, '--timeout', '5'],
  ];
  const atPractice = (address: string): readonly string[] => [
    ...[...checking(address), '--imap', door('imap'), '--smtp', door('submission')],
  ];
  const at = (port: number, protocol: RepeatingProtocol): readonly string[] => {
    const option = { imap: '--imap', submission: '--smtp', pop3: '--pop3' }[protocol];
    return ['check', BOB, '--ca', files.ca, '--timeout', '5', option, `127.0.0.1:${port}/implicit-tls`];
  };

  /** Runs, and searches everything that is left for what was given and what was sent. */
  async function nothingIn(args: readonly string[], sent: Sent, options: WatchOptions): Promise<Watched> {
    const watched = await watch(args, options);
    expect(new Search([...secrets, ...sent.secrets()]).in(watched.places)).toEqual([]);
    return watched;
  }

  for (const runtime of RUNTIMES) {
    it.each(WITH_PASSWORD.map((name, index) => [name, OUTPUTS[index % 3] ?? []] as const))(
      `that signs in by %s (${runtime})`,
      async (mechanism, output) => {
        const sent = signIns();

        const { exitCode } = await nothingIn(
          [...atPractice(ALICE), '--password-file', '-', '--mechanism', mechanism, ...output],
          sent,
          { runtime, stdin: `${ACCENTED_PASSWORD}\n` },
        );

        expect(exitCode).toBe(0);
        expect(sent.count()).toBeGreaterThan(1);
      },
    );

    it.each(REPEATED)(
      `where a server that %s says back over %s what it was told by %s (${runtime})`,
      async (verdict, protocol, mechanism) => {
        const { option, secret } = WAYS[needOf(mechanism)];
        const server = { protocol, mechanism, verdict, knows: secret === null ? [] : [secret] };
        for (const output of OUTPUTS.slice(0, 2)) {
          const sent = signIns();
          const key = option === '--p12' ? ['--p12-password-file', files.p12] : [];
          const mechanismOption = option === '--p12' ? [] : ['--mechanism', mechanism];

          await nothingIn(
            [
              ...at((await startRepeatingServer(server)).port, protocol),
              option,
              files[option],
              ...key,
              ...mechanismOption,
              ...output,
            ],
            sent,
            { runtime },
          );

          expect(sent.count()).toBeGreaterThan(mechanism === 'EXTERNAL' ? -1 : 0);
        }
      },
    );

    it.each(['pop3', 'managesieve'] as const)(`that signs in over %s (${runtime})`, async (protocol) => {
      for (const file of [files.alice, files.wrong]) {
        const sent = signIns();
        const option = protocol === 'pop3' ? '--pop3' : '--sieve';
        const server = [option, door(protocol), '--mechanism', 'PLAIN', '--password-file', file];

        await nothingIn([...checking(ALICE), ...server, '--json'], sent, { runtime });

        expect(sent.count()).toBe(1);
      }
    });

    it(`that was given a wrong password, or a wrong one of a P12 file (${runtime})`, async () => {
      for (const output of OUTPUTS) {
        const sent = signIns();
        const args = [...atPractice(BOB), '--password-file', files.wrong, ...output];
        expect((await nothingIn(args, sent, { runtime })).exitCode).toBe(1);
        expect(sent.count()).toBeGreaterThan(1);
      }
      const args = [...atPractice(BOB), '--p12', files['--p12'], '--p12-password-file', files.wrong];
      const { exitCode } = await nothingIn(args, signIns(), { runtime });
      expect(exitCode).toBe(2);
    });

    it(`that was given files in each other’s place (${runtime})`, async () => {
      const mixed = [
        ['--p12', files.wrong],
        ['--p12', files.key, '--p12-password-file', files.wrong],
        ['--oauth-token-file', files.wrong],
        ['--oauth-token-file', files.key],
        ['--password-file', files['--p12']],
        ['--ca', files.key, '--password-file', files.wrong],
      ];
      for (const options of mixed) {
        expect((await nothingIn([...atPractice(BOB), ...options], signIns(), { runtime })).exitCode).toBe(2);
      }
    });

    it.each(KEY_KINDS)(`that signs in with a key of kind %s (${runtime})`, async (kind) => {
      await play('external-by-key');
      const key = keys[kind];
      practice.registerKey(ALICE, key.certificatePem);
      const sent = signIns();
      const args = [...atPractice(ALICE), '--p12', key.file, '--p12-password-file', files.p12, '--jsonl'];

      const { exitCode, stdout } = await nothingIn(args, sent, { runtime });

      expect(exitCode).toBe(0);
      expect(stdout).toContain('auth_key_signed_in');
    });

    it(`that makes a key, keeps it, and signs in with it (${runtime})`, async () => {
      await play('external-by-key');
      const room = makeRoom();
      const place = (name: string): string => given.place(`${runtime}-${name}`);
      const passphrase = await given.write(`${runtime}-passphrase`, `${PASSPHRASE}\n`);
      const opened = ['--passphrase-file', passphrase];
      const written = ['--p12', place('p12'), '--p12-password-file', place('made'), '--pem', place('pem')];

      const made = await watch(
        ['key', 'new', '--name', 'Laptop', '--account', ALICE, ...opened, ...written, '--json'],
        { runtime, room },
      );
      const keyPem = await readFile(place('pem'), 'utf8');
      practice.registerKey(ALICE, keyPem);
      const sent = signIns();
      const used = await watch([...atPractice(ALICE), '--key', 'Laptop', ...opened, '--jsonl'], {
        runtime,
        room,
      });
      const refused = await watch(
        [...atPractice(ALICE), '--key', 'Laptop', '--passphrase-file', files.wrong],
        {
          runtime,
          room,
        },
      );

      expect([made, used, refused].map(({ exitCode }) => exitCode)).toEqual([0, 0, 2]);
      expect(used.stdout).toContain('auth_key_signed_in');
      const search = new Search([
        ...secrets,
        ...sent.secrets(),
        textSecret('the passphrase', PASSPHRASE),
        textSecret('the password that was made', (await readFile(place('made'), 'utf8')).trim()),
        ...(await secretsOfKey({ keyPem, file: place('p12') })),
      ]);
      for (const { places } of [made, used, refused]) expect(search.in(places)).toEqual([]);
    });

    it(`that signs in with a token that the server knows, and with one that it does not (${runtime})`, async () => {
      await play('token-refused');
      for (const mechanism of ['OAUTHBEARER', 'XOAUTH2']) {
        for (const file of [files['--oauth-token-file'], files.known]) {
          const sent = signIns();
          const args = [...atPractice(ALICE), '--oauth-token-file', file, '--mechanism', mechanism, '--json'];
          await nothingIn(args, sent, { runtime });
          expect(sent.count()).toBeGreaterThan(1);
        }
      }
    });

    it(`that sends a test mail (${runtime})`, async () => {
      const sent = signIns();
      const args = [...atPractice(ALICE), '--password-file', files.alice, '--test-mail', '--json'];

      const { exitCode, stdout } = await nothingIn(args, sent, { runtime });

      expect(exitCode).toBe(0);
      expect(stdout).toContain('"test-mail"');
    });

    it(`that asks on a terminal (${runtime})`, async () => {
      const sent = signIns();
      const stdin = `${ACCENTED_PASSWORD}\r`;

      const { stdout } = await nothingIn(atPractice(ALICE), sent, { runtime, stdin, inTerminal: true });

      expect(stdout).toContain('Password (empty');
      expect(sent.count()).toBeGreaterThan(1);
    });

    it(`that is interrupted while somebody types, and while a server thinks (${runtime})`, async () => {
      const typed = { stdin: `${ACCENTED_PASSWORD}\u0003`, inTerminal: true };
      const broken = await nothingIn(atPractice(ALICE), signIns(), { runtime, ...typed });
      expect(broken.stdout).toContain('Password (empty');

      for (const mechanism of ['PLAIN', 'SCRAM-SHA-256']) {
        const sent = signIns();
        const server = await startRepeatingServer({ protocol: 'imap', mechanism, verdict: 'says nothing' });
        const { exitCode } = await nothingIn(
          [...at(server.port, 'imap'), '--password-file', files.bob, '--json'],
          sent,
          {
            runtime,
            async meanwhile(child) {
              await server.told;
              child.kill('SIGINT');
            },
          },
        );
        expect(exitCode).toBe(3);
        expect(sent.count()).toBeGreaterThan(0);
      }
    });
  }
});

function needOf(mechanism: string): Need {
  return mechanismNamed(mechanism)?.needs ?? 'nothing';
}
