// eslint-disable-next-line no-control-regex -- ASCII is what is looked for
const ASCII = /^[\u0000-\u007f]*$/;

/** What a server announces that takes addresses beyond ASCII (RFC 6531 §3.1); without it nobody may send it one. */
export const SMTPUTF8 = 'SMTPUTF8';

/** Tells whether an address has letters outside ASCII. */
export function isInternational(address: string): boolean {
  return !ASCII.test(address);
}

/** MAIL (RFC 5321 §4.1.1.2); an address beyond ASCII says that it is one (RFC 6531 §3.4). */
export function mailFrom(address: string): string {
  return `MAIL FROM:<${address}>${isInternational(address) ? ` ${SMTPUTF8}` : ''}`;
}

/** RCPT (RFC 5321 §4.1.1.3). */
export function rcptTo(address: string): string {
  return `RCPT TO:<${address}>`;
}

/** The lines of a mail as they follow DATA, with the dot that ends them (RFC 5321 §4.5.2). */
export function smtpContent(lines: readonly string[]): readonly string[] {
  return [...lines.map((line) => (line.startsWith('.') ? `.${line}` : line)), '.'];
}
