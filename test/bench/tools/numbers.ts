/** The one in the middle, which a single slow run does not move. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? NaN;
}

/**
 * How many round trips are in something that was timed at several distances: the slope of its time, between the nearest and
 * the farthest. What does not depend on the distance is not in it. The fastest run at each distance counts: whatever else a
 * machine does can only add to it.
 *
 * @param took all times by the round-trip time, in milliseconds
 */
export function roundTripsIn(took: ReadonlyMap<number, readonly number[]>): number {
  const fastest = (rttMs: number): number => Math.min(...(took.get(rttMs) ?? []));
  const [nearest, farthest] = [Math.min(...took.keys()), Math.max(...took.keys())];
  return (fastest(farthest) - fastest(nearest)) / (farthest - nearest);
}
