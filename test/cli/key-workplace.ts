import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../shared/mail/device.ts';
import { runCli, type CliResult, type Runtime } from './run-cli.ts';

/** What protects the keys of these tests. */
export const PASSPHRASE = 'Twas brillig and the slithy toves';
/** The mode of a file with something secret in it. */
export const SECRET_FILES = 0o600;

/** A data folder of its own, and a folder for what is written. */
export async function workplace() {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-keys-'));
  const at = (name: string): string => join(folder, name);
  await writeFile(at('passphrase'), `${PASSPHRASE}\n`, { mode: SECRET_FILES });
  await writeFile(at('wrong'), 'and the mome raths outgrabe\n', { mode: SECRET_FILES });
  const env = { LETTERLOCK_HOME: at('data') };
  const results: CliResult[] = [];
  const key = async (args: readonly string[], runtime: Runtime = 'node'): Promise<CliResult> => {
    const result = await runCli(['key', ...args], { runtime, env });
    results.push(result);
    return result;
  };
  const made = async (args: readonly string[], runtime?: Runtime): Promise<Device> => {
    const { stdout, stderr } = await key(
      ['new', ...args, '--passphrase-file', at('passphrase'), '--json'],
      runtime,
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Device; // what `key new --json` prints
  };
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { at, env, key, made, remove, results };
}

/** What a test of `letterlock key` works in. */
export type Workplace = Awaited<ReturnType<typeof workplace>>;
