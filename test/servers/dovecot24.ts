import { join } from 'node:path';
import type { DovecotOptions } from './dovecot-folder.ts';
import { startDovecot, type Dovecot, type DovecotVersion } from './dovecot.ts';
import { DOVECOT24_WORDS } from './dovecot24-config.ts';
import { unpackDovecot24 } from './dovecot24-tree.ts';
import type { Pki } from './pki.ts';

/** A Dovecot 2.4 that runs: with channel binding (`tls-exporter` in TLS 1.3, `tls-unique` in TLS 1.2). */
export type Dovecot24 = Dovecot;

/**
 * Starts a Dovecot 2.4, as root, with a folder and ports of its own, in the tree of `unpackDovecot24`. Any number can
 * run at once.
 */
export async function startDovecot24(pki: Pki, options: DovecotOptions = {}): Promise<Dovecot24> {
  return startDovecot(versionIn(await unpackDovecot24()), pki, options);
}

const PROGRAMS = { dovecot: '/usr/sbin/dovecot', doveadm: '/usr/bin/doveadm' } as const;

// SCRAM-…-PLUS is advertised inside TLS only. EXTERNAL is advertised whether or not clients are asked for certificates.
const MECHANISMS = [
  'plain',
  'login',
  'cram-md5',
  'scram-sha-1',
  'scram-sha-256',
  'scram-sha-1-plus',
  'scram-sha-256-plus',
  'external',
];

function versionIn(root: string): DovecotVersion {
  return {
    root,
    scratch: join(root, 'tmp'),
    mechanisms: MECHANISMS,
    words: DOVECOT24_WORDS,
    command: (program, args) => ['chroot', [root, PROGRAMS[program], ...args]],
  };
}
