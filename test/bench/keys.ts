// What a key of a device costs: its P12, against OpenSSL's program, and how long the window would stand still meanwhile.

import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, pbkdf2 } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import { makeDevice } from '../../electron/node/keys/new-device.ts';
import type { P12Profile } from '../../shared/mail/key-programs.ts';
import { writeP12 } from '../../electron/node/keys/write-p12.ts';
import { pemOfDer } from '../../electron/node/net/pem.ts';
import { header, remark, report } from './tools/report.ts';

const FILES = 15;
const DEVICES = 300;
const PASSWORD = 'H7KQ-M2XW-DCA9-RS4T-UV6Y';
const FRAME_MS = 16;
const run = promisify(execFile);
const derive = promisify(pbkdf2);

header('keys');
await measureDevice();
await measureP12();

/** A key and the certificate that it signs. RSA is left out: it takes what its prime numbers take. */
async function measureDevice(): Promise<void> {
  for (const algorithm of ['ed25519', 'p256'] as const) {
    const request = { name: 'laptop', login: 'alice@example.test', algorithm, programs: [], now: new Date() };
    const times: number[] = [];
    // The first are slower, and do not matter to a median.
    for (let device = 0; device < DEVICES; device++) times.push(await msOf(() => makeDevice(request)));
    const what = `key and certificate, ${algorithm}`;
    report({ what, measured: medianOf(times), unit: 'ms', limit: 1.5 });
  }
}

async function measureP12(): Promise<void> {
  const { privateKey: key } = generateKeyPairSync('ed25519');
  const certificate = makeCertificate({
    subject: { commonName: 'laptop', userId: 'alice@example.test' },
    publicKey: createPublicKey(key),
    issuer: { key },
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    extensions: [],
  });
  const writeOurs = async (profile: P12Profile): Promise<void> => {
    const written = await writeP12({ key, certificate, name: 'laptop', password: PASSWORD, profile });
    if (written.kind !== 'written') throw new Error('the bench’s P12 was not written');
  };

  const folder = await mkdtemp(join(tmpdir(), 'letterlock-bench-'));
  const [input, passwordFile] = [join(folder, 'in.pem'), join(folder, 'password')];
  const keyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeFile(input, `${keyPem}${pemOfDer(certificate)}`);
  await writeFile(passwordFile, PASSWORD);
  // Its MAC has 600,000 rounds, too, or with `-nomaciter` a single one: nothing between. Ours has 10,000; it gets the less.
  const parameters =
    '-iter 600000 -nomaciter -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -name laptop'.split(' ');
  const files = ['-in', input, '-out', join(folder, 'out.p12'), '-passout', `file:${passwordFile}`];
  const writeTheirs = () => run('openssl', ['pkcs12', '-export', ...files, ...parameters]);

  // What the machine itself makes the main thread wait, while others derive and it does nothing.
  const onlyDerive = () => Promise.all([1, 2].map(() => derive(PASSWORD, 'salt', 600_000, 32, 'sha256')));

  const waits = { modern: 0, compatible: 0, without: 0 };
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let file = 0; file < FILES; file++) {
    // Taken turns, so that both see the same machine.
    waits.modern = Math.max(
      waits.modern,
      await longestWait(async () => ours.push(await msOf(() => writeOurs('modern')))),
    );
    theirs.push(await msOf(writeTheirs));
    waits.without = Math.max(waits.without, await longestWait(onlyDerive));
    waits.compatible = Math.max(waits.compatible, await longestWait(() => writeOurs('compatible')));
  }
  await rm(folder, { recursive: true });

  report({
    what: 'P12, modern, 600,000 iterations',
    measured: medianOf(ours),
    unit: 'ms',
    against: { name: 'openssl pkcs12 -export', measured: medianOf(theirs) },
    ratioLimit: 0.75,
  });
  for (const profile of ['modern', 'compatible'] as const) {
    const what = `P12, ${profile}: longest that the main thread was kept`;
    report({ what, measured: waits[profile], unit: 'ms', limit: FRAME_MS });
  }
  remark(`${waits.without.toFixed(1)} ms with nothing in it: what this machine itself makes a thread wait`);
  remark(`median and longest of ${FILES} files each; two derivations at a time need two cores`);
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** How long other work of the main thread had to wait at the most, in ms. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

function medianOf(all: readonly number[]): number {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0;
}
