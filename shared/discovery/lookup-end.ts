import type { FetchFacts, NoDocument } from '../mail/fetch-outcome.ts';
import type { LookupFacts } from '../mail/lookup.ts';

const NOT_THERE: readonly number[] = [404, 410];

/** What fetching a document came to where none came, in the few words of the ledger. */
export function lookupEndOf(facts: FetchFacts): Pick<LookupFacts, 'outcome' | 'detail'> {
  switch (facts.outcome) {
    case 'document':
      return { outcome: 'found', detail: null };
    case 'other-status':
      return { outcome: NOT_THERE.includes(facts.status) ? 'absent' : 'refused', detail: null };
    case 'wants-credentials':
      return { outcome: 'credentials-wanted', detail: null };
    case 'captive-portal':
      return { outcome: 'portal', detail: null };
    case 'redirect-refused':
      return { outcome: 'redirect-refused', detail: `${facts.reason} ${facts.to}`.trim() };
    case 'url-refused':
      return { outcome: 'redirect-refused', detail: facts.reason };
    case 'private-address':
      return { outcome: 'private-address', detail: facts.addresses.join(', ') };
    case 'not-resolved':
      return endOfName(facts);
    case 'not-connected':
      return { outcome: 'unreachable', detail: facts.attempts.at(-1)?.outcome ?? null };
    case 'bad-certificate':
      return { outcome: 'bad-certificate', detail: facts.tls.detail };
    case 'tls-failed':
      return { outcome: 'failed', detail: facts.tls.outcome };
    case 'too-large':
      return { outcome: 'unusable', detail: 'too-large' };
    case 'malformed':
      return { outcome: 'unusable', detail: 'malformed' };
    case 'closed':
      return { outcome: 'failed', detail: facts.detail ?? 'closed' };
    case 'silent':
      return { outcome: 'silent', detail: facts.during };
    case 'proxy-wants-credentials':
    case 'proxy-failed':
      return { outcome: 'failed', detail: facts.outcome };
  }
}

function endOfName({
  dns,
}: Extract<NoDocument, { outcome: 'not-resolved' }>): Pick<LookupFacts, 'outcome' | 'detail'> {
  if (dns.outcome === 'not-found') return { outcome: 'name-unknown', detail: dns.detail };
  return { outcome: dns.outcome === 'silent' ? 'silent' : 'failed', detail: dns.detail };
}
