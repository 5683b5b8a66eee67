import { parseHostname } from '../../../shared/mail/hostname.ts';
import { parsePort } from '../../../shared/mail/port.ts';
import type { WebProxy } from './fetch-context.ts';

const ENTRY = /^PROXY\s+(?:\[(?<v6>[^\]]+)\]|(?<name>[^:\s]+)):(?<port>\d+)$/i;

/**
 * The proxy in what a system says for an address, in the form of proxy auto-configuration files: `PROXY host:port; DIRECT`.
 * The first entry counts; null where that is `DIRECT`.
 *
 * Known gap: proxies that are spoken to over TLS or SOCKS are not used; requests then go out directly, and where the network
 * lets nothing else out they fail and are told as not reached.
 */
export function readSystemProxy(answer: string): WebProxy | null {
  const { v6, name, port = '' } = ENTRY.exec((answer.split(';')[0] ?? '').trim())?.groups ?? {};
  const host = parseHostname(v6 ?? name ?? '');
  const parsed = parsePort(port);
  return host.ok && parsed.ok ? { host: host.value, port: parsed.value } : null;
}
