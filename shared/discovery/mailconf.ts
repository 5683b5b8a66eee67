import { readHttpsAddress } from './https-address.ts';

const FORM = /^mailconf=(?<address>.+)$/is;

/**
 * The address of an autoconfig document out of the TXT records of a domain (`mailconf=https://…`), or null where none
 * names one. It is a proposal from Mozilla's wiki ("DNS based discovery of configuration files for mail clients"), which
 * some hosters publish and few programs read.
 *
 * Where several records fit, the first does: the proposal says so too, but records come in any order, so that whoever
 * publishes two gets either. An address that is not `https:` is passed over, as the proposal demands. DNS is not
 * protected, so that the document is to be trusted no more than its record, wherever it is fetched from.
 *
 * @param texts each record with its strings joined
 */
export function readMailconf(texts: readonly string[]): string | null {
  for (const text of texts) {
    const given = FORM.exec(text.trim())?.groups?.['address'];
    const address = given === undefined ? null : readHttpsAddress(given);
    if (address !== null) return address;
  }
  return null;
}
