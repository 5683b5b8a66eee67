import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { finding } from '../finding.ts';
import { lastSeen, place, seen, type Rule } from '../view.ts';

/**
 * Ways to sign in that hand over the password itself, offered before encryption. Where encryption does not come about that
 * is the cause, and told alone.
 */
export const judgeOffersInTheClear: Rule = (view) => {
  if (view.endpoint.connectionSecurity !== 'starttls') return [];
  if (lastSeen(view, 'tls-handshake')?.outcome !== 'established') return [];
  const offer = seen(view, 'capabilities').find(({ phase }) => phase === 'before-tls');
  const naked = offer?.mechanisms.filter((name) => mechanismNamed(name)?.sendsSecret === true) ?? [];
  if (offer === undefined || naked.length === 0) return [];
  const { host, port } = place(view);
  return [finding('auth_offered_in_cleartext', { host, port, mechanisms: naked.join(', ') }, [offer.id])];
};
