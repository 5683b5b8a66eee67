import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { providerOfDomain, providerOfMx, suggestionOf } from '../../../shared/discovery/providers/index.ts';
import type { Provider } from '../../../shared/discovery/providers/provider.ts';
import type { Source, Trust } from '../../../shared/mail/candidate.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { ProviderFacts } from '../../../shared/mail/lookup.ts';
import { codeOf } from '../files/system-code.ts';
import { endOfAutoconfig } from './autoconfig-sources.ts';
import { recordLookup, type LookupEnd } from './ask.ts';
import type { SearchContext } from './search-context.ts';
import { MOST_XML_BYTES } from './xml.ts';

const NOBODY = { asked: null, status: null, redirects: [] } as const;

/** What Letterlock itself knows of the domain. Nobody is asked. */
export function lookInList(context: SearchContext): void {
  const provider = providerOfDomain(context.settings.domain);
  if (provider !== null) tell(provider, 'domain', context);
}

/**
 * The same of who takes the domain's mail: what a DNS answer leads to is worth no more than DNS.
 *
 * @returns true where it knows that one, or the domain
 */
export function lookInListByMx(mxHosts: readonly Hostname[], context: SearchContext): boolean {
  if (providerOfDomain(context.settings.domain) !== null) return true;
  const provider = mxHosts.map(providerOfMx).find((known) => known !== null);
  if (provider !== undefined) tell(provider, 'mx', context);
  return provider !== undefined;
}

/** The helpdesk's own file for the domain, where there is one. A file that cannot be used is told of. */
export async function lookInFolder(context: SearchContext): Promise<void> {
  const { folder, domain } = context.settings;
  if (folder === null) return;
  const begunAt = context.log.now();
  const source: Source = { kind: 'folder', uri: `file:${domain}.xml`, trust: 'folder' };
  const end = await readOwn(join(folder, `${domain}.xml`), source, domain);
  recordLookup(source, NOBODY, end, begunAt, context);
}

async function readOwn(path: string, source: Source, domain: Hostname): Promise<LookupEnd> {
  try {
    if ((await stat(path)).size > MOST_XML_BYTES) return { outcome: 'unusable', detail: 'too-large' };
    return endOfAutoconfig(await readFile(path), source, domain);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? { outcome: 'absent', detail: null } : { outcome: 'failed', detail: code };
  }
}

function tell(provider: Provider, by: ProviderFacts['by'], context: SearchContext): void {
  const begunAt = context.log.now();
  const { name, access, signIn, preconditions, help, known } = provider;
  const facts = {
    kind: 'provider' as const,
    name,
    by,
    access,
    signIn,
    preconditions,
    help,
    asOf: known.asOf,
  };
  context.log.observeRun(facts, begunAt);
  const trust: Trust = by === 'domain' ? 'provider-list' : 'dns';
  const source: Source = { kind: 'provider-list', uri: null, trust };
  const suggestion = suggestionOf(provider, trust);
  recordLookup(source, NOBODY, { outcome: 'found', detail: null, suggestion }, begunAt, context);
}
