import { refusalOf } from '../../../shared/findings/refusals/refusal-of.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';
import { boundSecondTry } from '../../../shared/sasl/channel-binding.ts';
import { limitedToTls12 } from '../net/trust.ts';
import { doorOver, type Door } from '../plan.ts';
import type { LookContext } from '../probe/context.ts';
import { lookOver } from '../probe/look.ts';

/**
 * The same door over TLS 1.2, where the server refused only the kind of channel binding that TLS 1.3 has (Cyrus IMAP) and
 * has seen no proof yet: nothing was tried there, and the other kind binds as well. Null where that is not what happened, or
 * where the same mechanism cannot be bound there either; there is no way from here to a sign-in that is not bound.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function otherwiseBound(
  door: Door,
  refused: SignInFacts,
  context: LookContext,
): Promise<Door | null> {
  const { outcome, iterationCount, channelBinding } = refused;
  const { chosen } = door.choice;
  if (outcome !== 'rejected' || iterationCount !== null || chosen === null) return null;
  if (refusalOf(refused, door.endpoint.protocol).cause !== 'binding-refused') return null;
  const again = chosen.channelBinding === null ? null : boundSecondTry(chosen.channelBinding);
  if (channelBinding !== chosen.channelBinding || again === null) return null;
  const limited = { ...context, trust: limitedToTls12(context.trust) };
  const { looked } = await lookOver(door.endpoint, door.address === null ? [] : [door.address], limited);
  const other = doorOver(door, looked);
  const { chosen: now } = other.choice;
  if (now?.mechanism === chosen.mechanism && now.channelBinding === again.type) return other;
  if (looked.kind === 'ready') looked.connection.close();
  return null;
}
