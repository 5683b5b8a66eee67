import type { Trust } from '../../shared/mail/candidate.ts';

/** Whether a source gives reason to rely on it, or to look twice. */
export type TrustTone = 'good' | 'quiet' | 'warning';

/** How a trust looks beside its words. */
export const TRUST_TONES: Readonly<Record<Trust, TrustTone>> = {
  person: 'good',
  'verified-digest': 'good',
  'domain-https': 'good',
  folder: 'good',
  'provider-list': 'good',
  'other-https': 'quiet',
  dns: 'warning',
  http: 'warning',
  guess: 'warning',
};
