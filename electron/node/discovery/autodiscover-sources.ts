import { neutralAddress } from '../../../shared/discovery/autodiscover-address.ts';
import { autodiscoverJsonUrl, readAutodiscoverJson } from '../../../shared/discovery/autodiscover-json.ts';
import {
  autodiscoverRequest,
  readAutodiscover,
  type AutodiscoverAnswer,
} from '../../../shared/discovery/autodiscover.ts';
import type { Source, Trust } from '../../../shared/mail/candidate.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { registrableDomain } from '../net/registrable-domain.ts';
import { askWeb, endOfDocument, type LookupEnd } from './ask.ts';
import type { SearchContext } from './search-context.ts';
import { readXml } from './xml.ts';

const PATH = '/autodiscover/autodiscover.xml';
// [MS-OXDISCO] §3.1.5: who is sent on more often goes in a circle.
const MOST_REDIRECTS = 5;

/**
 * Autodiscover, version 1 at its two addresses and version 2, which points to a third. No credentials are ever sent and no
 * address of a person: a server that wants either is told neither. What another domain answers is that one's word.
 */
export async function askAutodiscover(context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  const asked = new Set<string>();
  await allEnded([
    askVersion1(`https://${domain}${PATH}`, [], asked, context),
    askVersion1(`https://autodiscover.${domain}${PATH}`, [], asked, context),
    askVersion2(asked, context),
  ]);
}

async function askVersion2(asked: Set<string>, context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  const host = parseHostname(`autodiscover.${domain}`);
  if (!host.ok) return; // the domain is as long as a name gets, and nothing is below it
  const uri = autodiscoverJsonUrl(host.value, domain);
  const source: Source = { kind: 'autodiscover-json', uri, trust: 'domain-https' };
  const { outcome, detail } = await askWeb(source, {}, context, (bytes): LookupEnd => {
    const answer = readAutodiscoverJson(bytes);
    switch (answer.kind) {
      case 'pointer':
        return { outcome: 'found', detail: answer.url };
      case 'pointer-refused':
        return { outcome: 'redirect-refused', detail: `malformed ${answer.given}` };
      case 'error':
        return { outcome: 'refused', detail: answer.code };
      case 'unreadable':
        return { outcome: 'unusable', detail: answer.problem };
    }
  });
  if (outcome === 'found' && detail !== null) await askVersion1(detail, [], asked, context);
}

/**
 * Asks at an address, and where it sends on, there; never twice at the same.
 *
 * @param before the addresses that have sent on to here
 */
async function askVersion1(
  uri: string,
  before: readonly string[],
  asked: Set<string>,
  context: SearchContext,
): Promise<void> {
  if (asked.has(uri) || before.length > MOST_REDIRECTS) return;
  asked.add(uri);
  const { domain } = context.settings;
  const way = [...before, uri];
  const trust: Trust = isOwn(uri, context) ? 'domain-https' : 'other-https';
  const source: Source = { kind: 'autodiscover', uri, trust };
  const { contentType, body } = autodiscoverRequest(domain);
  const post = { contentType, bytes: new TextEncoder().encode(body) };
  let answer: AutodiscoverAnswer | null = null;
  await askWeb(source, { post }, context, (bytes): LookupEnd => {
    const xml = readXml(bytes);
    if (!xml.ok) return endOfDocument(xml);
    answer = readAutodiscover(xml.root, { address: neutralAddress(domain), source });
    return endOfAnswer(answer, way, domain);
  });
  const url = urlIn(answer);
  if (url !== null) await askVersion1(url, way, asked, context);
}

/** Where it sends on to. Another address is not asked for: whose it would be is not known, and this one is nobody's. */
function urlIn(answer: AutodiscoverAnswer | null): string | null {
  return answer?.kind === 'redirect-url' ? answer.url : null;
}

function endOfAnswer(answer: AutodiscoverAnswer, way: readonly string[], domain: Hostname): LookupEnd {
  switch (answer.kind) {
    case 'settings':
      return endOfDocument(answer.document);
    case 'redirect-url':
      return way.includes(answer.url)
        ? { outcome: 'redirect-refused', detail: `loop ${answer.url}` }
        : { outcome: 'found', detail: answer.url };
    case 'redirect-address':
      return {
        outcome: 'redirect-refused',
        detail: `${answer.domain === domain ? 'loop' : 'to-other-address'} ${answer.domain}`,
      };
    case 'redirect-refused':
      return { outcome: 'redirect-refused', detail: `malformed ${answer.given}` };
    case 'error':
      return { outcome: 'refused', detail: answer.code };
  }
}

function isOwn(uri: string, { settings }: SearchContext): boolean {
  return registrableDomain(new URL(uri).hostname) === registrableDomain(settings.domain);
}
