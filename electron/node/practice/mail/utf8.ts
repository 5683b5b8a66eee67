/** Names and passwords are UTF-8 (RFC 6856 §2.2 and what clients do); as they came, each byte is a character. */
export function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
