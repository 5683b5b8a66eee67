import { dayOf } from '../../mail/day.ts';
import type { ObservationOf } from '../../mail/observation.ts';
import type { UsedKey } from '../../mail/sign-in.ts';
import { finding, type Confidence, type Finding } from '../finding.ts';
import { refusalOf } from '../refusals/refusal-of.ts';
import { lastSeen, place, type EndpointView } from '../view.ts';

type SignInSeen = ObservationOf<'sign-in'>;

/**
 * What came of a sign-in with the key of a device; null where there is nothing to say that is not said of every sign-in.
 */
export function judgeKey(view: EndpointView, signIn: SignInSeen): readonly Finding[] | null {
  const { key, outcome, id } = signIn;
  if (key === undefined) return null;
  if (outcome === 'accepted') {
    const code = key.isRevoked === true ? 'key_revoked_still_accepted' : 'auth_key_signed_in';
    return [finding(code, paramsOf(view, signIn), [id])];
  }
  if (outcome !== 'rejected' || refusalOf(signIn, view.endpoint.protocol).cause !== 'password-wrong')
    return null;
  return [aboutKeyItself(view, signIn, 'seen') ?? finding('auth_key_unknown', paramsOf(view, signIn), [id])];
}

/** The server did not ask for the key, or for none of its kind. */
export function keyNotAsked(view: EndpointView, signIn: SignInSeen): Finding {
  const { host, protocol } = place(view);
  return finding('auth_key_not_asked', { host, protocol, kind: KINDS[signIn.key?.kind ?? 'other'] }, [
    signIn.id,
  ]);
}

/** The server ended TLS because of the key. */
export function keyRefused(view: EndpointView, signIn: SignInSeen): Finding {
  const params = { ...paramsOf(view, signIn), alert: signIn.key?.alert ?? '?' };
  return aboutKeyItself(view, signIn, 'seen') ?? finding('auth_key_refused_in_tls', params, [signIn.id]);
}

/** The key was shown, and the server offers no way in with it. */
export function keyWithoutEffect(view: EndpointView, signIn: SignInSeen): Finding {
  return (
    aboutKeyItself(view, signIn, 'likely') ??
    finding('auth_key_without_effect', paramsOf(view, signIn), [signIn.id], 'likely')
  );
}

/**
 * What is said where TLS ended because of a certificate of ours. Null where none was at hand: then the server wants one.
 */
export function judgeKeyInTls(view: EndpointView): Finding | null {
  const signIn = lastSeen(view, 'sign-in');
  if (lastSeen(view, 'tls-handshake')?.clientCertificate === undefined) return null;
  if (signIn?.failure === 'key-not-asked') return keyNotAsked(view, signIn);
  return signIn?.failure === 'key-refused' ? keyRefused(view, signIn) : null;
}

/** A key that was revoked has to be refused; and dates that are not right say why another one was. */
function aboutKeyItself(view: EndpointView, signIn: SignInSeen, refused: Confidence): Finding | null {
  return signIn.key?.isRevoked === true
    ? finding('key_revoked_refused', paramsOf(view, signIn), [signIn.id], refused)
    : aboutDates(view, signIn);
}

/** Where the dates of the certificate are not right they are the likelier reason: most servers look at them first. */
function aboutDates(view: EndpointView, { id, key }: SignInSeen): Finding | null {
  if (key === undefined || key.validity === 'valid') return null;
  const { host, protocol } = place(view);
  const confidence = key.alert === 'certificate_expired' ? 'seen' : 'likely';
  const [code, date] =
    key.validity === 'expired'
      ? (['auth_key_expired', key.notAfter] as const)
      : (['auth_key_not_yet_valid', key.notBefore] as const);
  return finding(code, { host, protocol, date: date === null ? '?' : dayOf(date) }, [id], confidence);
}

function paramsOf(
  view: EndpointView,
  { key }: SignInSeen,
): { host: string; protocol: string; fingerprint: string } {
  const { host, protocol } = place(view);
  return { host, protocol, fingerprint: key?.spkiFingerprint ?? '?' };
}

const KINDS: Readonly<Record<UsedKey['kind'], string>> = {
  rsa: 'RSA',
  'rsa-pss': 'RSA-PSS',
  ec: 'ECDSA',
  dsa: 'DSA',
  ed25519: 'ed25519',
  ed448: 'ed448',
  other: '?',
};
