import { isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import type { Observation } from '../mail/observation.ts';
import { finding, type Finding, type Severity } from './finding.ts';
import { judgeConnect, judgeDns } from './rules/network.ts';
import { judgeCapabilities, judgeGreeting } from './rules/protocol.ts';
import { judgeSignIn } from './rules/sign-in.ts';
import { judgeStarttls } from './rules/starttls.ts';
import { judgeTls } from './rules/tls.ts';
import { seen, type EndpointView, type Rule } from './view.ts';

/** All of a run that is judged. */
export interface Evidence {
  readonly endpoints: readonly Endpoint[];
  readonly observations: readonly Observation[];
  readonly subject: { readonly domain: string | null };
  /** The user name, masked; null where nobody meant to sign in. */
  readonly username: string | null;
  readonly isCancelled: boolean;
}

// In the order in which things happen: the first that fails is the cause, and a look stops there by itself.
const RULES: readonly Rule[] = [
  judgeDns,
  judgeConnect,
  judgeGreeting,
  judgeStarttls,
  judgeTls,
  judgeCapabilities,
  judgeSignIn,
];

const BY_SEVERITY: readonly Severity[] = ['problem', 'warning', 'note', 'good'];

/**
 * Judges what was seen. Pure: the same observations always give the same findings, so a report can be judged again by a
 * later version. What to do first comes first.
 */
export function judge(evidence: Evidence): readonly Finding[] {
  const views = evidence.endpoints.map((endpoint) => viewOf(endpoint, evidence));
  const found = views.flatMap((view) => [...RULES.flatMap((rule) => rule(view)), ...crashes(view)]);
  const all = [...found, ...judgeWhole(evidence, views, found)];
  return all.toSorted(
    (left, right) => BY_SEVERITY.indexOf(left.severity) - BY_SEVERITY.indexOf(right.severity),
  );
}

function viewOf(endpoint: Endpoint, { observations, username }: Evidence): EndpointView {
  return {
    endpoint,
    username,
    observations: observations.filter((observation) => isSameEndpoint(observation.endpoint, endpoint)),
  };
}

function crashes(view: EndpointView): readonly Finding[] {
  return seen(view, 'check-crashed').map(({ id, detail }) => finding('run_check_crashed', { detail }, [id]));
}

/** What is said of the run as a whole. */
function judgeWhole(
  { isCancelled, subject, endpoints }: Evidence,
  views: readonly EndpointView[],
  found: readonly Finding[],
): readonly Finding[] {
  if (isCancelled) return [finding('run_cancelled', {}, [])];
  if (found.some(({ severity }) => severity === 'problem')) return [];
  const signIns = views
    .flatMap((view) => seen(view, 'sign-in'))
    .filter(({ outcome }) => outcome === 'accepted');
  const domain = subject.domain ?? endpoints[0]?.host ?? '';
  if (signIns.length > 0)
    return [
      finding(
        'account_healthy',
        { domain },
        signIns.map(({ id }) => id),
      ),
    ];
  const lists = views.flatMap((view) => seen(view, 'capabilities')).filter(({ phase }) => phase === 'in-tls');
  return lists.length > 0
    ? [
        finding(
          'servers_healthy',
          { domain },
          lists.map(({ id }) => id),
        ),
      ]
    : [];
}
