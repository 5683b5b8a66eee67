import { gzipSync } from 'node:zlib';
import { autoconfigFile, conflictingAutoconfigFile } from './autoconfig.ts';
import type { AutoconfigDelivery, DiscoveryBehaviour } from './behaviour.ts';
import { AUTOCONFIG_PATH, OTHER_DOMAIN, webAddress, type Places } from './places.ts';
import {
  credentialsReply,
  redirectReply,
  statusReply,
  textReply,
  type WebReply,
  type WebRequest,
} from './web-reply.ts';

const BOMB_BYTES = 16 * 1024 * 1024;

/** What answers need to know: whose settings are asked for, and what its owner does. */
export interface DomainContext {
  readonly domain: string;
  readonly behaviour: DiscoveryBehaviour;
  readonly places: Places;
}

/** Answers at `autoconfig.DOMAIN`, over HTTPS and over plain HTTP alike. */
export function autoconfigReply(request: WebRequest, context: DomainContext): WebReply {
  const { behaviour, domain, places } = context;
  return deliver(
    request,
    context,
    fileReply(behaviour, autoconfigFile(behaviour.autoconfig, domain, places)),
  );
}

/** Answers at `DOMAIN/.well-known/autoconfig/`. */
export function wellKnownAutoconfigReply(request: WebRequest, context: DomainContext): WebReply {
  const { behaviour, domain, places } = context;
  if (behaviour.wellKnownAutoconfig === 'same') return autoconfigReply(request, context);
  return deliver(request, context, fileReply(behaviour, conflictingAutoconfigFile(domain, places)));
}

function fileReply({ autoconfig }: DiscoveryBehaviour, file: string): WebReply {
  return textReply(autoconfig === 'html' ? 'text/html' : 'text/xml', file);
}

function deliver(
  request: WebRequest,
  { behaviour, domain, places }: DomainContext,
  file: WebReply,
): WebReply {
  const { scheme, host, path, query } = request;
  const absent = statusReply(404);
  const replies: Readonly<Record<AutoconfigDelivery, () => WebReply>> = {
    usual: () => file,
    absent: () => absent,
    'only-http': () => (scheme === 'http' ? file : absent),
    // Never to the same address twice, for who remembers where it has been.
    'redirect-loop': () => {
      const hop = Number.parseInt(query.get('hop') ?? '0', 10) + 1 || 1;
      return redirectReply(webAddress(scheme, host, `${path}?hop=${hop}`, places));
    },
    'redirect-to-http': () =>
      scheme === 'http'
        ? file
        : redirectReply(webAddress('http', `autoconfig.${domain}`, AUTOCONFIG_PATH, places)),
    // With everything that was asked, as web servers are set up that send a whole site elsewhere.
    'redirect-other-site': () => {
      const asked = query.size === 0 ? '' : `?${query.toString()}`;
      return redirectReply(
        webAddress('https', `autoconfig.${OTHER_DOMAIN}`, `${AUTOCONFIG_PATH}${asked}`, places),
      );
    },
    'wants-credentials': credentialsReply,
    slow: () => ({ ...file, drips: true }),
    'gzip-bomb': () => ({
      ...file,
      headers: { ...file.headers, 'Content-Encoding': 'gzip' },
      body: gzipBomb(),
    }),
  };
  return replies[behaviour.autoconfigDelivery]();
}

let bomb: Buffer | undefined;

/** Some 16 KiB that unpack to 16 MiB: an XML comment that does not end. */
function gzipBomb(): Buffer {
  const start = '<?xml version="1.0" encoding="UTF-8"?>\n<!--';
  bomb ??= gzipSync(start + ' '.repeat(BOMB_BYTES), { level: 9 });
  return bomb;
}
