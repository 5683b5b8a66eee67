/** The values without those that say again what one before them says. */
export function once<T>(values: readonly T[], isSame: (left: T, right: T) => boolean): readonly T[] {
  return values.filter((value, at) => values.findIndex((earlier) => isSame(earlier, value)) === at);
}
