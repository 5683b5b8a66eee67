/**
 * A name as it stands before an address in a header (RFC 5322 §3.2.5): as it is where it may, else in quotes, in which all is itself
 * but for the quote and the backslash (§3.2.4). Quotes stand only where they have to: around letters outside ASCII some programs send
 * them as a part of the name.
 */
export function phrase(name: string): string {
  if (!/[()<>[\]:;@\\,."]/.test(name)) return name;
  return `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
