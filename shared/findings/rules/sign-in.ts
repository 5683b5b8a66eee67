import type { ObservationOf } from '../../mail/observation.ts';
import type { SignInFailure, SignInRefusal } from '../../mail/sign-in.ts';
import { finding, type Finding } from '../finding.ts';
import { mechanismNamed } from '../../sasl/mechanisms.ts';
import { lastSeen, place, seen, type EndpointView, type Rule } from '../view.ts';
import { judgeKey, keyNotAsked, keyRefused, keyWithoutEffect } from './client-certificate.ts';
import { judgeNothingUsable, offeredAt } from './offers.ts';
import { clientCertificateRequired } from './protocol.ts';
import { judgeRefused } from './refused.ts';
import { judgeToken } from './token.ts';

type SignInSeen = ObservationOf<'sign-in'>;
type Judge = (view: EndpointView, signIn: SignInSeen, evidence: readonly string[]) => Finding;

/** What came of the attempt to sign in. */
export const judgeSignIn: Rule = (view) => {
  const signIn = lastSeen(view, 'sign-in');
  if (signIn === undefined) return [];
  const evidence = [signIn.id];
  const ofItsKind = judgeKey(view, signIn) ?? judgeToken(view, signIn);
  if (ofItsKind !== null) return ofItsKind;
  switch (signIn.outcome) {
    case 'accepted':
      return judgeAccepted(view, signIn);
    case 'rejected':
      return [judgeRefused(view, signIn)];
    case 'failed':
      return [FAILURES[signIn.failure ?? 'closed'](view, signIn, evidence)];
    case 'refused-by-us':
      return [REFUSALS[signIn.refusal ?? 'no-safe-mechanism'](view, signIn, evidence)];
  }
};

/** Success needs no words, except that the server got the password itself, or that it proved nothing of its own. */
function judgeAccepted(view: EndpointView, { id, mechanism, sendsSecret }: SignInSeen): readonly Finding[] {
  const { host } = place(view);
  const known = mechanismNamed(mechanism ?? '');
  if (sendsSecret)
    return [finding('auth_password_given_in_tls', { host, mechanism: mechanism ?? '?' }, [id])];
  if (known === null || known.needs !== 'password' || known.provesServer) return [];
  return [finding('auth_server_not_proved', { host, mechanism: known.name }, [id])];
}

const lost = atService('auth_connection_lost');

const broken: Judge = (view, { mechanism, failure }, evidence) =>
  finding(
    'auth_exchange_broken',
    { host: place(view).host, mechanism: mechanism ?? '?', detail: failure ?? '?' },
    evidence,
  );

const iterations: Judge = (view, { mechanism, iterationCount }, evidence) =>
  finding(
    'auth_iterations_unsafe',
    { host: place(view).host, mechanism: mechanism ?? '?', iterations: iterationCount ?? '?' },
    evidence,
  );

const FAILURES: Readonly<Record<SignInFailure, Judge>> = {
  silent: lost,
  closed: lost,
  reset: lost,
  'client-certificate-required': (view, _, evidence) => clientCertificateRequired(view, evidence),
  'too-long': broken,
  malformed: broken,
  'server-message-malformed': broken,
  'server-nonce-wrong': broken,
  'server-step-unexpected': broken,
  'server-iterations-too-few': iterations,
  'server-iterations-too-many': iterations,
  'key-not-asked': keyNotAsked,
  'key-refused': keyRefused,
  'key-without-effect': keyWithoutEffect,
  'server-proof-missing': withMechanism('auth_server_proof_missing'),
  'server-proof-wrong': withMechanism('auth_server_proof_wrong'),
};

const REFUSALS: Readonly<Record<SignInRefusal, Judge>> = {
  'not-encrypted': (view, _, evidence) => {
    const { host, port } = place(view);
    return finding('auth_needs_encryption', { host, port }, evidence);
  },
  'certificate-not-public': (view, _, evidence) =>
    finding('auth_password_withheld', { host: place(view).host, offered: offeredAt(view) }, evidence),
  'not-confirmed': (view, _, evidence) =>
    finding('auth_not_confirmed', { host: place(view).host, site: view.site }, evidence),
  'weaker-than-before': (view, _, evidence) => {
    const gone = seen(view, 'remembered').find(({ change }) => change === 'mechanism-gone');
    return finding(
      'auth_weaker_not_confirmed',
      { host: place(view).host, mechanism: gone?.before ?? '?', left: gone?.now ?? '–' },
      [...evidence, ...(gone === undefined ? [] : [gone.id])],
    );
  },
  'no-safe-mechanism': (view, _, evidence) => judgeNothingUsable(view, evidence),
  'mechanism-not-offered': (view, { mechanism }, evidence) =>
    finding(
      'auth_mechanism_not_offered',
      { host: place(view).host, mechanism: mechanism ?? '?', offered: offeredAt(view) },
      evidence,
    ),
  'password-unusable': atHost('auth_password_unusable'),
  'username-unusable': atHost('auth_username_unusable'),
  'stopped-after-other': atService('auth_not_tried'),
};

function atHost(code: 'auth_password_unusable' | 'auth_username_unusable'): Judge {
  return (view, _, evidence) => finding(code, { host: place(view).host }, evidence);
}

function atService(code: 'auth_connection_lost' | 'auth_not_tried'): Judge {
  return (view, _, evidence) => {
    const { host, protocol } = place(view);
    return finding(code, { host, protocol }, evidence);
  };
}

function withMechanism(code: 'auth_server_proof_missing' | 'auth_server_proof_wrong'): Judge {
  return (view, { mechanism }, evidence) =>
    finding(code, { host: place(view).host, mechanism: mechanism ?? '?' }, evidence);
}
