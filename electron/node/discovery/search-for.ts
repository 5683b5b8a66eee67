import { join } from 'node:path';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { isPublicAddress } from '../../../shared/mail/private-address.ts';
import { dataFolderPath } from '../data-folder.ts';
import type { FetchContext } from '../http/fetch-context.ts';
import type { NameSources } from '../net/resolve.ts';
import type { SearchSettings } from './search-context.ts';

/** Mozilla's database of providers, as its own drafts name it. */
const ISPDB = 'https://v1.ispdb.net/';
/** The folder beside the memory in which a helpdesk puts autoconfig files, each named `DOMAIN.xml`. */
const OWN_FILES = 'isp';

/**
 * How the settings of a domain are searched for on this computer. Web servers at an address that a person named are asked,
 * wherever it leads.
 */
export function searchFor(
  domain: Hostname,
  { overrides }: NameSources,
  proxyFor?: FetchContext['proxyFor'],
): SearchSettings {
  const folder = dataFolderPath();
  return {
    domain,
    ispdb: ISPDB,
    folder: folder === null ? null : join(folder, OWN_FILES),
    web: {
      mayReach: (address, host) =>
        isPublicAddress(address) || overrides.get(host)?.includes(address) === true,
      ...(proxyFor === undefined ? {} : { proxyFor }),
    },
  };
}
