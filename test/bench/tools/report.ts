import { thisTool } from '../../../electron/node/tool.ts';

/** One measured thing, with what it is held against. */
export interface Measure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** Something else that does the same, measured in the same run: `floor` is the platform with nothing around it. */
  readonly against?: { readonly name: string; readonly measured: number };
  /** The goal: at most this, at most or at least this many times what it is held against, or at least this. */
  readonly limit?: number;
  readonly ratioLimit?: number;
  readonly ratioAtLeast?: number;
  readonly atLeast?: number;
}

/** Says what is measured, and on what. */
export function header(name: string): void {
  const runtime = thisTool().runtime;
  console.log(`\nbench ${name} on ${runtime} (Node ${process.versions.node})`);
}

/** Says something that has no goal. */
export function remark(text: string): void {
  console.log(`      ${text}`);
}

/** Prints a line and remembers a missed goal in the exit code. */
export function report(measure: Measure): void {
  const { what, measured, unit, against, limit, ratioLimit, ratioAtLeast, atLeast } = measure;
  const ratio = against === undefined ? null : measured / against.measured;
  const isMet =
    (limit === undefined || measured <= limit) &&
    (ratioLimit === undefined || (ratio ?? 0) <= ratioLimit) &&
    (ratioAtLeast === undefined || (ratio ?? 0) >= ratioAtLeast) &&
    (atLeast === undefined || measured >= atLeast);
  const name = against?.name ?? '';
  const goal = [
    ...(limit === undefined ? [] : [`at most ${limit} ${unit}`]),
    ...(ratioLimit === undefined ? [] : [`at most ${ratioLimit} of ${name}`]),
    ...(ratioAtLeast === undefined ? [] : [`at least ${ratioAtLeast} of ${name}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast} ${unit}`]),
  ].join(', ');
  const beside =
    against === undefined || ratio === null
      ? ''
      : `, ${name} ${against.measured.toFixed(1)} ${unit}, ratio ${ratio.toFixed(3)}`;
  console.log(`${isMet ? 'PASS' : 'FAIL'}  ${what}: ${measured.toFixed(1)} ${unit}${beside} (goal: ${goal})`);
  if (!isMet) process.exitCode = 1;
}
