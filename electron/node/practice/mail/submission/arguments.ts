/** What MAIL and RCPT name: an address, empty for the null reverse-path, and parameters by their upper-case names. */
export interface PathArgument {
  readonly address: string;
  readonly parameters: ReadonlyMap<string, string | null>;
}

// RFC 5321 §4.1.2, as wide as clients need it: printable characters, and not the ones that end an address. A source
// route in front is read and forgotten (RFC 5321 appendix C).
const PATH = /^ ?<(?:@[^\s<>:]+:)?([^\s<>]*)>(?: +(.*))?$/;
const ADDRESS = /^[\x21-\x7e]{1,64}@[\x21-\x7e]{1,255}$/;
const PARAMETER = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([\x21-\x3c\x3e-\x7e]+))?$/;

/** Reads what stands behind `MAIL FROM:`; null where it is not well formed. `<>` is an address, too: nobody's. */
export function readReversePath(rest: string): PathArgument | null {
  const argument = readPath(/^FROM:(.*)$/i.exec(rest)?.[1]);
  return argument?.address === '' || isAddress(argument) ? argument : null;
}

/** Reads what stands behind `RCPT TO:`; null where it is not well formed. */
export function readForwardPath(rest: string): PathArgument | null {
  const argument = readPath(/^TO:(.*)$/i.exec(rest)?.[1]);
  return isAddress(argument) ? argument : null;
}

function isAddress(argument: PathArgument | null): boolean {
  return argument !== null && ADDRESS.test(argument.address);
}

function readPath(text: string | undefined): PathArgument | null {
  const groups = PATH.exec(text ?? '');
  if (groups === null) return null;
  const parameters = new Map<string, string | null>();
  for (const word of (groups[2] ?? '').split(' ').filter((each) => each !== '')) {
    const [, name, value] = PARAMETER.exec(word) ?? [];
    if (name === undefined || parameters.has(name.toUpperCase())) return null;
    parameters.set(name.toUpperCase(), value ?? null);
  }
  return { address: groups[1] ?? '', parameters };
}
