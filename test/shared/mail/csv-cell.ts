/** A cell as RFC 4180 §2 wants it: in quotes where it has to be, with its quotes doubled. */
export function csvCell(text: string): string {
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
