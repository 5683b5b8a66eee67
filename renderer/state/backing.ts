import type { Trust } from '../../shared/mail/candidate.ts';

/** How far the word for a server goes: somebody who can be trusted names it, somebody else does, or nobody whose word holds. */
export type Backing = 'vouched' | 'named' | 'nobody';

/** How far the word of a source goes. */
export const BACKING: Readonly<Record<Trust, Backing>> = {
  person: 'vouched',
  'verified-digest': 'vouched',
  'domain-https': 'vouched',
  folder: 'vouched',
  'provider-list': 'vouched',
  'other-https': 'named',
  dns: 'nobody',
  http: 'nobody',
  guess: 'nobody',
};
