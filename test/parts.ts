import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/** A program, or a system, that some tests need and that a machine may not have. */
export type Part =
  | 'dovecot'
  | 'dovecot24'
  | 'trixie'
  | 'chromium'
  | 'chromium-headless-shell'
  | 'electron'
  | 'xvfb'
  | 'openssl'
  | 'gsasl'
  | 'python3'
  | 'swaks'
  | 'curl'
  | 'mutt'
  | 'neomutt'
  | 'msmtp'
  | 'mbsync'
  | 'zbarimg'
  | 'plistutil'
  | 'fetchmail'
  | 'getmail'
  | 'setpriv'
  | 'offlineimap'
  | 's-nail'
  | 'aerc'
  | 'alpine'
  | 'claws-mail'
  | 'thunderbird'
  | 'script'
  | 'linux'
  | 'faketime'
  | 'namespaces'
  | 'sslsplit'
  | 'dnsmasq'
  | 'pk12util'
  | 'certtool'
  | 'keytool'
  | 'dbus'
  | 'gnome-keyring'
  | 'core-files'
  | 'root';

interface PartFacts {
  readonly title: string;
  /** How to get it: what follows the colon in the message. */
  readonly install: string;
  /** Where it is, or null where it is absent. */
  readonly find: () => string | null;
  /** Why it cannot be used although it is there; null where it can. */
  readonly refusal?: (path: string) => string | null;
}

const PARTS: Readonly<Record<Part, PartFacts>> = {
  dovecot: {
    title: 'Dovecot 2.3',
    install: 'apt-get install dovecot-imapd dovecot-submissiond dovecot-pop3d dovecot-managesieved',
    find: findDovecot,
    refusal: refusalOfDovecot,
  },
  dovecot24: {
    title: 'Dovecot 2.4',
    install: "apt-get install mmdebstrap, with which tests fetch it from the machine's Debian mirror",
    find: () => findProgram('mmdebstrap'),
    refusal: refusalOfRoot,
  },
  trixie: {
    title: "programs of Debian's next release",
    install: "apt-get install mmdebstrap, with which tests fetch them from the machine's Debian mirror",
    find: () => findProgram('mmdebstrap'),
    refusal: refusalOfRoot,
  },
  chromium: { title: 'Chromium', install: 'apt-get install chromium', find: () => findProgram('chromium') },
  'chromium-headless-shell': {
    title: "Chromium's shell",
    install: 'apt-get install chromium-headless-shell',
    find: () => findProgram('chromium-headless-shell'),
  },
  electron: {
    title: 'Electron',
    install: 'npx install-electron, or name its folder in ELECTRON_OVERRIDE_DIST_PATH',
    find: findElectron,
  },
  xvfb: { title: 'Xvfb', install: 'apt-get install xvfb', find: () => findProgram('Xvfb') },
  openssl: {
    title: "OpenSSL's program",
    install: 'apt-get install openssl',
    find: () => findProgram('openssl'),
  },
  gsasl: { title: 'gsasl', install: 'apt-get install gsasl', find: () => findProgram('gsasl') },
  python3: { title: 'Python 3', install: 'apt-get install python3', find: () => findProgram('python3') },
  linux: {
    title: 'Linux',
    install: 'these tests use what its network stack does',
    find: () => (process.platform === 'linux' ? '/' : null),
  },
  root: {
    title: 'root',
    install: 'these tests mount a file system and become somebody else',
    find: () => (process.platform === 'linux' ? '/' : null),
    refusal: () => (isAllowedToMount() ? null : 'these tests mount a file system, and this user may not'),
  },
  namespaces: {
    title: 'network namespaces and nft',
    install: 'apt-get install nftables iproute2 util-linux',
    find: () =>
      (process.platform === 'linux' && findProgram('ip') && findProgram('unshare') && findProgram('nft')) ||
      null,
    refusal: () =>
      isAllowedToMount() ? null : 'these tests build networks of their own, and this user may not',
  },
  faketime: { title: 'faketime', install: 'apt-get install faketime', find: () => findProgram('faketime') },
  'core-files': {
    title: 'core files where a program runs',
    install: 'sysctl kernel.core_pattern=core',
    find: () => (process.platform === 'linux' ? findProgram('prlimit') : null),
    refusal: refusalOfCoreFiles,
  },
  dnsmasq: { title: 'dnsmasq', install: 'apt-get install dnsmasq-base', find: () => findProgram('dnsmasq') },
  sslsplit: { title: 'SSLsplit', install: 'apt-get install sslsplit', find: () => findProgram('sslsplit') },
  pk12util: {
    title: "NSS's pk12util",
    install: 'apt-get install libnss3-tools',
    find: () => findProgram('pk12util'),
  },
  certtool: {
    title: "GnuTLS's certtool",
    install: 'apt-get install gnutls-bin',
    find: () => findProgram('certtool'),
  },
  keytool: {
    title: "Java's keytool",
    install: 'apt-get install default-jre-headless',
    find: () => findProgram('keytool'),
  },
  dbus: { title: 'D-Bus', install: 'apt-get install dbus', find: () => findProgram('dbus-daemon') },
  'gnome-keyring': {
    title: 'GNOME Keyring',
    install: 'apt-get install gnome-keyring',
    find: () => findProgram('gnome-keyring-daemon'),
  },
  swaks: {
    title: 'swaks',
    install: 'apt-get install swaks libnet-ssleay-perl',
    find: () => findProgram('swaks'),
  },
  curl: { title: 'curl', install: 'apt-get install curl', find: () => findProgram('curl') },
  mutt: { title: 'mutt', install: 'apt-get install mutt', find: () => findProgram('mutt') },
  neomutt: {
    title: 'NeoMutt',
    install: 'apt-get install neomutt',
    find: () => findProgram('neomutt'),
  },
  msmtp: { title: 'msmtp', install: 'apt-get install msmtp', find: () => findProgram('msmtp') },
  mbsync: {
    title: 'mbsync',
    // Its mechanisms are in the second package.
    install: 'apt-get install isync libsasl2-modules',
    find: () => findProgram('mbsync'),
  },
  zbarimg: { title: 'zbarimg', install: 'apt-get install zbar-tools', find: () => findProgram('zbarimg') },
  plistutil: {
    title: "libplist's plistutil",
    install: 'apt-get install libplist-utils',
    find: () => findProgram('plistutil'),
  },
  fetchmail: {
    title: 'fetchmail',
    install: 'apt-get install fetchmail',
    find: () => findProgram('fetchmail'),
  },
  getmail: { title: 'getmail', install: 'apt-get install getmail6', find: () => findProgram('getmail') },
  setpriv: {
    title: "util-linux's setpriv",
    install: 'apt-get install util-linux',
    find: () => findProgram('setpriv'),
  },
  offlineimap: {
    title: 'OfflineIMAP',
    install: 'apt-get install offlineimap3',
    find: () => findProgram('offlineimap'),
  },
  's-nail': { title: 'S-nail', install: 'apt-get install s-nail', find: () => findProgram('s-nail') },
  aerc: { title: 'aerc', install: 'apt-get install aerc', find: () => findProgram('aerc') },
  alpine: { title: 'Alpine', install: 'apt-get install alpine', find: () => findProgram('alpine') },
  'claws-mail': {
    title: 'Claws Mail',
    install: 'apt-get install claws-mail libsasl2-modules',
    find: () => findProgram('claws-mail'),
  },
  thunderbird: {
    title: 'Thunderbird',
    install: 'apt-get install thunderbird',
    find: () => findProgram('thunderbird'),
  },
  script: {
    title: "util-linux's script",
    install: 'apt-get install bsdutils',
    // Elsewhere a program of this name takes other options.
    find: () => (process.platform === 'linux' ? findProgram('script') : null),
  },
};

// Where services live on Debian; an ordinary user's PATH does not lead there.
const MORE_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];
const DOVECOT_PROGRAMS = ['imap-login', 'submission-login', 'pop3-login', 'managesieve-login'].map(
  (name) => `/usr/lib/dovecot/${name}`,
);

/**
 * `describe` for tests that need programs. Where one is absent they are skipped and their name ends in
 * `[needs …: how to install it]`; on CI (`CI=true`), where nothing may be skipped in silence, one failing test says so.
 */
export function describeWith(parts: readonly Part[], name: string, tests: () => void): void {
  const absences = parts.map(absenceOf).filter((absence) => absence !== null);
  if (absences.length === 0) {
    describe(name, tests);
    return;
  }
  const needs = `needs ${absences.join('; ')}`;
  if (process.env['CI'] !== 'true') {
    describe.skip(`${name} [${needs}]`, tests);
    return;
  }
  describe(name, () => {
    it('finds the programs that it needs', () => {
      throw new Error(`This ${needs}`);
    });
  });
}

/** What is missing and how to get it (`gsasl: apt-get install gsasl`), or null where a part can be used. */
function absenceOf(part: Part): string | null {
  const { title, install, find, refusal } = PARTS[part];
  const path = find();
  if (path === null) return `${title}: ${install}`;
  const why = refusal?.(path) ?? null;
  return why === null ? null : `${title}: ${why}`;
}

/**
 * The path of a part's program. Call it inside `describeWith`.
 *
 * @throws where the part is absent.
 */
export function pathOf(part: Part): string {
  const path = PARTS[part].find();
  if (path === null) throw new Error(`${part} is absent: ask for it with describeWith`);
  return path;
}

/** The path of Electron's program. Like `pathOf`. */
export function electronPath(): string {
  return pathOf('electron');
}

function findElectron(): string | null {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const installed = fileURLToPath(new URL('../node_modules/electron/dist', import.meta.url));
  const folders = named === undefined ? [installed] : [named, installed];
  return folders.map((folder) => join(folder, 'electron')).find(isExecutable) ?? null;
}

function findDovecot(): string | null {
  return DOVECOT_PROGRAMS.every(isExecutable) ? findProgram('dovecot') : null;
}

function refusalOfDovecot(path: string): string | null {
  const refusal = refusalOfRoot();
  if (refusal !== null) return refusal;
  const version = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 }).trim();
  return version.startsWith('2.3.') ? null : `this is ${version}, whose configuration is another`;
}

function refusalOfRoot(): string | null {
  if (process.platform !== 'linux') return 'these tests start it on Linux only';
  return process.getuid?.() === 0 ? null : 'these tests start it as root only, and this is an ordinary user';
}

/** core(5): what begins otherwise is a program that gets them, or a folder for all of them. */
function refusalOfCoreFiles(): string | null {
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
  return pattern.startsWith('core') ? null : `the kernel gives them to ${pattern}`;
}

// CAP_SYS_ADMIN, capabilities(7): root in a container often is without it.
const SYS_ADMIN_BIT = 21n;

function isAllowedToMount(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return process.getuid?.() === 0 && ((BigInt(`0x${effective}`) >> SYS_ADMIN_BIT) & 1n) === 1n;
}

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...MORE_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not ours to run: both mean that it cannot be used
  }
}
