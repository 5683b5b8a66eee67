import { readAutoconfig } from '../../../shared/discovery/autoconfig.ts';
import { withUsernameForms } from '../../../shared/discovery/settle.ts';
import type { Source, SourceKind, Trust } from '../../../shared/mail/candidate.ts';
import { formatEmailAddress } from '../../../shared/mail/email-address.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { askWeb, endOfDocument, sourceTelling, type LookupEnd } from './ask.ts';
import type { SearchContext } from './search-context.ts';
import { askTelling, leadsAway } from './telling.ts';
import { readXml } from './xml.ts';

const PATH = '/mail/config-v1.1.xml';

/**
 * The autoconfig file of the domain at its three addresses (draft-ietf-mailmaint-autoconfig). The address of the person
 * goes to the two with HTTPS, where they agreed: the draft has it at the first, and Thunderbird sends it to both, so that
 * scripts which answer it lie at either. What comes over plain HTTP is nobody's word, and nobody is told there.
 */
export async function askAutoconfig(context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  await allEnded([
    askDomain(`https://autoconfig.${domain}${PATH}`, 'autoconfig', context),
    askDomain(`https://${domain}/.well-known/autoconfig${PATH}`, 'autoconfig-well-known', context),
    askFor(`http://autoconfig.${domain}${PATH}`, 'autoconfig-http', 'http', context),
  ]);
}

/** The database of providers, asked for the domain. */
export async function askIspdb(context: SearchContext): Promise<void> {
  const { ispdb, domain } = context.settings;
  if (ispdb !== null) await askFor(`${ispdb}${domain}`, 'ispdb', 'other-https', context);
}

/**
 * The same for the domains that the MX host belongs to: its own without the first label, where that is longer than its
 * registrable domain, and that one. DNS is not protected, so that all of it is to be confirmed, however it is fetched.
 */
export async function askThroughMx(mxDomains: readonly Hostname[], context: SearchContext): Promise<void> {
  const { ispdb } = context.settings;
  await allEnded(
    mxDomains.flatMap((domain) => [
      askFor(`https://autoconfig.${domain}${PATH}`, 'autoconfig-mx', 'dns', context),
      ...(ispdb === null ? [] : [askFor(`${ispdb}${domain}`, 'ispdb-mx', 'dns', context)]),
    ]),
  );
}

/** The autoconfig file that a TXT record names. */
export async function askNamed(uri: string, context: SearchContext): Promise<void> {
  await askFor(uri, 'mailconf', 'dns', context);
}

/** What an autoconfig file says, wherever it comes from. */
export function endOfAutoconfig(bytes: Uint8Array, source: Source, domain: Hostname): LookupEnd {
  const xml = readXml(bytes);
  return endOfDocument(xml.ok ? readAutoconfig(xml.root, source, domain) : xml);
}

async function askDomain(uri: string, kind: SourceKind, context: SearchContext): Promise<void> {
  await askTelling(context, async (told) => {
    if (told === null) {
      await askFor(uri, kind, 'domain-https', context);
      return false;
    }
    // Only what must be is encoded: there are servers that do not decode a dot.
    const url = new URL(`${uri}?emailaddress=${encodeURIComponent(formatEmailAddress(told))}`);
    const source = sourceTelling(told, { kind, uri: url.href, trust: 'domain-https' });
    const end = await askWeb(source, { url, told }, context, (bytes) => {
      const read = endOfAutoconfig(bytes, source, context.settings.domain);
      if (read.suggestion === undefined) return read;
      const candidates = withUsernameForms(read.suggestion.candidates, told);
      return { ...read, suggestion: { ...read.suggestion, candidates } };
    });
    return leadsAway(end);
  });
}

async function askFor(uri: string, kind: SourceKind, trust: Trust, context: SearchContext): Promise<void> {
  const source: Source = { kind, uri, trust };
  const request = trust === 'http' ? { allowsHttp: true as const } : {};
  await askWeb(source, request, context, (bytes) => endOfAutoconfig(bytes, source, context.settings.domain));
}
