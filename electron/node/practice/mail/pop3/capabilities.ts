const CAPABILITIES = ['TOP', 'UIDL', 'RESP-CODES', 'AUTH-RESP-CODE', 'PIPELINING'];

/** The whole answer to CAPA (RFC 2449 §5), with what is on offer at this moment besides the usual ones. */
export function capaLines(moreCapabilities: readonly string[]): readonly string[] {
  return ['+OK Capability list follows', ...CAPABILITIES, ...moreCapabilities, '.'];
}
