// RFC 9051 §9: ASTRING-CHAR without `]`, which some servers take for the end of a response code.
const ATOM = /^[\x21\x23\x24\x26\x27+-\x5b\x5e-\x7a\x7c-\x7e]+$/;

/** Whether a user name can stand in an IMAP command without quotes: some programs send the name of LOGIN as it is. */
export function isImapAtom(name: string): boolean {
  return ATOM.test(name);
}
