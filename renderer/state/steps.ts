import type { StepState } from '../components/Steps.svelte';
import type { RunState } from './run.svelte.ts';

/** How far the header's steps are (address, check, sign-in, result); null while nothing has begun. */
export function stepsOf({ phase, answer, plan, report }: RunState): readonly StepState[] | null {
  switch (phase) {
    case 'start':
      return null;
    case 'looking':
      if (answer === null) return ['done', 'now', 'ahead', 'ahead'];
      return ['done', 'done', answer === 'password' ? 'now' : 'passed', 'ahead'];
    case 'sign-in':
      return ['done', 'done', 'now', 'ahead'];
    case 'result': {
      const isLooked = report?.verdict !== 'unfinished' || plan !== null;
      const hasSignedIn = report !== null && report.signIns.length > 0;
      return ['done', isLooked ? 'done' : 'passed', hasSignedIn ? 'done' : 'passed', 'now'];
    }
    default:
      return phase satisfies never;
  }
}
