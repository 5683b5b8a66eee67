import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isIpAddress, type Hostname } from '../../../shared/mail/hostname.ts';

// Lists against advertising have some 200,000 lines; a longer file is nobody's own.
const MOST_BYTES = 16_777_216;

/** Where this system keeps names of its own (hosts(5)), which its programs ask before DNS. */
export const HOSTS_FILE: string =
  process.platform === 'win32'
    ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
    : '/etc/hosts';

/** The text of such a file; nothing where it cannot be read, as the system itself would go on without it. */
export async function readHostsFile(path: string): Promise<string> {
  try {
    return (await stat(path)).size > MOST_BYTES ? '' : await readFile(path, 'utf8');
  } catch {
    return ''; // whatever the reason is: names are then asked for in DNS alone
  }
}

/** The addresses that such a text has for a name, in its order: an address, names in any case, `#` before comments. */
export function addressesInHosts(text: string, host: Hostname): readonly string[] {
  if (!text.toLowerCase().includes(host)) return [];
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    const isNamed = names.some((name) => name.toLowerCase().replace(/\.$/, '') === host);
    return isNamed && isIpAddress(address) ? [address.toLowerCase()] : [];
  });
}
