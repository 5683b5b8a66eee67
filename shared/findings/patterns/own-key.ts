import { DAY_MS, dayOf } from '../../mail/day.ts';
import type { ObservationOf } from '../../mail/observation.ts';
import type { UsedKey } from '../../mail/sign-in.ts';
import { finding, type Finding } from '../finding.ts';
import type { PatternRule } from '../judged.ts';
import { lastSeen } from '../view.ts';
import type { ClockEvidence } from './clock.ts';

/** Long enough to renew it and to give it to every mail program; short enough to be done now. */
const SOON_MS = 30 * DAY_MS;
// RFC 9325 §4.5: 2048 bits for keys of certificates with RSA.
const LEAST_RSA_BITS = 2048;

/**
 * What is to be mended of the key of this device itself, whatever a server said to it. The same key at several servers is told
 * once; one that is revoked needs no care any more.
 */
export function judgeOwnKey({ now }: ClockEvidence): PatternRule {
  return (judged) =>
    judged
      .flatMap(({ best }) => lastSeen(best.view, 'sign-in') ?? [])
      .flatMap((signIn) => aboutKey(signIn, new Date(now).getTime()))
      .map((one) => ({ finding: one, swallows: [] }));
}

function aboutKey({ id, key, outcome }: ObservationOf<'sign-in'>, nowMs: number): readonly Finding[] {
  if (key === undefined || key.isRevoked === true) return [];
  const { spkiFingerprint: fingerprint, kind, bits = null, notAfter } = key;
  const isShort = kind === 'rsa' && bits !== null && bits < LEAST_RSA_BITS;
  // Where it was refused, that is what matters first.
  const isEnding = outcome === 'accepted' && notAfter !== null && endsSoon(key, nowMs);
  return [
    ...(isShort ? [finding('key_too_weak', { bits, fingerprint }, [id])] : []),
    ...(isEnding ? [finding('key_certificate_ends_soon', { date: dayOf(notAfter), fingerprint }, [id])] : []),
  ];
}

function endsSoon({ notAfter, validity }: UsedKey, nowMs: number): boolean {
  return validity === 'valid' && new Date(notAfter ?? NaN).getTime() - nowMs <= SOON_MS;
}
