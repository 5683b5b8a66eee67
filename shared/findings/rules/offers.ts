import { mechanismNamed, type Mechanism } from '../../sasl/mechanisms.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, seen, type EndpointView, type Rule } from '../view.ts';

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

/** Nothing that is offered can be used: what is offered in its place says why. */
export function judgeNothingUsable(view: EndpointView, evidence: readonly string[]): Finding {
  const { host, port, protocol } = place(view);
  const list = lastSeen(view, 'capabilities');
  const proof = list === undefined ? evidence : [...evidence, list.id];
  const known = (list?.mechanisms ?? []).flatMap((name) => mechanismNamed(name) ?? []);
  if (known.some(takesToken)) return finding('auth_oauth_only', { host, protocol }, proof);
  if (known.some(takesKey)) return finding('auth_key_only', { host, protocol }, proof);
  // RFC 9051 §6.2.3: LOGIN is switched off. With no mechanism beside it nobody gets in.
  const isOff = list?.mechanisms.length === 0 && list.capabilities.includes('LOGINDISABLED');
  if (isOff) return finding('auth_login_disabled', { host, protocol }, proof);
  return finding('auth_no_safe_mechanism', { host, port, offered: offeredAt(view) }, evidence);
}

/** The mechanisms of the last list, as a person reads them. */
export function offeredAt(view: EndpointView): string {
  const mechanisms = lastSeen(view, 'capabilities')?.mechanisms ?? [];
  return mechanisms.length === 0 ? '–' : mechanisms.join(', ');
}

/** A token that is fetched in the browser; those of Kerberos are needed, too, and of another kind. */
function takesToken({ family, needs }: Mechanism): boolean {
  return family !== null && needs === 'token';
}

function takesKey({ needs }: Mechanism): boolean {
  return needs === 'key';
}
