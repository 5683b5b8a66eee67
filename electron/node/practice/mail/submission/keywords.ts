/** The longest mail that is taken, in octets (RFC 1870 §3). */
export const LONGEST_MAIL_BYTES = 1_048_576;

const KEYWORDS = ['PIPELINING', `SIZE ${LONGEST_MAIL_BYTES}`, '8BITMIME'];
// Never STARTTLS: gsasl finds that by its `250-`, which the last line has not.
const LAST_KEYWORD = 'ENHANCEDSTATUSCODES';

/** The whole answer to EHLO (RFC 5321 §4.1.1.1), with what is on offer at this moment besides the usual keywords. */
export function ehloLines(hostname: string, moreKeywords: readonly string[]): readonly string[] {
  const lines = [hostname, ...KEYWORDS, ...moreKeywords];
  return [...lines.map((line) => `250-${line}`), `250 ${LAST_KEYWORD}`];
}
