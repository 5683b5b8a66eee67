import { join } from 'node:path';
import type { EmailAddress } from '../../../shared/mail/email-address.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { isPublicAddress } from '../../../shared/mail/private-address.ts';
import { dataFolderPath } from '../data-folder.ts';
import type { FetchContext } from '../http/fetch-context.ts';
import type { NameSources } from '../net/resolve.ts';
import type { Examination } from '../examination.ts';
import type { SearchSettings } from './search-context.ts';

/** Mozilla's database of providers, as its own drafts name it. */
const ISPDB = 'https://v1.ispdb.net/';
/** The folder beside the memory in which a helpdesk puts autoconfig files, each named `DOMAIN.xml`. */
const OWN_FILES = 'isp';

/** What a search is made with, where it is not the usual. */
export interface SearchOptions {
  /** The whole address, where its owner agreed that their domain is told. */
  readonly toldAddress?: EmailAddress | null;
  /** The system's proxy for an address. */
  readonly proxyFor?: FetchContext['proxyFor'];
}

/**
 * How the settings of a domain are searched for on this computer. Web servers at an address that a person named are asked,
 * wherever it leads.
 */
export function searchFor(
  domain: Hostname,
  { overrides }: NameSources,
  { toldAddress = null, proxyFor }: SearchOptions = {},
): SearchSettings {
  const folder = dataFolderPath();
  return {
    domain,
    toldAddress,
    ispdb: ISPDB,
    folder: folder === null ? null : join(folder, OWN_FILES),
    web: {
      mayReach: (address, host) =>
        isPublicAddress(address) || overrides.get(host)?.includes(address) === true,
      ...(proxyFor === undefined ? {} : { proxyFor }),
    },
  };
}

/** The same run, with the address told to the domain's own servers; nothing is told where nothing is searched for. */
export function tellingAddress(examination: Examination): Examination {
  const { search, address } = examination;
  return search === null ? examination : { ...examination, search: { ...search, toldAddress: address } };
}
