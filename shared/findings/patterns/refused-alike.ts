import { finding, type Finding, type FindingCode } from '../finding.ts';
import type { JudgedEndpoint, Pattern, PatternRule } from '../judged.ts';
import { idOf, place, seen } from '../view.ts';

/** What is wrong with the account or with what was typed, so that every server of it says the same. */
const OF_THE_ACCOUNT: readonly FindingCode[] = [
  'auth_app_password_needed',
  'auth_oauth_only',
  'auth_web_sign_in_needed',
  'auth_admin_consent_needed',
  'auth_password_expired',
  'account_locked',
  'account_blocked',
  'auth_throttled',
  'auth_username_refused',
  'auth_username_form',
];

/** What servers can say alike without a common cause in the account. */
const TOLD_ONCE: readonly FindingCode[] = [
  ...OF_THE_ACCOUNT,
  'auth_password_refused',
  'auth_key_only',
  'auth_login_disabled',
  'auth_protocol_switched_off',
  'auth_server_unavailable',
  'account_too_many_connections',
  'auth_key_unknown',
  'auth_key_not_asked',
  'auth_key_refused_in_tls',
  'auth_key_without_effect',
  'auth_key_expired',
  'auth_key_not_yet_valid',
  'auth_token_refused',
  'auth_token_expired',
  'auth_token_scope',
];

/**
 * Incoming and outgoing mail are refused side by side, with one name and one password: what that is due to is told once.
 * Where one server says more exactly what is wrong, it speaks for the other; where one of them accepted, the password is
 * not what is wrong at the other.
 */
export const judgeRefusedAlike: PatternRule = (judged) => {
  const refusals = judged.flatMap(refusalsAt);
  const plain = refusals.filter(({ told }) => told.code === 'auth_password_refused');
  const exact = refusals.find(({ told }) => OF_THE_ACCOUNT.includes(told.code));
  if (exact !== undefined && plain.length > 0) return [joined([exact, ...alike(exact, refusals)], plain)];
  const elsewhere = judged.find(isAccepted);
  if (elsewhere !== undefined) return plain.map((one) => acceptedElsewhere(one, elsewhere));
  return groups(refusals).map((group) => joined(group, []));
};

interface RefusedAt {
  readonly at: JudgedEndpoint;
  readonly told: Finding;
}

function refusalsAt(at: JudgedEndpoint): readonly RefusedAt[] {
  return at.best.findings.filter(({ code }) => TOLD_ONCE.includes(code)).map((told) => ({ at, told }));
}

function isAccepted({ best }: JudgedEndpoint): boolean {
  return seen(best.view, 'sign-in').some(({ outcome }) => outcome === 'accepted');
}

/** The same code, as often as it comes. */
function groups(refusals: readonly RefusedAt[]): readonly (readonly RefusedAt[])[] {
  const codes = [...new Set(refusals.map(({ told }) => told.code))];
  return codes
    .map((code) => refusals.filter(({ told }) => told.code === code))
    .filter((group) => group.length > 1);
}

function alike(exact: RefusedAt, refusals: readonly RefusedAt[]): readonly RefusedAt[] {
  return refusals.filter((one) => one !== exact && one.told.code === exact.told.code);
}

/** One finding in place of several: the servers that say so by name, and the others as proofs. */
function joined(saying: readonly RefusedAt[], others: readonly RefusedAt[]): Pattern {
  const swallows = [...saying, ...others].map(({ told }) => told);
  const [first] = swallows;
  if (first === undefined) return { finding: null, swallows };
  const places = saying.map(({ at }) => place(at.best.view));
  const names = (key: 'host' | 'protocol'): string => [...new Set(places.map((one) => one[key]))].join(', ');
  return {
    finding: {
      ...first,
      params: { ...first.params, host: names('host'), protocol: names('protocol') },
      confidence: saying.some(({ told }) => told.confidence === 'seen') ? 'seen' : 'likely',
      evidence: [...new Set(swallows.flatMap(({ evidence }) => evidence))],
    },
    swallows,
  };
}

function acceptedElsewhere({ at, told }: RefusedAt, elsewhere: JudgedEndpoint): Pattern {
  const { host, protocol } = place(at.best.view);
  const other = place(elsewhere.best.view);
  const params = { host, protocol, otherHost: other.host, otherProtocol: other.protocol };
  const evidence = [...told.evidence, ...seen(elsewhere.best.view, 'sign-in').map(idOf)];
  return { finding: finding('auth_refused_at_one_server', params, evidence, 'likely'), swallows: [told] };
}
