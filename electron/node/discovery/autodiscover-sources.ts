import { neutralAddress } from '../../../shared/discovery/autodiscover-address.ts';
import { autodiscoverJsonUrl, readAutodiscoverJson } from '../../../shared/discovery/autodiscover-json.ts';
import {
  autodiscoverRequest,
  readAutodiscover,
  type AutodiscoverAnswer,
} from '../../../shared/discovery/autodiscover.ts';
import type { Source, Trust } from '../../../shared/mail/candidate.ts';
import type { EmailAddress } from '../../../shared/mail/email-address.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { askWeb, endOfDocument, sourceTelling, type LookupEnd } from './ask.ts';
import type { SearchContext } from './search-context.ts';
import { askTelling, awayTo, hostOnly, isOwn, leadsAway } from './telling.ts';
import { readXml } from './xml.ts';

const PATH = '/autodiscover/autodiscover.xml';
// [MS-OXDISCO] §3.1.5: who is sent on more often goes in a circle.
const MOST_REDIRECTS = 5;

/**
 * Autodiscover, version 1 at its two addresses and version 2, which points to a third. No credentials are ever sent: a
 * server that wants some is told none. Where the person did not agree to more, it is asked for an address that is nobody's,
 * and so is everybody outside of the domain, whose answer is that one's word.
 */
export async function askAutodiscover(context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  const asked = new Set<string>();
  await allEnded([
    askTelling(context, (told) => askVersion1({ uri: `https://${domain}${PATH}`, told }, [], asked, context)),
    askTelling(context, (told) =>
      askVersion1({ uri: `https://autodiscover.${domain}${PATH}`, told }, [], asked, context),
    ),
    askTelling(context, (told) => askVersion2(told, asked, context)),
  ]);
}

/** @returns true where an address that was told would have gone to another domain */
async function askVersion2(
  told: EmailAddress | null,
  asked: Set<string>,
  context: SearchContext,
): Promise<boolean> {
  const { domain } = context.settings;
  const host = parseHostname(`autodiscover.${domain}`);
  if (!host.ok) return false; // the domain is as long as a name gets, and nothing is below it
  const uri = autodiscoverJsonUrl(host.value, told ?? neutralAddress(domain));
  const source = sourceTelling(told, { kind: 'autodiscover-json', uri, trust: 'domain-https' });
  const end = await askWeb(source, { url: new URL(uri), told }, context, (bytes): LookupEnd => {
    const answer = readAutodiscoverJson(bytes);
    switch (answer.kind) {
      case 'pointer':
        return endOfPointer(answer.url, told, context);
      case 'pointer-refused':
        return { outcome: 'redirect-refused', detail: `malformed ${answer.given}` };
      case 'error':
        return { outcome: 'refused', detail: answer.code };
      case 'unreadable':
        return { outcome: 'unusable', detail: answer.problem };
    }
  });
  if (end.outcome !== 'found' || end.detail === null) return leadsAway(end);
  return askVersion1({ uri: end.detail, told }, [], asked, context);
}

/** What version 1 is asked at, and with whose address. */
interface Version1 {
  readonly uri: string;
  /** Null for nobody's. */
  readonly told: EmailAddress | null;
}

/**
 * Asks at an address, and where it sends on, there; never twice at the same with the same.
 *
 * @param before the addresses that have sent on to here
 * @returns true where an address that was told would have gone to another domain
 */
async function askVersion1(
  { uri, told }: Version1,
  before: readonly string[],
  asked: Set<string>,
  context: SearchContext,
): Promise<boolean> {
  const key = `${told === null ? '' : 'told '}${uri}`;
  if (asked.has(key) || before.length > MOST_REDIRECTS) return false;
  asked.add(key);
  const { domain } = context.settings;
  const way = [...before, uri];
  const trust: Trust = isOwn(new URL(uri), context) ? 'domain-https' : 'other-https';
  const source: Source = { kind: 'autodiscover', uri: told === null ? uri : shownOf(uri), trust };
  const address = told ?? neutralAddress(domain);
  const { contentType, body } = autodiscoverRequest(address);
  const post = { contentType, bytes: new TextEncoder().encode(body) };
  let answer: AutodiscoverAnswer | null = null;
  const end = await askWeb(source, { post, told, url: new URL(uri) }, context, (bytes): LookupEnd => {
    const xml = readXml(bytes);
    if (!xml.ok) return endOfDocument(xml);
    answer = readAutodiscover(xml.root, { address, source, isOwner: told !== null });
    return endOfAnswer(answer, way, told, context);
  });
  if (leadsAway(end)) return true;
  const url = urlIn(answer);
  return url === null ? false : askVersion1({ uri: url, told }, way, asked, context);
}

/** An address that was learned by telling another one can have that in it, in any form. */
function shownOf(uri: string): string {
  return uri === `${new URL(uri).origin}${PATH}` ? uri : hostOnly(uri);
}

/** Where it sends on to. Another address is not asked for: whose it would be is not known, and this one is nobody's. */
function urlIn(answer: AutodiscoverAnswer | null): string | null {
  return answer?.kind === 'redirect-url' ? answer.url : null;
}

function endOfAnswer(
  answer: AutodiscoverAnswer,
  way: readonly string[],
  told: EmailAddress | null,
  context: SearchContext,
): LookupEnd {
  switch (answer.kind) {
    case 'settings':
      return endOfDocument(answer.document);
    case 'redirect-url':
      return way.includes(answer.url)
        ? { outcome: 'redirect-refused', detail: `loop ${answer.url}` }
        : endOfPointer(answer.url, told, context);
    case 'redirect-address': {
      // An address that is nobody's cannot have moved; a person's can, to another one of the same domain.
      const isLoop = told === null && answer.domain === context.settings.domain;
      return {
        outcome: 'redirect-refused',
        detail: `${isLoop ? 'loop' : 'to-other-address'} ${answer.domain}`,
      };
    }
    case 'redirect-refused':
      return { outcome: 'redirect-refused', detail: `malformed ${answer.given}` };
    case 'error':
      return { outcome: 'refused', detail: answer.code };
  }
}

/** An address that was told stays in its domain, and so does every address that was learned by telling it. */
function endOfPointer(url: string, told: EmailAddress | null, context: SearchContext): LookupEnd {
  return told === null || isOwn(new URL(url), context) ? { outcome: 'found', detail: url } : awayTo(url);
}
