import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { searchFor } from '../../node/discovery/search-for.ts';
import type { Examination } from '../../node/examination.ts';
import { readRunOptions, type RawRunOptions } from '../options.ts';

/** Reads `letterlock discover ADDRESS|DOMAIN`. Of an address only its domain is used: there is nobody to sign in for. */
export async function readDiscover(given: string, raw: RawRunOptions): Promise<Parsed<Examination>> {
  const domain = given.includes('@') ? domainOf(given) : parseHostname(given);
  if (!domain.ok) return domain;
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const [named] = run.value.endpoints;
  if (named !== undefined) return refused('servers_already_named', named.host);
  return accepted({
    ...run.value,
    guessed: [],
    search: searchFor(domain.value, run.value.names),
    isThorough: false,
    address: null,
    username: null,
    mechanism: null,
  });
}

function domainOf(given: string): ReturnType<typeof parseHostname> {
  const address = parseEmailAddress(given);
  return address.ok ? accepted(address.value.domain) : address;
}
