import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from '../../servers/child.ts';

/** What nmap took, and how much it found. */
export interface Mapped {
  readonly wallMs: number;
  readonly certificates: number;
  readonly capabilityLists: number;
}

// All that find capabilities and certificates of mail servers. There is none for ManageSieve.
const SCRIPTS = ['imap-capabilities', 'pop3-capabilities', 'smtp-commands', 'ssl-cert'];
const LONGEST_RUN_MS = 60_000;

/** The first line of `nmap --version`, or null where there is no nmap. */
export function nmapVersion(): string | null {
  const { stdout, status } = spawnSync('nmap', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n')[0] ?? '') : null;
}

/** Looks at ports with nmap and its mail and certificate scripts. It is spared DNS and finding out whether the host is up. */
export async function nmap(address: string, ports: readonly number[]): Promise<Mapped> {
  const startedAt = performance.now();
  const args = ['-n', '-Pn', '-p', ports.join(','), '--script', SCRIPTS.join(','), address];
  const child = spawn('nmap', args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST_RUN_MS });
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  const wallMs = performance.now() - startedAt;
  const said = Buffer.concat(chunks).toString();
  const count = (pattern: RegExp): number => said.match(pattern)?.length ?? 0;
  return {
    wallMs,
    certificates: count(/ssl-cert: Subject/g),
    capabilityLists: count(/(?:imap-capabilities|pop3-capabilities|smtp-commands): /g),
  };
}
