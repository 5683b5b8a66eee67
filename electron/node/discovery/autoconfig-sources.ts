import { readAutoconfig } from '../../../shared/discovery/autoconfig.ts';
import type { Source, SourceKind, Trust } from '../../../shared/mail/candidate.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { askWeb, endOfDocument, type LookupEnd } from './ask.ts';
import type { SearchContext } from './search-context.ts';
import { readXml } from './xml.ts';

const PATH = '/mail/config-v1.1.xml';

/**
 * The autoconfig file of the domain at its three addresses (draft-ietf-mailmaint-autoconfig). The address of the person
 * goes to none of them, though the first would take it. What comes over plain HTTP is nobody's word.
 */
export async function askAutoconfig(context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  await allEnded([
    askFor(`https://autoconfig.${domain}${PATH}`, 'autoconfig', 'domain-https', context),
    askFor(
      `https://${domain}/.well-known/autoconfig${PATH}`,
      'autoconfig-well-known',
      'domain-https',
      context,
    ),
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

async function askFor(uri: string, kind: SourceKind, trust: Trust, context: SearchContext): Promise<void> {
  const source: Source = { kind, uri, trust };
  const request = trust === 'http' ? { allowsHttp: true as const } : {};
  await askWeb(source, request, context, (bytes) => endOfAutoconfig(bytes, source, context.settings.domain));
}
