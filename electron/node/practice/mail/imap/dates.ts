const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MONTH = MONTHS.join('|');
const DATE_TIME = new RegExp(
  `^( \\d|\\d\\d)-(${MONTH})-(\\d{4}) (\\d\\d):(\\d\\d):(\\d\\d) ([+-])(\\d\\d)(\\d\\d)$`,
  'i',
);
const DATE = new RegExp(`^(\\d{1,2})-(${MONTH})-(\\d{4})$`, 'i');
// RFC 5322 §3.3. The name of the day, the time and the zone do not matter to a search (RFC 9051 §6.4.4).
const MAIL_DATE = new RegExp(`(?:^|\\s)(\\d{1,2})\\s+(${MONTH})\\s+(\\d{4})(?:\\s|$)`, 'i');
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An INTERNALDATE (RFC 9051 §9, `date-time`), in UTC and without its quotes. */
export function writeDateTime(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}

/** The reverse, in any zone; null where it is no date. */
export function parseDateTime(text: string): Date | null {
  const [, day, month, year, hours, minutes, seconds, sign, zoneHours, zoneMinutes] =
    DATE_TIME.exec(text) ?? [];
  const midnight = dayNumber(day, month, year);
  if (midnight === null) return null;
  const [h, m, s, zh, zm] = [hours, minutes, seconds, zoneHours, zoneMinutes].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]; // as many as were given
  if (h > 23 || m > 59 || s > 60 || zh > 23 || zm > 59) return null;
  const zone = (zh * 60 + zm) * (sign === '-' ? -1 : 1);
  return new Date(midnight * DAY_MS + (h * 60 + m - zone) * MINUTE_MS + s * 1_000);
}

/** The days since 1970 of a date in a search (RFC 9051 §9, `date-text`), or null. */
export function parseDay(text: string): number | null {
  const [, day, month, year] = DATE.exec(text) ?? [];
  return dayNumber(day, month, year);
}

/** The same of a moment, in UTC. */
export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY_MS);
}

/** The same of a mail's Date field, in its own zone; null where it is not understood. */
export function dayOfField(value: string): number | null {
  const [, day, month, year] = MAIL_DATE.exec(value) ?? [];
  return dayNumber(day, month, year);
}

function dayNumber(day = '', month = '', year = ''): number | null {
  const at = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
  const date = new Date(Date.UTC(Number(year), at, Number(day)));
  // A day that the month does not have would be one of the next month.
  return at >= 0 && date.getUTCMonth() === at && Number(day) > 0 ? Math.floor(date.getTime() / DAY_MS) : null;
}
