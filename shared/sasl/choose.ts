import { mechanismNamed, mechanisms, type Mechanism } from './mechanisms.ts';

/** What the choice depends on. */
export interface Situation {
  /** Names that the server advertises on this connection, as it wrote them. */
  readonly advertised: readonly string[];
  /** True only on TLS whose certificate was verified. */
  readonly hasVerifiedTls: boolean;
  /** The only mechanism that a person wants used, by name; undefined leaves the choice to strength. */
  readonly only?: string;
}

/** A mechanism that is not used, and why. */
export interface LeftOut {
  readonly mechanism: string;
  readonly reason:
    'not-offered' | 'not-supported' | 'needs-encryption' | 'weaker-than-chosen' | 'not-asked-for';
}

/** The strongest mechanism that both sides have, or null; with a reason for every other. */
export interface Choice {
  readonly chosen: Mechanism | null;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Chooses the strongest mechanism. Without verified TLS nothing is chosen at all: even a proof can be used to guess the
 * password offline by whoever reads it.
 */
export function chooseMechanism(situation: Situation): Choice {
  const advertised = situation.advertised.map((name) => name.toUpperCase());
  const usable = mechanisms().filter(
    (mechanism) => reasonAgainst(mechanism, advertised, situation) === undefined,
  );
  const chosen = usable[0] ?? null;
  const unknown = advertised.filter((name) => mechanismNamed(name) === null);
  return {
    chosen,
    leftOut: [
      ...mechanisms()
        .filter((mechanism) => mechanism !== chosen)
        .map((mechanism) => ({
          mechanism: mechanism.name,
          reason: reasonAgainst(mechanism, advertised, situation) ?? ('weaker-than-chosen' as const),
        })),
      ...unknown.map((mechanism) => ({ mechanism, reason: 'not-supported' as const })),
    ],
  };
}

function reasonAgainst(
  { name }: Mechanism,
  advertised: readonly string[],
  { only, hasVerifiedTls }: Situation,
): LeftOut['reason'] | undefined {
  if (!advertised.includes(name)) return 'not-offered';
  if (only !== undefined && name !== only.toUpperCase()) return 'not-asked-for';
  if (!hasVerifiedTls) return 'needs-encryption';
  return undefined;
}
