/** An object of JSON: its fields are what they are until a guard has named them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has fields. A list has none. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A list whose items are all what they should be; null where one is not, or where there are too many.
 *
 * @param itemOf gives null for an item that is none
 */
export function listOf<T>(
  value: unknown,
  most: number,
  itemOf: (item: unknown) => T | null,
): readonly T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items = value.map(itemOf);
  return items.every((item) => item !== null) ? items : null;
}
