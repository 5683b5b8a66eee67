import type { Device, KeyOutcome } from '../../shared/mail/device.ts';

const SIGNED_IN: ReadonlySet<KeyOutcome> = new Set(['preauth', 'external', 'certificate-alone']);

/** Whether a key has signed in somewhere. */
export function hasSignedIn({ trials }: Pick<Device, 'trials'>): boolean {
  return trials.some(({ outcome }) => SIGNED_IN.has(outcome));
}

/**
 * Whether every server that a revoked key was tried at turns it away: there was a try since, and none that let it in is the
 * last one there.
 */
export function isRefusedEverywhere({ trials, revokedAt }: Pick<Device, 'trials' | 'revokedAt'>): boolean {
  const isTriedSince = trials.some(({ at }) => revokedAt !== null && at >= revokedAt);
  return isTriedSince && !hasSignedIn({ trials });
}

/** Whether that is what came of a sign-in that had to fail: one with a key that was revoked before. */
export function isAsItShould(
  { revokedAt }: Pick<Device, 'revokedAt'>,
  outcome: KeyOutcome,
  at: string,
): boolean {
  return revokedAt !== null && at >= revokedAt && !SIGNED_IN.has(outcome);
}
