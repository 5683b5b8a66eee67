import type { ProblemField, RunRequest } from '../../shared/ipc/contract.ts';
import { parseAccount, type AccountProblem } from '../../shared/mail/account-fields.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import { searchFor, tellingAddress } from './discovery/search-for.ts';
import type { Examination } from './examination.ts';
import type { FetchContext } from './http/fetch-context.ts';
import { lookAtHosts } from './look-at-hosts.ts';
import { SYSTEM_NAMES } from './net/resolve.ts';
import type { PracticeHost } from './practice/practice-host.ts';

/** Something to correct, and where. */
interface FieldProblem {
  readonly field: ProblemField;
  readonly problem: InputProblem;
}

/** Whom a run trusts. */
export type KnownAnchors = Pick<Examination, 'trustAnchors' | 'systemAnchors'>;

/** A run that can begin, or everything that is wrong with what was typed for it. */
export type ReadRequest<Problem = FieldProblem> =
  | {
      readonly ok: true;
      readonly examination: Examination;
      /** Whether it is one against the practice server, which can be on while others are made. */
      readonly isPractice: boolean;
      readonly needsTestMail?: boolean;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A look at a host without an account. */
export function readProbe(host: string, anchors: KnownAnchors): ReadRequest {
  const look = lookAtHosts([host]);
  if (!look.ok) return { ok: false, problems: [{ field: 'host', problem: look.problem }] };
  const examination = { ...look.value, ...anchors, names: SYSTEM_NAMES, timeoutMs: null };
  return { ok: true, examination, isPractice: false };
}

/** A practice request names an account only: servers, names and trust are the practice server's own. */
export async function readPracticeRequest(
  { address, tellsAddress }: RunRequest,
  practice: PracticeHost,
): Promise<ReadRequest> {
  const run = await practice.run(address);
  return run.ok
    ? {
        ok: true,
        examination: tellsAddress ? tellingAddress(run.value.examination) : run.value.examination,
        isPractice: true,
        needsTestMail: run.value.needsTestMail,
      }
    : { ok: false, problems: [{ field: 'address', problem: run.problem }] };
}

/** The request as an examination, or everything that is wrong with it. */
export function readRequest(
  request: Omit<RunRequest, 'isPractice'>,
  anchors: KnownAnchors,
  proxyFor: FetchContext['proxyFor'],
): ReadRequest<AccountProblem> {
  const account = parseAccount(request);
  if (!account.ok) return account;
  const { address, incoming, outgoing, username } = account.value;
  const examination: Examination = {
    address,
    username,
    endpoints: [incoming, outgoing].filter((endpoint) => endpoint !== null),
    guessed: [],
    search:
      incoming !== null || outgoing !== null
        ? null
        : searchFor(address.domain, SYSTEM_NAMES, {
            toldAddress: request.tellsAddress ? address : null,
            proxyFor,
          }),
    isThorough: false,
    mechanism: null,
    ...anchors,
    names: SYSTEM_NAMES,
    timeoutMs: null,
  };
  return { ok: true, examination, isPractice: false };
}
