import { generateKeyPair, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PEM = /^-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n$/;

/** Where programs of the tests keep such keys: they are bundled elsewhere, and started at the root of the project. */
export const KEPT_KEYS = join(process.cwd(), 'node_modules/.cache/letterlock-test-keys.json');

/**
 * Throw-away RSA keys of 2048 bits (PKCS#8, PEM), made once for all processes: each takes a tenth of a second and more, and
 * nothing that a test shows depends on which ones they are. Nothing is kept where there is no `node_modules` to keep it in.
 */
export async function keptKeys(count: number, file: string): Promise<readonly string[]> {
  const kept = await keysIn(file);
  if (kept.length >= count) return kept.slice(0, count);
  const made = await Promise.all(Array.from({ length: count }, makeKey));
  const folder = join(file, '..');
  if (!existsSync(join(folder, '..'))) return made;
  await mkdir(folder, { recursive: true });
  // Other processes do the same at the same time: each finds a whole file, whoever's it is.
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, JSON.stringify(made), { mode: 0o600 });
  await rename(unfinished, file);
  return made;
}

/** None where there is no such file, or another one. */
async function keysIn(file: string): Promise<readonly string[]> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isWhole = Array.isArray(kept) && kept.every((one) => typeof one === 'string' && PEM.test(one));
    return isWhole ? (kept as string[]) : []; // looked at one by one
  } catch {
    return []; // not made yet, or not whole: new ones take its place
  }
}

async function makeKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return privateKey;
}
