/** An address as ENVELOPE has it (RFC 9051 §7.5.2): a group begins with a host that is null, and ends with both null. */
export interface Address {
  readonly name: string | null;
  readonly mailbox: string | null;
  readonly host: string | null;
}

const MOST_ADDRESSES = 200;
// Space, a comment, a quoted string, a special, an atom, or anything. What is not closed goes to the end: looking for its
// end again from the next character on would take time in proportion to the square of the length.
const TOKEN =
  /[ \t]+|\((?:[^()\\]|\\.|\([^()]*\))*(?:\)|$)|"(?:[^"\\]|\\.)*(?:"|\\?$)|[<>@,;:]|[^ \t()<>@,;:"]+|./gs;
const GROUP_END: Address = { name: null, mailbox: null, host: null };

/**
 * Reads the addresses of a field (RFC 5322 §3.4), whatever it is: what is no address becomes one without a host. Routes
 * (§4.4) are passed over, comments too, but for one that stands for a name.
 */
export function readAddresses(value: string): readonly Address[] {
  const addresses: Address[] = [];
  let isInGroup = false;
  let isInAngle = false;
  let words: string[] = [];
  const flush = (): void => {
    const address = addressOf(words);
    if (address !== null) addresses.push(address);
    words = [];
  };
  for (const token of value.match(TOKEN) ?? []) {
    if (addresses.length >= MOST_ADDRESSES) break;
    if (token === '<' || token === '>') isInAngle = token === '<';
    if (token === ':' && !isInAngle) {
      addresses.push({ name: null, mailbox: phraseOf(words), host: null });
      isInGroup = true;
      words = [];
    } else if ((token === ',' || token === ';') && !isInAngle) {
      flush();
      if (token === ';' && isInGroup) addresses.push(GROUP_END);
      if (token === ';') isInGroup = false;
    } else words.push(token);
  }
  flush();
  return isInGroup ? [...addresses, GROUP_END] : addresses;
}

/** `name <mailbox@host>`, or `mailbox@host (name)` as it was written once. */
function addressOf(words: readonly string[]): Address | null {
  const open = words.indexOf('<');
  if (open < 0) {
    const comment = words.find((word) => word.startsWith('(') && word.endsWith(')'));
    const spec = specOf(words);
    return spec === null ? null : { ...spec, name: comment === undefined ? null : comment.slice(1, -1) };
  }
  const close = words.indexOf('>', open);
  const inner = words.slice(open + 1, close < 0 ? undefined : close);
  const name = phraseOf(words.slice(0, open));
  return { name: name === '' ? null : name, ...(specOf(inner) ?? { mailbox: '', host: '' }) };
}

function specOf(words: readonly string[]): { readonly mailbox: string; readonly host: string } | null {
  const parts = words.filter((word) => !/^[ \t(]/.test(word));
  if (parts.length === 0) return null;
  const spec = parts.slice(parts.lastIndexOf(':') + 1); // behind a route
  const at = spec.lastIndexOf('@');
  // RFC 9051 §7.5.2: a host that is NIL would be a group, thus it is empty where it is missing.
  if (at < 0) return { mailbox: spec.map(unquoted).join(''), host: '' };
  return { mailbox: spec.slice(0, at).map(unquoted).join(''), host: spec.slice(at + 1).join('') };
}

function phraseOf(words: readonly string[]): string {
  return words
    .filter((word) => !word.startsWith('('))
    .map(unquoted)
    .join('')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
}

function unquoted(word: string): string {
  return word.startsWith('"') ? word.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1') : word;
}
