import { PRACTICE_DOMAIN } from '../protocols.ts';
import { autoconfigFile } from './autoconfig.ts';
import { autoconfigReply, wellKnownAutoconfigReply, type DomainContext } from './autoconfig-reply.ts';
import {
  autodiscoverOverHttpReply,
  autodiscoverPointerReply,
  autodiscoverReply,
} from './autodiscover-reply.ts';
import { USUAL_DISCOVERY, type DiscoveryBehaviour } from './behaviour.ts';
import { portalPage } from './documents.ts';
import {
  AUTOCONFIG_PATH,
  AUTODISCOVER_PATH,
  DOMAINS,
  ISPDB_HOST,
  PACC_PATH,
  PORTAL_HOST,
  WELL_KNOWN_AUTOCONFIG_PATH,
  webAddress,
  type Places,
} from './places.ts';
import { redirectReply, statusReply, textReply, type WebReply, type WebRequest } from './web-reply.ts';
import { servedPacc } from './zone.ts';

type Answer = (request: WebRequest, context: DomainContext) => WebReply;

interface Route {
  readonly schemes: readonly WebRequest['scheme'][];
  /** What stands before the domain; '' is the domain itself. */
  readonly hosts: readonly string[];
  /** Whether this is the address; a path is given in lower case, too, because Autodiscover's is written in both. */
  readonly isAt: (path: string, lowerCase: string) => boolean;
  readonly method: 'GET' | 'POST';
  readonly answer: Answer;
}

const AUTODISCOVER_HOSTS = ['', 'autodiscover.'];
const POINTER = /^\/autodiscover\/autodiscover\.json(\/v1\.0\/[^/]+)?$/;

const ROUTES: readonly Route[] = [
  {
    schemes: ['https', 'http'],
    hosts: ['autoconfig.'],
    isAt: (path) => path === AUTOCONFIG_PATH,
    method: 'GET',
    answer: autoconfigReply,
  },
  {
    schemes: ['https'],
    hosts: [''],
    isAt: (path) => path === WELL_KNOWN_AUTOCONFIG_PATH,
    method: 'GET',
    answer: wellKnownAutoconfigReply,
  },
  {
    schemes: ['https'],
    hosts: AUTODISCOVER_HOSTS,
    isAt: (_path, lowerCase) => lowerCase === AUTODISCOVER_PATH,
    method: 'POST',
    answer: autodiscoverReply,
  },
  {
    schemes: ['http'],
    hosts: ['autodiscover.'],
    isAt: (_path, lowerCase) => lowerCase === AUTODISCOVER_PATH,
    method: 'GET',
    answer: autodiscoverOverHttpReply,
  },
  {
    schemes: ['https'],
    hosts: AUTODISCOVER_HOSTS,
    isAt: (_path, lowerCase) => POINTER.test(lowerCase),
    method: 'GET',
    answer: autodiscoverPointerReply,
  },
  {
    schemes: ['https'],
    hosts: ['ua-auto-config.'],
    isAt: (path) => path === PACC_PATH,
    method: 'GET',
    answer: paccReply,
  },
];

/**
 * The answer of the web servers to a request. Hosts and addresses that nobody publishes anything at are 404. The other
 * domain is always well.
 */
export function replyTo(request: WebRequest, behaviour: DiscoveryBehaviour, places: Places): WebReply {
  const portal = portalReply(request, behaviour, places);
  if (portal !== null) return portal;
  if (request.host === ISPDB_HOST) return ispdbReply(request, behaviour, places);
  const domain = DOMAINS.find((known) => request.host === known || request.host.endsWith(`.${known}`));
  if (domain === undefined) return statusReply(404);
  const route = ROUTES.find((known) => isFor(known, request, domain));
  if (route === undefined) return statusReply(404);
  if (!methodsOf(route).includes(request.method)) {
    return statusReply(405, { Allow: methodsOf(route).join(', ') });
  }
  const owner = domain === PRACTICE_DOMAIN ? behaviour : USUAL_DISCOVERY;
  return route.answer(request, { domain, behaviour: owner, places });
}

function isFor({ schemes, hosts, isAt }: Route, { scheme, host, path }: WebRequest, domain: string): boolean {
  const isHost = hosts.some((before) => host === `${before}${domain}`);
  return isHost && schemes.includes(scheme) && isAt(path, path.toLowerCase());
}

/** RFC 9110 §9.1: who answers GET answers HEAD. */
function methodsOf({ method }: Route): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

function paccReply(_request: WebRequest, { behaviour, domain }: DomainContext): WebReply {
  const document = servedPacc(behaviour, domain);
  return document === null ? statusReply(404) : textReply('application/json', document);
}

/** The file of a domain at the address that ends in its name. */
function ispdbReply(
  { scheme, method, path }: WebRequest,
  { ispdb }: DiscoveryBehaviour,
  places: Places,
): WebReply {
  const domain = DOMAINS.find((known) => path === `/${known}`);
  const isKnown = domain !== undefined && (ispdb === 'usual' || domain !== PRACTICE_DOMAIN);
  if (scheme !== 'https' || method !== 'GET' || !isKnown) return statusReply(404);
  return textReply('text/xml', autoconfigFile('usual', domain, places));
}

/** A captive portal answers in everybody's name, whatever was asked for; null where there is none. */
function portalReply(request: WebRequest, { portal }: DiscoveryBehaviour, places: Places): WebReply | null {
  if (portal === 'none') return null;
  const login = webAddress('http', PORTAL_HOST, '/', places);
  const page = portalPage(login);
  if (portal === 'status-511') return textReply('text/html', page, 511);
  return request.host === PORTAL_HOST ? textReply('text/html', page) : redirectReply(login);
}
