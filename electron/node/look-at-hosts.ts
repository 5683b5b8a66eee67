import type { Endpoint } from '../../shared/mail/endpoint.ts';
import { parseHosts } from '../../shared/mail/hosts.ts';
import { accepted, type Parsed } from '../../shared/mail/parsed.ts';
import type { Examination } from './examination.ts';

/** What a look at hosts asks a run for: everything that is to be seen there, and nobody's account. */
export function lookAtHosts(
  hosts: readonly string[],
  named: readonly Endpoint[] = [],
): Parsed<
  Pick<Examination, 'endpoints' | 'guessed' | 'search' | 'isThorough' | 'address' | 'username' | 'mechanism'>
> {
  const parsed = parseHosts(hosts, named);
  if (!parsed.ok) return parsed;
  return accepted({
    ...parsed.value,
    search: null,
    isThorough: true,
    address: null,
    username: null,
    mechanism: null,
  });
}
