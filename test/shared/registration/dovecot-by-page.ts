import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { certificatePem } from '../../../electron/node/keys/forms.ts';
import type { NewDevice } from '../../../electron/node/keys/new-device.ts';
import type { Page } from '../../../shared/registration/page.ts';
import { registrationPage } from '../../../shared/registration/registration.ts';
import { pathOf, type Part } from '../../parts.ts';
import type { TlsChoice } from '../../servers/client.ts';
import type { DovecotWords } from '../../servers/dovecot-config.ts';
import { talkInTls } from '../../servers/dovecot-clients.ts';
import { startDovecot, type Dovecot, type DovecotVersion } from '../../servers/dovecot.ts';
import { DOVECOT23_WORDS } from '../../servers/dovecot23-config.ts';
import { DOVECOT24_WORDS } from '../../servers/dovecot24-config.ts';
import { unpackDovecot24 } from '../../servers/dovecot24-tree.ts';
import { makePki } from '../../servers/pki.ts';
import { factsOf } from './key-facts.ts';

/** A Dovecot that pages are tried at. */
export interface Tested {
  readonly name: '2.3' | '2.4';
  readonly part: Part;
  readonly words: DovecotWords;
  readonly root: () => Promise<string>;
}

/** All of them. */
export const TESTED: readonly Tested[] = [
  { name: '2.3', part: 'dovecot', words: DOVECOT23_WORDS, root: () => Promise.resolve('') },
  { name: '2.4', part: 'dovecot24', words: DOVECOT24_WORDS, root: unpackDovecot24 },
];

const BUNDLE_NAME = 'device-keys.pem';
/** Where the pages say that the bundle is. */
export const BUNDLE = `/etc/dovecot/${BUNDLE_NAME}`;
// What the servers of other tests have for EXTERNAL: here the page has to bring all of it.
const OWN_EXTERNAL = /passdb static \{\n {2}mechanisms_filter = external\n[^}]*\}\n\}\n/;

// RFC 4959 §3: `=` is an empty initial response. It names nobody, so the server goes by the certificate.
const SIGN_IN = ['a AUTHENTICATE EXTERNAL =', 'b LOGOUT'];

/** One that runs with what the page says, and with a bundle that can be changed. */
export interface Registered {
  readonly dovecot: Dovecot;
  /** Where the bundle is. */
  readonly bundle: string;
  readonly readBundle: () => Promise<string>;
  readonly rewriteBundle: (text: string) => Promise<void>;
  /** Lets it read everything anew; it does so a moment later. */
  readonly reload: () => Promise<void>;
}

/** Puts what the page says around what a server has besides, in the order in which it is to be read. */
export async function startWith(
  { name, words, root }: Tested,
  page: Page,
  bundle: string,
): Promise<Registered> {
  const outside = await root();
  const [first = '', last = ''] = page.steps
    .filter(({ text }) => text.includes(`Dovecot ${name}`))
    .map(({ block }) => block?.text ?? '');
  let folder = '';
  const version: DovecotVersion = {
    root: outside,
    scratch: outside === '' ? tmpdir() : join(outside, 'tmp'),
    mechanisms: ['plain', 'login'],
    words: {
      ...words,
      authentication: (setup) => {
        folder = setup.folder;
        writeFileSync(join(outside, folder, BUNDLE_NAME), bundle);
        const own = words.authentication(setup).replace(OWN_EXTERNAL, '');
        if (/= external/.test(own)) throw new Error('The server must know of EXTERNAL from the page alone');
        return [first, own, last].join('\n').replaceAll(BUNDLE, join(folder, BUNDLE_NAME));
      },
    },
    command: (program, args) =>
      outside === ''
        ? [program === 'dovecot' ? pathOf('dovecot') : program, args]
        : ['chroot', [outside, program === 'dovecot' ? '/usr/sbin/dovecot' : '/usr/bin/doveadm', ...args]],
  };
  const dovecot = await startDovecot(version, await makePki(), {});
  const path = join(outside, folder, BUNDLE_NAME);
  const reload = async (): Promise<void> => {
    const [program, args] = version.command('doveadm', ['-c', join(folder, 'dovecot.conf'), 'reload']);
    await promisify(execFile)(program, args);
  };
  return {
    dovecot,
    bundle: path,
    readBundle: () => readFile(path, 'utf8'),
    rewriteBundle: async (text) => {
      await writeFile(path, text);
      await reload();
    },
    reload,
  };
}

/** What it says to somebody who signs in with a key. */
export function signIn(dovecot: Dovecot, choice: TlsChoice): Promise<string> {
  return talkInTls(dovecot, 'imaps', SIGN_IN, choice);
}

/** A certificate and its key, to be shown in TLS. */
export function shown({ device, key }: NewDevice): TlsChoice {
  return { cert: certificatePem(device), key: key.export({ type: 'pkcs8', format: 'pem' }) };
}

/** What the page has for the bundle. */
export function entryOf({ device }: NewDevice): string {
  return registrationPage('dovecot', factsOf(device), 'en').steps[0]?.block?.text ?? '';
}
