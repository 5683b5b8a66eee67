import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { searchFor } from '../../node/discovery/search-for.ts';
import type { Examination } from '../../node/examination.ts';
import { readRunOptions, type RawRunOptions } from '../options.ts';

/**
 * Reads `letterlock discover ADDRESS|DOMAIN`. Of an address only its domain is used, but where its owner wants that domain to
 * be told: there is nobody to sign in for.
 */
export async function readDiscover(given: string, raw: RawRunOptions): Promise<Parsed<Examination>> {
  const address = given.includes('@') ? parseEmailAddress(given) : null;
  if (address?.ok === false) return address;
  const domain = address === null ? parseHostname(given) : accepted(address.value.domain);
  if (!domain.ok) return domain;
  const toldAddress = raw.tellAddress === true && address !== null ? address.value : null;
  const isToldToNobody = raw.tellAddress === true && toldAddress === null;
  if (isToldToNobody) return refused('address_told_to_nobody', '--tell-address');
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const [named] = run.value.endpoints;
  if (named !== undefined) return refused('servers_already_named', named.host);
  return accepted({
    ...run.value,
    guessed: [],
    search: searchFor(domain.value, run.value.names, { toldAddress }),
    isThorough: false,
    address: null,
    username: null,
    mechanism: null,
  });
}
