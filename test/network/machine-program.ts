// A computer of its own for one run: it is started inside a network and a mount namespace (see machine.ts), builds the
// network there, starts the practice server behind the well-known ports, and runs the built command line. It reads a
// `Setting` as JSON from standard input, and prints a `CliResult` with the time it took.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultNamed } from '../../electron/node/practice/faults/faults.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import type { MachineResult, Setting } from './machine.ts';

const MAIL_HOST_V4 = '192.0.2.10';
const MAIL_HOST_V6 = '2001:db8::10';
const NAME_SERVER = '192.0.2.53';
const SYSTEM_ROOTS = '/etc/ssl/certs/ca-certificates.crt';
const WELL_KNOWN = {
  10_993: 993,
  10_143: 143,
  10_465: 465,
  10_587: 587,
  10_995: 995,
  10_110: 110,
  14_190: 4190,
};
const PROXY_PORTS = { ssl: 20_993, autossl: 20_143 };
const LOST = '0x1';
const MOST_PROXIES = 4;
const MOST_LOOKS = 200;
const LOOK_PAUSE_MS = 25;
const LONGEST_RUN_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'letterlock-machine-'));

function run(program: string, args: readonly string[], input = ''): void {
  execFileSync(program, args, { input, stdio: ['pipe', 'ignore', 'inherit'] });
}

/** Puts a file of this computer in the place of the system's, for this computer alone. */
function replace(path: string, content: string): void {
  const file = join(folder, path.replaceAll('/', '_'));
  writeFileSync(file, content);
  run('mount', ['--bind', file, path]);
}

function buildNetwork(setting: Setting): void {
  run('ip', ['link', 'set', 'lo', 'up']);
  replace('/etc/resolv.conf', `nameserver ${NAME_SERVER}\n`);
  replace('/etc/hosts', setting.hosts ?? '127.0.0.1 localhost\n');
  if (setting.isOffline === true) return;
  // A cable, so that this computer is connected to something; the addresses of the others are its own, too.
  run('ip', ['link', 'add', 'cable', 'type', 'veth', 'peer', 'name', 'socket']);
  for (const end of ['cable', 'socket']) run('ip', ['link', 'set', end, 'up']);
  for (const address of [MAIL_HOST_V4, NAME_SERVER])
    run('ip', ['addr', 'add', `${address}/32`, 'dev', 'cable']);
  run('ip', ['-6', 'addr', 'add', `${MAIL_HOST_V6}/128`, 'dev', 'cable', 'nodad']);
}

/** The well-known ports lead to the practice server, or to the one in between; then what the setting says holds. */
function buildPorts({ doors, ports }: Practice, { rules = [], lost = [], proxy }: Setting): void {
  const places = `ip daddr { 127.0.0.1, ${MAIL_HOST_V4} } tcp dport`;
  const redirects = doors.map(({ preferredPort, port }) => {
    const isProxied = proxy !== undefined && (preferredPort === 10_993 || preferredPort === 10_143);
    const leadsTo = isProxied ? PROXY_PORTS[preferredPort === 10_993 ? 'ssl' : 'autossl'] : port;
    return `${places} ${WELL_KNOWN[preferredPort as keyof typeof WELL_KNOWN]} redirect to :${leadsTo}`;
  });
  const table = [
    'table inet machine {',
    'chain nat { type nat hook output priority -100;',
    ...redirects,
    `${places} 443 redirect to :${ports.https}`,
    `${places} 80 redirect to :${ports.http}`,
    `udp dport 53 redirect to :${ports.dns}`,
    `tcp dport 53 redirect to :${ports.dns}`,
    '}',
    // Before the redirection, so that the rules name the ports that programs connect to.
    'chain leaving { type filter hook output priority -150;',
    ...rules,
    // What is dropped here is refused to the program that sends it: a firewall on the way is one that it cannot see.
    ...lost.map((packets) => `${packets} meta mark set ${LOST}`),
    '}',
    'chain arriving { type filter hook input priority 0;',
    `meta mark ${LOST} drop`,
    '}',
    '}',
  ];
  run('nft', ['-f', '-'], `${table.join('\n')}\n`);
}

/** The authority of the proxy, which this computer trusts, or does not; gives the options that name it. */
function makeProxyAuthority(isTrusted: boolean): readonly string[] {
  const key = join(folder, 'proxy.key');
  const certificate = join(folder, 'proxy.pem');
  const subject = ['-subj', '/O=Example Gateway/CN=Example Gateway CA', '-days', '365'];
  run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  ]);
  if (isTrusted) {
    const roots = join(folder, 'roots.pem');
    copyFileSync(SYSTEM_ROOTS, roots);
    appendFileSync(roots, `\n${execFileSync('cat', [certificate]).toString()}`);
    run('mount', ['--bind', roots, SYSTEM_ROOTS]);
  }
  return ['-k', key, '-c', certificate];
}

/** A real TLS proxy that signs a certificate of its own for whatever is behind it. */
async function startProxy(practice: Practice, authority: readonly string[]): Promise<ChildProcess> {
  const behind = (preferredPort: number): string =>
    String(practice.doors.find((door) => door.preferredPort === preferredPort)?.port);
  const ways = [
    ['ssl', '127.0.0.1', String(PROXY_PORTS.ssl), '127.0.0.1', behind(10_993)],
    ['autossl', '127.0.0.1', String(PROXY_PORTS.autossl), '127.0.0.1', behind(10_143)],
  ];
  const child = spawn('sslsplit', ['-D', '-u', 'root', ...authority, ...ways.flat()], { stdio: 'ignore' });
  for (const port of Object.values(PROXY_PORTS)) await untilListening(port);
  return child;
}

/** proc_net_tcp(5): a socket that listens is in state 0A. SSLsplit sometimes ends when it is connected to and left at once. */
async function untilListening(port: number): Promise<void> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  for (let count = 0; count < MOST_LOOKS; count += 1) {
    const sockets = readFileSync('/proc/net/tcp', 'utf8').split('\n');
    if (sockets.some((line) => line.includes(local) && line.includes(' 0A '))) return;
    await wait(LOOK_PAUSE_MS);
  }
  throw new Error(`nobody listens on ${port}`);
}

async function runLetterlock(setting: Setting, authority: string): Promise<MachineResult> {
  const { clock, program, runtime, args, env = {} } = setting;
  const words = [runtime, program, ...args.map((arg) => (arg === '{authority}' ? authority : arg))];
  // The time that passes stays what it is: only the date is another one.
  const [file = '', ...rest] =
    clock === undefined ? words : ['faketime', '--exclude-monotonic', '-f', `@${clock}`, ...words];
  const startedAt = performance.now();
  const child = spawn(file, rest, {
    env: {
      ...process.env,
      LANG: 'C.UTF-8',
      LETTERLOCK_HOME: join(folder, 'data'),
      ELECTRON_RUN_AS_NODE: '1',
      ...env,
    },
    timeout: LONGEST_RUN_MS,
  });
  child.stdin.end(setting.stdin ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr, tookMs: performance.now() - startedAt };
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const setting = JSON.parse(Buffer.concat(input).toString()) as Setting;
const faults = (setting.faults ?? []).map((name) => {
  const found = faultNamed(name);
  if (found.kind === 'unknown') throw new RangeError(`no such fault: ${name}`);
  return found.fault;
});
buildNetwork(setting);
const practice = await startPractice({ date: () => new Date(), faults, isAtUsualPorts: true });
const authorityOfProxy = setting.proxy === undefined ? null : makeProxyAuthority(setting.proxy === 'trusted');
try {
  buildPorts(practice, setting);
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, practice.caPem);
  const [{ password } = { password: '' }] = practice.accounts;
  const typed = setting.stdin === '{password}' ? { ...setting, stdin: `${password}\n` } : setting;
  process.stdout.write(JSON.stringify(await runBehindProxy(typed, authority)));
} finally {
  await practice.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A run during which SSLsplit ended (it does so once in thirty runs) was one without a proxy, and is made again. */
async function runBehindProxy(typed: Setting, authority: string): Promise<MachineResult> {
  if (authorityOfProxy === null) return runLetterlock(typed, authority);
  for (let count = 0; count < MOST_PROXIES; count += 1) {
    const proxy = await startProxy(practice, authorityOfProxy);
    const result = await runLetterlock(typed, authority);
    if (proxy.exitCode === null && proxy.signalCode === null) {
      proxy.kill();
      return result;
    }
  }
  throw new Error('the proxy ended each time');
}
