import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { runPart } from '../servers/run.ts';

/** What another program makes of a P12. */
export interface P12Read {
  /** `imported` is all that is wanted. `listed` is not enough to use the key, `refused` is nothing. */
  readonly outcome: 'imported' | 'listed' | 'refused';
  /** SHA-256 of the SubjectPublicKeyInfo of the private key that came out, hex. */
  readonly spkiFingerprint?: string;
  /** What it calls the key; left out by programs that do not say. */
  readonly name?: string;
  /** What the program said, where it was not enough. */
  readonly said?: string;
}

/** Opens a file with another program, in a folder of its own. */
export type P12Reader = (p12: Uint8Array, password: string, folder: string) => Promise<P12Read>;

/** The programs, by the name that the table has for them. */
export const P12_READERS = {
  OpenSSL: opened(async ({ p12, passwordFile }) => {
    const args = ['pkcs12', '-in', p12, '-passin', `file:${passwordFile}`, '-noenc', '-nocerts'];
    const { exitCode, output } = await runPart('openssl', args);
    if (exitCode !== 0) return { outcome: 'refused', said: output };
    return { outcome: 'imported', spkiFingerprint: fingerprintOf(createPrivateKey(output)) };
  }),

  // Into a database of its own, and out of there: what comes out had been taken whole.
  NSS: opened(async ({ folder, p12, password, passwordFile }) => {
    const [database, out] = [`sql:${folder}`, join(folder, 'out.p12')];
    const listing = await runPart('pk12util', ['-l', p12, '-d', database, '-w', passwordFile]);
    if (listing.exitCode !== 0) return { outcome: 'refused', said: listing.output };
    const name = /^ *Friendly Name: (.+)$/m.exec(listing.output)?.[1] ?? '';
    const opening = ['-d', database, '-w', passwordFile, '-K', ''];
    const imported = await runPart('pk12util', ['-i', p12, ...opening]);
    if (imported.exitCode !== 0) return { outcome: 'listed', name, said: imported.output };
    const exported = await runPart('pk12util', ['-o', out, '-n', name, ...opening]);
    if (exported.exitCode !== 0) return { outcome: 'listed', name, said: exported.output };
    return { outcome: 'imported', name, spkiFingerprint: await fingerprintIn(out, password) };
  }),

  GnuTLS: opened(async ({ folder, p12, password }) => {
    const pem = join(folder, 'key.pem');
    const info = await runPart('certtool', [
      '--p12-info',
      '--inder',
      '--infile',
      p12,
      '--password',
      password,
    ]);
    if (info.exitCode !== 0) return { outcome: 'refused', said: info.output };
    const name = /Friendly name: (.+)/.exec(info.output)?.[1] ?? '';
    await writeFile(pem, /-+BEGIN ENCRYPTED PRIVATE KEY[^]+/.exec(info.output)?.[0] ?? '');
    const key = await runPart('certtool', ['--pubkey-info', '--load-privkey', pem, '--password', password]);
    // Its id of a key is the SHA-256 of the SubjectPublicKeyInfo.
    const id = /sha256:([0-9a-f]{64})/.exec(key.output)?.[1];
    if (key.exitCode !== 0 || id === undefined) return { outcome: 'listed', name, said: key.output };
    return { outcome: 'imported', name, spkiFingerprint: id };
  }),

  // Into a key store of its own, for which it has to decrypt the key.
  Java: opened(async ({ folder, p12, password, passwordFile }) => {
    const out = join(folder, 'java.p12');
    const from = ['-srckeystore', p12, '-srcstoretype', 'PKCS12', '-srcstorepass:file', passwordFile];
    const to = ['-destkeystore', out, '-deststoretype', 'PKCS12', '-deststorepass:file', passwordFile];
    const { exitCode, output } = await runPart('keytool', ['-importkeystore', '-noprompt', ...from, ...to], {
      env: { ...process.env, LC_ALL: 'C.UTF-8' }, // without it, it prints what is not ASCII as question marks
    });
    if (exitCode !== 0) return { outcome: 'refused', said: output };
    const name = /Entry for alias (.+) successfully imported/.exec(output)?.[1] ?? '';
    return { outcome: 'imported', name, spkiFingerprint: await fingerprintIn(out, password) };
  }),
} satisfies Readonly<Record<string, P12Reader>>;

interface OnDisk {
  readonly folder: string;
  readonly p12: string;
  readonly password: string;
  readonly passwordFile: string;
}

/** Puts what a program reads into a folder that nothing else is in. */
function opened(read: (files: OnDisk) => Promise<P12Read>): P12Reader {
  return async (bytes, password, parent) => {
    const folder = await mkdtemp(join(parent, 'read-'));
    const files = {
      folder,
      p12: join(folder, 'in.p12'),
      password,
      passwordFile: join(folder, 'password'),
    };
    await writeFile(files.p12, bytes);
    await writeFile(files.passwordFile, password);
    return read(files);
  };
}

async function fingerprintIn(file: string, password: string): Promise<string> {
  const contents = await openP12(await readFile(file), password);
  const [der] = contents.kind === 'opened' ? contents.keys : [];
  if (der === undefined) throw new Error(`what was exported is ${contents.kind}`);
  return fingerprintOf(createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }));
}

function fingerprintOf(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}
