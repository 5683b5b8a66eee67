import { readFile, stat } from 'node:fs/promises';
import * as tls from 'node:tls';
import { pemsIn } from './pem.ts';

/**
 * Where Linux systems and the BSDs keep all that they trust in one file, as their own tools write it: Debian and Arch,
 * Fedora, openSUSE, Alpine, FreeBSD, OpenBSD. The first that is there is the one.
 */
const BUNDLES: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/etc/ssl/cert.pem',
];
// Bundles have about 150 certificates and 250 KB.
const MOST_BYTES = 4_194_304;
const MOST_ROOTS = 1_000;

// Elsewhere what the system trusts is in files, and Node would read those that SSL_CERT_FILE names.
const HAS_STORE: readonly NodeJS.Platform[] = ['darwin', 'win32'];

/** Where to look for what a computer trusts. */
export interface RootSources {
  /** Files of the system; the first that is there is the one. */
  readonly bundles: readonly string[];
  /** One more file; undefined where there is none. */
  readonly extraFile: string | undefined;
  /** Asks the system itself; null where this Node cannot. It may throw. */
  readonly ask: (() => readonly string[]) | null;
}

let known: Promise<readonly string[]> | null = null;

/**
 * The certificates that this computer trusts, PEM: read once in the life of the process. None where they cannot be read;
 * nothing that stands in a file can make this fail.
 *
 * NODE_EXTRA_CA_CERTS counts on Node, whose way it is to be told of them by administrators (the packaged app ignores it, as
 * all of Node's variables). SSL_CERT_FILE and SSL_CERT_DIR do not: they are for the programs of one shell, and not what the
 * system trusts. Who wants what they name says so with `--ca`.
 *
 * Known gap: Node before 22.15 can ask only for files, so on Windows and macOS it finds nothing. A chain that only the
 * system trusts is then told as one of an unknown issuer.
 */
export function systemRoots(): Promise<readonly string[]> {
  known ??= readRoots({
    bundles: BUNDLES,
    extraFile: process.versions['electron'] === undefined ? process.env['NODE_EXTRA_CA_CERTS'] : undefined,
    ask: HAS_STORE.includes(process.platform) ? nodesAnswer() : null,
  });
  return known;
}

/** The certificates of these sources, PEM, each once. It reads anew each time, and never throws. */
export async function readRoots({ bundles, extraFile = '', ask }: RootSources): Promise<readonly string[]> {
  const extra = extraFile === '' ? null : await certificatesIn(extraFile);
  const system = asked(ask) ?? (await firstBundle(bundles));
  return [...new Set([...(extra ?? []), ...system])].slice(0, MOST_ROOTS);
}

/** What Node 22.15 and later, and Electron from 36 on, know of the system; null for older ones. */
function nodesAnswer(): RootSources['ask'] {
  if (!('getCACertificates' in tls) || typeof tls.getCACertificates !== 'function') return null;
  // Its documentation promises an array of PEM certificates; the types of Node 20 do not have it.
  const answer = tls.getCACertificates as (of: 'system') => readonly string[];
  return () => answer('system');
}

function asked(ask: RootSources['ask']): readonly string[] | null {
  try {
    return ask?.() ?? null;
  } catch {
    return null; // a store that cannot be opened: what is in files is better than nothing
  }
}

async function firstBundle(files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) {
    const certificates = await certificatesIn(file);
    if (certificates !== null) return certificates;
  }
  return [];
}

/** The certificates in a file; null where there is no such file, or it is none that a person could have meant. */
async function certificatesIn(file: string): Promise<readonly string[] | null> {
  try {
    const facts = await stat(file);
    if (!facts.isFile() || facts.size > MOST_BYTES) return null;
    return pemsIn(await readFile(file, 'latin1'));
  } catch {
    return null; // most systems have one of these files, and none has all
  }
}
