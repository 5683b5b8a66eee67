/**
 * Compares versions by their numbers: `1.8.28` is newer than `1.8.3`, `2.1` than `2`. Letters behind a number are not looked at.
 *
 * @returns below zero where the left one is older
 */
function compareVersions(left: string, right: string): number {
  const [a, b] = [numbersOf(left), numbersOf(right)];
  const places = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => at);
  const first = places.find((at) => (a[at] ?? 0) !== (b[at] ?? 0));
  return first === undefined ? 0 : (a[first] ?? 0) - (b[first] ?? 0);
}

/** Whether a version lies in a range; null is no bound, and the upper one is outside of it. */
export function isInRange(
  version: string,
  { since, before }: { readonly since: string | null; readonly before: string | null },
): boolean {
  return (
    (since === null || compareVersions(version, since) >= 0) &&
    (before === null || compareVersions(version, before) < 0)
  );
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
