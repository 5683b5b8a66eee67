import { PROTOCOL_NAMES } from '../findings/view.ts';
import { protocolOfPort } from '../mail/endpoint.ts';
import { parseHostname } from '../mail/hostname.ts';
import { parsePort } from '../mail/port.ts';
import { mechanismNamed } from '../sasl/mechanisms.ts';

/** What a line says about itself, by the names that pages give it; what it does not say is not there. */
export type Details = Readonly<
  Partial<Record<'host' | 'protocol' | 'mechanism' | 'date', string> & Record<'port', number>>
>;

// Names of files and classes have points, too: a host stands behind a word that says so.
const HOST =
  /(?:\/\/|\b(?:server|host|hostname|relay|outgoing server \(smtp\)|server \(smtp\)|smtp-server|connect|to|with|for|name|mit|zu|von))\W{1,3}((?:[a-z0-9_-]{1,63}\.){1,10}[a-z]{2,24})(?![\w.@-]*[@(])/i;
const FILES = /\.(?:c|h|ts|js|mjs|py|java|pm|pl|so|log|conf|cf|pem|crt|key|html?)$/i;
const NAMED_PORT = /\bport\W{1,3}(\d{2,5})(?![\w.])/i;
// Behind an address, `localhost` or the last label of a host: times and lines of files have colons, too.
const PORT_BEHIND = /(?:\d{1,3}(?:\.\d{1,3}){3}|\]|\blocalhost|(\.[a-z]{2,24})):(\d{2,5})(?![\w.:])/i;
const ENDS =
  /(?:notafter\s?[=:]|expired on|valid until|expires on|expiration date:|g(?:ü|ue)ltig bis)\W{0,3}(?:zum )?(.{8,40})/i;

/** Reads host, port, protocol, mechanism and the last day of a certificate out of a line. */
export function detailsIn(line: string): Details {
  const host = hostIn(line);
  const port = portIn(line);
  const usual = port === null ? null : protocolOfPort(port);
  const protocol = usual === null ? protocolIn(line) : PROTOCOL_NAMES[usual];
  const mechanism = mechanismIn(line);
  const date = endIn(line);
  return {
    ...(host === null ? {} : { host }),
    ...(port === null ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(date === null ? {} : { date }),
  };
}

function hostIn(line: string): string | null {
  const given = HOST.exec(line)?.[1] ?? '';
  const host = parseHostname(given);
  return host.ok && !FILES.test(given) && !given.startsWith('www.') ? host.value : null;
}

function portIn(line: string): number | null {
  const [, label = '', behind] = PORT_BEHIND.exec(line) ?? [];
  const port = parsePort(NAMED_PORT.exec(line)?.[1] ?? (FILES.test(label) ? '' : (behind ?? '')));
  return port.ok ? port.value : null;
}

function protocolIn(line: string): string | undefined {
  const lower = line.toLowerCase();
  return Object.values(PROTOCOL_NAMES).find((name) => lower.includes(name.toLowerCase()));
}

/** Only as they stand on the wire: `plain` and `login` are words. */
function mechanismIn(line: string): string | undefined {
  return line.split(/[^A-Z0-9-]+/).find((word) => mechanismNamed(word) !== null);
}

function endIn(line: string): string | null {
  const given = ENDS.exec(line)?.[1] ?? '';
  const iso = /^\d{4}-\d\d-\d\d/.exec(given)?.[0];
  // `Nov 22 10:00:00 2026 GMT` of OpenSSL, `Sun Nov 22 10:00:00 UTC 2026` of Java.
  const named = /^(?:\w{3} )?(\w{3}) {1,2}(\d{1,2}) [\d:]{8} (?:[A-Z]{3,4} )?(\d{4})/.exec(given);
  if (iso === undefined && named === null) return null;
  const time = Date.parse(iso ?? `${named?.[2]} ${named?.[1]} ${named?.[3]} UTC`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}
