import type { KeyAlgorithm } from '../mail/device.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import { keyProgramOf } from '../mail/key-programs.ts';
import type { Text } from '../mail/page.ts';
import type { MailSide, ProgramFacts, SideFacts } from './facts/program-facts.ts';
import { byStrength, isKeyWay, type KeyWay, type WayIn } from './way-in.ts';

/** What a server has for somebody, as far as it was seen inside verified TLS. */
export interface SideOffer {
  readonly endpoint: Endpoint;
  /** The user name there. */
  readonly username: string;
  /** SASL mechanisms by name, and the old commands where the server takes those. */
  readonly offered: readonly WayIn[];
  /** How the device key lets in here, as a sign-in has shown; null without one. */
  readonly keyWay: KeyWay | null;
}

/** Why a way in that the server has is not taken. */
export type LeftOutBecause =
  /** The program does not have it. */
  | { readonly kind: 'program-lacks' }
  /** It has it for itself alone: it cannot be set to it, and takes another one here. */
  | { readonly kind: 'program-takes-other' }
  /** It has it, and it does not work: why. */
  | { readonly kind: 'program-fails'; readonly why: Text }
  /** The program takes keys, but none of this kind. */
  | { readonly kind: 'key-kind'; readonly algorithm: KeyAlgorithm }
  /** Something stronger is taken. */
  | { readonly kind: 'weaker-than-chosen' };

/** The strongest way in that a program, a server and a key have in common, and why no other one is. */
export interface WayChoice {
  /** Null where they have nothing in common. */
  readonly way: WayIn | null;
  /** Whether the program takes it by itself, so that nothing has to be set. */
  readonly isOwn: boolean;
  /** Everything else that the server has, the strongest first. */
  readonly leftOut: readonly { readonly way: WayIn; readonly because: LeftOutBecause }[];
}

/** Which side of a program an endpoint is for; null for protocols that no recipe is about. */
export function sideOf({ protocol }: Endpoint): MailSide | null {
  return protocol === 'imap' || protocol === 'pop3' || protocol === 'submission' ? protocol : null;
}

/**
 * Chooses how a program signs in at one server. What the server does not have is never named: a program that is told to use
 * it would fail, or go its own way.
 *
 * @param side the program's facts for that protocol; undefined where it does not speak it
 * @param algorithm of the device key; null without one
 */
export function chooseWay(
  program: ProgramFacts,
  side: SideFacts | undefined,
  offer: SideOffer,
  algorithm: KeyAlgorithm | null,
): WayChoice {
  const server = byStrength([...offer.offered.filter((way) => !isKeyWay(way)), ...given(offer.keyWay)]);
  const own = side?.own.find((way) => server.includes(way)) ?? null;
  const reasons = server.map((way) => ({
    way,
    because: reasonAgainst(program, side, offer, way, way === own, algorithm),
  }));
  const chosen = reasons.find(({ because }) => because === null)?.way ?? null;
  return {
    way: chosen,
    isOwn: chosen !== null && chosen === own,
    leftOut: reasons
      .filter(({ way }) => way !== chosen)
      .map(({ way, because }) => ({ way, because: because ?? { kind: 'weaker-than-chosen' as const } })),
  };
}

function reasonAgainst(
  program: ProgramFacts,
  side: SideFacts | undefined,
  { endpoint }: SideOffer,
  way: WayIn,
  isOwn: boolean,
  algorithm: KeyAlgorithm | null,
): LeftOutBecause | null {
  const isStarttls = endpoint.connectionSecurity === 'starttls';
  const why = (isStarttls ? side?.starttlsFails : undefined) ?? side?.fails[way];
  if (why !== undefined) return { kind: 'program-fails', why };
  if (!isOwn && side?.ways.includes(way) !== true)
    return { kind: side?.own.includes(way) === true ? 'program-takes-other' : 'program-lacks' };
  if (isKeyWay(way) && algorithm !== null && !takesKey(program, algorithm))
    return { kind: 'key-kind', algorithm };
  return null;
}

/** Whether a program can use a key of that kind: where it is not known to, it is taken not to. */
function takesKey({ id, key }: ProgramFacts, algorithm: KeyAlgorithm): boolean {
  if (key === null) return false;
  return algorithm !== 'ed25519' || keyProgramOf(key.takenAs ?? id)?.lack === null;
}

function given<T>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
