import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pathOf } from '../parts.ts';
import { endWithUs, stopChild } from '../servers/child.ts';
import { findFreePorts } from '../servers/ports.ts';

const START_MS = 10_000;

/**
 * Starts dnsmasq on a free port of loopback until the test ends, knowing these lines of its configuration and nothing else:
 * it reads no file of the system and asks nobody.
 *
 * @returns `ADDRESS:PORT`
 */
export async function startDnsmasq(lines: readonly string[]): Promise<string> {
  const [port] = await findFreePorts(1);
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-dnsmasq-'));
  const config = join(folder, 'dnsmasq.conf');
  const own = [`port=${port}`, 'listen-address=127.0.0.1', 'bind-interfaces', 'no-resolv', 'no-hosts'];
  await writeFile(config, `${[...own, 'no-poll', 'local=/test/', ...lines].join('\n')}\n`);
  // It stays in the foreground, and whoever started it.
  const child = spawn(pathOf('dnsmasq'), ['--no-daemon', `--conf-file=${config}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endWithUs(child);
  onTestFinished(async () => {
    await stopChild(child);
    await rm(folder, { recursive: true });
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`dnsmasq does not start: ${said}`)), START_MS);
    child.once('exit', () => reject(new Error(`dnsmasq does not start: ${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (!/dnsmasq: started/.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return `127.0.0.1:${port}`;
}
