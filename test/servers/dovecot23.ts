import { tmpdir } from 'node:os';
import { pathOf } from '../parts.ts';
import type { DovecotOptions } from './dovecot-folder.ts';
import { startDovecot, type Dovecot, type DovecotVersion } from './dovecot.ts';
import { DOVECOT23_WORDS } from './dovecot23-config.ts';
import type { Pki } from './pki.ts';

export { TEST_AUTHCID, TEST_PASSWORD } from './dovecot-folder.ts';

/** A Dovecot 2.3 that runs: no channel binding. */
export type Dovecot23 = Dovecot;

/** Starts the machine's Dovecot 2.3, as root, with a folder and ports of its own. Any number can run at once. */
export async function startDovecot23(pki: Pki, options: DovecotOptions = {}): Promise<Dovecot23> {
  return startDovecot(VERSION, pki, options);
}

const VERSION: DovecotVersion = {
  root: '',
  scratch: tmpdir(),
  mechanisms: ['plain', 'login', 'cram-md5', 'scram-sha-1', 'scram-sha-256'],
  words: DOVECOT23_WORDS,
  command: (program, args) => [program === 'dovecot' ? pathOf('dovecot') : program, args],
};
