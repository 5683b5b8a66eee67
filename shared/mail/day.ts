/** The length of a day. */
export const DAY_MS = 86_400_000;

/** The day of a time in ISO 8601: `2026-11-22`, as the time zone of the text has it. */
export function dayOf(iso: string): string {
  return iso.slice(0, 'YYYY-MM-DD'.length);
}
