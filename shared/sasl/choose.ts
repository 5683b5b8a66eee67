import type { ChannelBindingType } from './channel-binding.ts';
import { mechanismNamed, mechanisms, type Mechanism, type Need } from './mechanisms.ts';

/** What the choice depends on. */
export interface Situation {
  /** Names that the server advertises on this connection, as it wrote them. */
  readonly advertised: readonly string[];
  /** True only on TLS whose certificate was verified. */
  readonly hasVerifiedTls: boolean;
  /** What this connection can be bound with, best first; empty without TLS or where the platform cannot tell. */
  readonly channelBindings: readonly ChannelBindingType[];
  /** What the person has: a password, a token, a device key that the server was shown. */
  readonly atHand: Readonly<Record<Exclude<Need, 'nothing'>, boolean>>;
  readonly policy: Policy;
}

/** What a person decided, beyond strength. */
export interface Policy {
  /** The only mechanism to use, by name; undefined leaves the choice to strength. */
  readonly only?: string;
  /** Lets mechanisms that do not send the secret itself be used without TLS: a choice for one endpoint, in so many words. */
  readonly allowsCleartext?: boolean;
  /** Keeps to mechanisms that do not hand the password or the token itself to the server. */
  readonly keepsSecret?: boolean;
  /** Lets ANONYMOUS be chosen. */
  readonly allowsAnonymous?: boolean;
}

/** Why a mechanism is not used. */
export type LeftOutReason =
  | 'not-offered'
  | 'not-supported'
  | 'not-asked-for'
  | 'not-allowed'
  | 'needs-encryption'
  | 'hands-over-secret'
  | 'needs-channel-binding'
  | 'needs-key'
  | 'needs-password'
  | 'needs-token'
  | 'weaker-than-chosen';

/** A mechanism that can be used here, and what is said about channel binding with it. */
export interface Chosen {
  readonly mechanism: Mechanism;
  /** `p`: with this binding type; `y`: we could, the server did not offer it; `n`: we cannot (RFC 5802 §6). */
  readonly gs2CbindFlag: 'p' | 'y' | 'n';
  readonly channelBinding: ChannelBindingType | null;
}

/** The strongest mechanism that both sides have, or null; with a reason for every other that either side knows. */
export interface Choice {
  readonly chosen: Chosen | null;
  readonly leftOut: readonly { readonly mechanism: string; readonly reason: LeftOutReason }[];
}

/**
 * Chooses the strongest mechanism. Without verified TLS nothing is chosen unless the policy says so, and never one that
 * sends the secret itself: even a proof can be used to guess the password offline by whoever reads it.
 */
export function chooseMechanism(situation: Situation): Choice {
  const advertised = situation.advertised.map((name) => name.toUpperCase());
  const reasons = mechanisms().map((mechanism) => ({
    mechanism,
    reason: reasonAgainst(mechanism, advertised, situation),
  }));
  const chosen = reasons.find(({ reason }) => reason === null)?.mechanism ?? null;
  const strange = advertised.filter((name) => (mechanismNamed(name)?.family ?? null) === null);
  return {
    chosen: chosen && { mechanism: chosen, ...bindingFor(chosen, advertised, situation.channelBindings) },
    leftOut: [
      ...reasons
        .filter(({ mechanism }) => mechanism !== chosen)
        .map(({ mechanism, reason }) => ({
          mechanism: mechanism.name,
          reason: reason ?? ('weaker-than-chosen' as const),
        })),
      ...[...new Set(strange)].map((mechanism) => ({ mechanism, reason: 'not-supported' as const })),
    ],
  };
}

const NEED_REASONS: Readonly<Record<Exclude<Need, 'nothing'>, LeftOutReason>> = {
  key: 'needs-key',
  password: 'needs-password',
  token: 'needs-token',
};

function reasonAgainst(
  mechanism: Mechanism,
  advertised: readonly string[],
  { policy, hasVerifiedTls, channelBindings, atHand }: Situation,
): LeftOutReason | null {
  const { name, needs, needsTls, sendsSecret, bindsChannel, family } = mechanism;
  if (!advertised.includes(name)) return 'not-offered';
  if (policy.only !== undefined && name !== policy.only.toUpperCase()) return 'not-asked-for';
  if (family === 'anonymous' && policy.allowsAnonymous !== true) return 'not-allowed';
  if (!hasVerifiedTls && (needsTls || policy.allowsCleartext !== true)) return 'needs-encryption';
  if (bindsChannel && channelBindings.length === 0) return 'needs-channel-binding';
  if (needs !== 'nothing' && !atHand[needs]) return NEED_REASONS[needs];
  if (sendsSecret && policy.keepsSecret === true) return 'hands-over-secret';
  return null;
}

/** RFC 5802 §6: `y` only where the client could bind and the server offers no -PLUS at all. */
function bindingFor(
  { bindsChannel, family }: Mechanism,
  advertised: readonly string[],
  [best]: readonly ChannelBindingType[],
): Pick<Chosen, 'gs2CbindFlag' | 'channelBinding'> {
  if (bindsChannel && best !== undefined) return { gs2CbindFlag: 'p', channelBinding: best };
  const offersBinding = advertised.some((name) => mechanismNamed(name)?.bindsChannel === true);
  const isVisible = family === 'scram' && best !== undefined && !offersBinding;
  return { gs2CbindFlag: isVisible ? 'y' : 'n', channelBinding: null };
}
