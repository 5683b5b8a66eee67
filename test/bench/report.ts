import { thisTool } from '../../electron/node/tool.ts';

/** One measured thing, with what it is held against. */
export interface Measure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** The platform doing the same with nothing around it, measured in the same run. */
  readonly floor?: number;
  /** The goal: at most this, at most this many times the floor, or at least this. */
  readonly limit?: number;
  readonly ratioLimit?: number;
  readonly atLeast?: number;
}

/** Says what is measured, and on what. */
export function header(name: string): void {
  const runtime = thisTool().runtime;
  console.log(`\nbench ${name} on ${runtime} (Node ${process.versions.node})`);
}

/** Prints a line and remembers a missed goal in the exit code. */
export function report({ what, measured, unit, floor, limit, ratioLimit, atLeast }: Measure): void {
  const ratio = floor === undefined ? null : measured / floor;
  const isMet =
    (limit === undefined || measured <= limit) &&
    (ratioLimit === undefined || (ratio ?? 0) <= ratioLimit) &&
    (atLeast === undefined || measured >= atLeast);
  const goal = [
    ...(limit === undefined ? [] : [`at most ${limit} ${unit}`]),
    ...(ratioLimit === undefined ? [] : [`at most ${ratioLimit} of the floor`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast} ${unit}`]),
  ].join(', ');
  const against =
    floor === undefined || ratio === null
      ? ''
      : `, floor ${floor.toFixed(1)} ${unit}, ratio ${ratio.toFixed(3)}`;
  console.log(
    `${isMet ? 'PASS' : 'FAIL'}  ${what}: ${measured.toFixed(1)} ${unit}${against} (goal: ${goal})`,
  );
  if (!isMet) process.exitCode = 1;
}
