import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { makeClientCertificate, type ClientKey } from '../servers/client-certificate.ts';
import type { TestCertificate } from '../servers/pki.ts';
import { runPart } from '../servers/run.ts';
import { bytesSecret, textSecret, type Secret } from './forms.ts';

/** A password with letters that have two forms, and with signs that texts and addresses escape. */
export const ACCENTED_PASSWORD = `Zoé ${randomText()} ñandú-"\\&<%+ ${randomText()} Ängström`;

/** The same without a letter outside ASCII. */
export const ASCII_PASSWORD = `Zoe ${randomText()} "\\&<%+ ${randomText()}`;

/** A password that no server knows. */
export const WRONG_PASSWORD = `wrong ${randomText()} Wörter ${randomText()}`;

export const P12_PASSWORD = `p12 ${randomText()} Schlüßel ${randomText()}`;

export const TOKEN = `ya29.${randomText()}-${randomText()}_${randomText()}`;

/** A key with its certificate, in a P12 file. */
export interface GivenKey extends TestCertificate {
  readonly file: string;
}

/** Files with the secrets, as a person names them to the program. They are nowhere that is searched. */
export interface GivenFiles {
  write(name: string, content: string): Promise<string>;
  /** Where a file of this name would be: for those that the program is to write itself. */
  place(name: string): string;
  /** A new key for this user name, as openssl writes it. */
  key(authcid: string, algorithm: ClientKey): Promise<GivenKey>;
  /** Everything that was given, but for keys. */
  readonly secrets: readonly Secret[];
}

/** Makes a folder for them. It is gone after the tests of a file. */
export function giveFiles(): GivenFiles {
  let folder: string | undefined;
  // Tests that are skipped end nothing, and begin nothing.
  const inFolder = (name: string): string =>
    join((folder ??= mkdtempSync(join(tmpdir(), 'letterlock-given-'))), name);
  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  const write = async (name: string, content: string): Promise<string> => {
    await writeFile(inFolder(name), content, { mode: 0o600 });
    return inFolder(name);
  };
  return {
    write,
    place: inFolder,
    async key(authcid, algorithm) {
      const made = await makeClientCertificate(authcid, { algorithm });
      const pem = await write(`${algorithm}.pem`, `${made.certificatePem}\n${made.keyPem}`);
      const password = await write('p12-password-of-openssl', `${P12_PASSWORD}\n`);
      const file = inFolder(`${algorithm}.p12`);
      const args = ['pkcs12', '-export', '-in', pem, '-out', file, '-passout', `file:${password}`];
      expect((await runPart('openssl', args)).exitCode).toBe(0);
      return { ...made, file };
    },
    secrets: [
      textSecret('the password with accents', ACCENTED_PASSWORD),
      textSecret('the password', ASCII_PASSWORD),
      textSecret('the wrong password', WRONG_PASSWORD),
      textSecret('the password of the P12 file', P12_PASSWORD),
      textSecret('the token', TOKEN),
    ],
  };
}

/** What is private in a key and in its file: its numbers, the end of its DER, and what is encrypted in the P12. */
export async function secretsOfKey({
  keyPem,
  file,
}: Pick<GivenKey, 'keyPem' | 'file'>): Promise<readonly Secret[]> {
  const key = createPrivateKey(keyPem);
  const { d, p, q } = key.export({ format: 'jwk' });
  const numbers = Object.entries({ d, p, q }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const p12 = await readFile(file);
  return [
    ...numbers.map(([name, value]) =>
      bytesSecret(`the private number ${name}`, Buffer.from(value, 'base64url')),
    ),
    // Behind the names of the algorithms, which stand in every file: what is encrypted.
    bytesSecret('the P12 file', p12.subarray(256, 512)),
  ];
}

function randomText(): string {
  return randomBytes(9).toString('hex');
}
