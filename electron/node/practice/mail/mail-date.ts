/** A date as mails have it (RFC 5322 §3.3): as JavaScript writes UTC, with the zone as a number. */
export function mailDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}
