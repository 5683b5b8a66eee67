/** What the digests in DNS say of a PACC document. */
export type DigestVerdict = 'matching' | 'missing' | 'mismatching';

const VERSION = 'UAAC1';
const ALGORITHM = 'sha256';

/**
 * Compares the digest of a PACC document with those that its domain publishes at `_ua-auto-config`
 * (`v=UAAC1; a=sha256; d=…`). Several are allowed while a document is replaced; one that matches is enough. Records of
 * another version or algorithm, and everything else that stands in TXT records, are none.
 *
 * The digest is compared as its base64 text, of which there is only one: another spelling of the same bytes does not match.
 *
 * @param records each with its strings joined
 * @param digestBase64 SHA-256 of the document's bytes as they came, in base64 with padding (RFC 4648 §4)
 */
export function checkDigest(records: readonly string[], digestBase64: string): DigestVerdict {
  const published = records.map(digestIn).filter((digest) => digest !== null);
  if (published.length === 0) return 'missing';
  const matches = published.map((digest) => equalInConstantTime(digest, digestBase64));
  return matches.includes(true) ? 'matching' : 'mismatching';
}

function digestIn(record: string): string | null {
  const tags = record
    .split(';')
    .map((tag) => /^\s*(?<name>[a-z]+)\s*=\s*(?<value>\S*)\s*$/.exec(tag)?.groups);
  const valueOf = (name: string): string | null => {
    const [only, ...more] = tags.filter((tag) => tag?.['name'] === name);
    return more.length === 0 ? (only?.['value'] ?? null) : null;
  };
  return valueOf('v') === VERSION && valueOf('a') === ALGORITHM ? valueOf('d') : null;
}

/** Both are public; the draft asks for it all the same, so that nobody learns a digest that matches letter by letter. */
function equalInConstantTime(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let at = 0; at < left.length; at += 1) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}
