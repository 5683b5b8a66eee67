// Learns of one host after the other and prints what came of each update, one a line: FOLDER PREFIX COUNT.
import { HostMemoryFile } from '../../electron/node/memory/host-memory-file.ts';
import { parseEndpoint } from '../../shared/mail/endpoint.ts';
import type { HostMemory } from '../../shared/policy/host-memory.ts';

const [folder = '', prefix = 'h', count = '1'] = process.argv.slice(2);
const file = new HostMemoryFile(folder);
for (let at = 0; at < Number(count); at += 1) {
  const name = `${prefix}${at}.example.org`;
  const updated = await file.update((memory) => withHost(memory, name));
  process.stdout.write(`${JSON.stringify(updated)}\n`);
}

function withHost({ version, hosts }: HostMemory, name: string): HostMemory {
  const endpoint = parseEndpoint('imap', name);
  if (!endpoint.ok) throw new Error(`not a name: ${name}`);
  const seen = { firstSeen: '2026-11-22', lastSeen: '2026-11-22' };
  const nothing = { mechanisms: [], tls: null, starttls: null, certificates: [] };
  return { version, hosts: [...hosts, { endpoint: endpoint.value, ...nothing, ...seen }] };
}
