import type { Pseudonyms } from './hidden.ts';
import { NUMBERED, scanParts, scanText, type Names } from './scan.ts';

// Where settings are asked for: the same for everybody.
const USUAL_PATHS = [
  '/mail/config-v1.1.xml',
  '/.well-known/autoconfig/mail/config-v1.1.xml',
  '/.well-known/user-agent-configuration.json',
  '/autodiscover/autodiscover.xml',
];
const USUAL_QUERY = '?emailaddress=';
const PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#\\]*)(.*)$/is;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(:\d{1,5})?$/s;
const DNS = /^(dns:)([^?/]*)(\?type=[A-Z0-9]{1,10})?/is;

/** An address of the web in which names are replaced as in any text, and everything else stays. */
export function scanUri(uri: string, to: Names): string {
  const [, scheme = '', authority = '', rest = ''] = PARTS.exec(uri) ?? [];
  const at = authority.lastIndexOf('@');
  if (at < 0) return scanParts(uri, to, true);
  // A name and a password can stand there.
  const user = to.names.put(
    'user',
    authority.slice(0, at),
    `user-${to.names.numberOf('user', authority.slice(0, at).toLowerCase())}`,
  );
  return `${scheme}${user}@${scanParts(authority.slice(at + 1) + rest, to, true)}`;
}

/**
 * An address of which only the scheme, the host under its pseudonym, the port and a usual path are left. Others are numbered,
 * so that the same ones can still be told. What is no address of the web or question to DNS is null.
 */
export function bareUri(uri: string, to: Names): string | null {
  const dns = DNS.exec(uri);
  if (dns !== null) {
    const [, scheme = '', name = '', type = ''] = dns;
    return scheme + to.host(name, true) + type;
  }
  const parts = PARTS.exec(uri);
  if (parts === null) return null;
  const [, scheme = '', authority = '', rest = ''] = parts;
  const [, , host = '', port = ''] = AUTHORITY.exec(authority) ?? [];
  return `${scheme}${hostOf(host, to)}${port}${pathOf(rest, to)}`;
}

function hostOf(host: string, to: Names): string {
  if (host === '') return '';
  if (host.startsWith('[')) return `[${to.ip(host.slice(1, -1))}]`;
  return host.replace(NUMBERED, '') === '' ? scanParts(host, to, true) : to.host(host, true);
}

function pathOf(path: string, to: Names): string {
  if (path === '' || path === '/' || USUAL_PATHS.includes(path)) return path;
  const asked = USUAL_PATHS.map((usual) => usual + USUAL_QUERY).find((usual) => path.startsWith(usual));
  const value = asked === undefined ? null : path.slice(asked.length);
  if (asked === undefined || value === null || /[&#/]/.test(value)) return numbered(path, to.names);
  return asked + scanText(value, to);
}

function numbered(path: string, names: Pseudonyms): string {
  return names.put('path', path, `/path-${names.numberOf('path', path)}`);
}
