import type { Plan, PlannedSignIn } from '../../shared/mail/plan.ts';

/** The sign-ins of a plan, incoming mail first; none where there is no plan. */
export function sidesOf(plan: Plan | null | undefined): readonly PlannedSignIn[] {
  return [plan?.incoming ?? null, plan?.outgoing ?? null].filter((side) => side !== null);
}
