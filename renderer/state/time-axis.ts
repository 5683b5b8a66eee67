import type { GridCell, Phase } from '../../shared/report/grid.ts';

/** A phase as a part of a bar, in per cent of the axis. */
export interface BarPart {
  readonly phase: Phase;
  readonly from: number;
  readonly share: number;
}

/** The phases of one look, one after the other, on the common axis. */
export interface Bar {
  readonly parts: readonly BarPart[];
  /** True where it goes on beyond the end of the axis. */
  readonly isCut: boolean;
}

const LEAST_END_MS = 100;
// A look that takes longer than so many usual ones is cut: it would make specks of all others.
const LONGEST_IN_USUAL = 3;
// Ends whose half is a number that is easily read, too.
const ROUND = [1, 2, 3, 4, 6, 8, 10];

/** Where the axis ends that all cells share, in milliseconds. */
export function axisEnd(cells: readonly GridCell[]): number {
  const longest = Math.max(0, ...cells.filter((cell) => !isInVain(cell)).map(({ totalMs }) => totalMs));
  const answered = cells.filter(hasAnswered).map(({ totalMs }) => totalMs);
  const usual = answered.toSorted((left, right) => left - right)[Math.floor((answered.length - 1) / 2)];
  // Before anything has come to its end nobody knows how long it takes.
  if (usual === undefined) return Math.max(LEAST_END_MS, roundedUp(longest));
  return roundedUp(Math.min(longest, LONGEST_IN_USUAL * usual));
}

/** The bar of one cell. */
export function barOf({ phases }: GridCell, endMs: number): Bar {
  const parts: BarPart[] = [];
  let fromMs = 0;
  for (const { phase, tookMs } of phases) {
    const [from, to] = [fromMs, fromMs + tookMs].map((ms) => Math.min((ms / endMs) * 100, 100));
    if (from !== undefined && to !== undefined && to > from) parts.push({ phase, from, share: to - from });
    fromMs += tookMs;
  }
  return { parts, isCut: fromMs > endMs };
}

/** Tells whether the time of a cell was spent on waiting for what did not come. */
export function isInVain({ outcome }: GridCell): boolean {
  return outcome === 'filtered' || outcome === 'silent' || outcome === 'unreachable';
}

/** Tells whether a server said something, and the look has come to its end. */
function hasAnswered(cell: GridCell): boolean {
  const isOver = cell.outcome !== 'open' && !isInVain(cell);
  return isOver && cell.phases.some(({ phase }) => phase !== 'dns' && phase !== 'tcp');
}

function roundedUp(ms: number): number {
  if (ms <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(ms));
  return (ROUND.find((round) => round * unit >= ms) ?? 10) * unit;
}
