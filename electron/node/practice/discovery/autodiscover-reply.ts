import type { DomainContext } from './autoconfig-reply.ts';
import type { AutodiscoverManner } from './behaviour.ts';
import {
  autodiscoverError,
  autodiscoverPointer,
  autodiscoverPointerError,
  autodiscoverRedirect,
  autodiscoverSettings,
} from './documents.ts';
import { AUTODISCOVER_PATH, OTHER_DOMAIN, webAddress } from './places.ts';
import {
  credentialsReply,
  redirectReply,
  statusReply,
  textReply,
  type WebReply,
  type WebRequest,
} from './web-reply.ts';

const POINTED_TO = 'AutodiscoverV1';
const POINTER_WITH_ADDRESS = /\/autodiscover\.json\/v1\.0\/(?<address>[^/]+)$/i;

/** Answers a POST of Autodiscover v1: what it asks with is an address, and nothing that proves anything. */
export function autodiscoverReply(
  request: WebRequest,
  { domain, behaviour, places }: DomainContext,
): WebReply {
  const address = addressIn(request);
  const settings = (): WebReply =>
    textReply(
      'text/xml',
      address === null ? autodiscoverError() : autodiscoverSettings(address, domain, places),
    );
  const elsewhere = webAddress('https', `autodiscover.${OTHER_DOMAIN}`, AUTODISCOVER_PATH, places);
  const replies: Readonly<Record<AutodiscoverManner, () => WebReply>> = {
    usual: settings,
    absent: () => statusReply(404),
    'wants-credentials': credentialsReply,
    // Another mailbox of this domain each time, for who remembers which it has been sent to.
    'redirect-loop': () => redirected('redirectAddr', `moved.${address ?? `somebody@${domain}`}`),
    'redirect-other-domain': () => redirected('redirectUrl', elsewhere),
  };
  return replies[behaviour.autodiscover]();
}

/** Answers a GET of Autodiscover v1 over plain HTTP, whose one use is to say where it is over HTTPS. */
export function autodiscoverOverHttpReply(_request: WebRequest, context: DomainContext): WebReply {
  if (context.behaviour.autodiscover === 'absent') return statusReply(404);
  const host = `autodiscover.${context.domain}`;
  return redirectReply(webAddress('https', host, AUTODISCOVER_PATH, context.places));
}

/** Answers Autodiscover v2 in both of its forms, for the one protocol that is served. */
export function autodiscoverPointerReply(request: WebRequest, context: DomainContext): WebReply {
  if (context.behaviour.autodiscover === 'absent') return statusReply(404);
  const address = POINTER_WITH_ADDRESS.exec(request.path)?.groups?.['address'] ?? request.query.get('Email');
  if (address === null || address === '') {
    return refusal('MandatoryParameterMissing', 'The parameter Email is needed.');
  }
  if (request.query.get('Protocol')?.toLowerCase() !== POINTED_TO.toLowerCase()) {
    return refusal('InvalidProtocol', `The only protocol here is ${POINTED_TO}.`);
  }
  return textReply('application/json', autodiscoverPointer(context.domain, context.places));
}

function redirected(action: 'redirectUrl' | 'redirectAddr', to: string): WebReply {
  return textReply('text/xml', autodiscoverRedirect({ action, to }));
}

function refusal(code: string, message: string): WebReply {
  return textReply('application/json', autodiscoverPointerError(code, message), 400);
}

/**
 * The address that is asked for, or null where the request is none: servers want XML, and its media type. An address that
 * XML has to escape is nobody's here.
 */
function addressIn({ contentType, body }: WebRequest): string | null {
  if (contentType !== 'text/xml') return null;
  return /<EMailAddress>\s*([^<>&\s]+@[^<>&\s@]+)\s*<\/EMailAddress>/.exec(body)?.[1] ?? null;
}
