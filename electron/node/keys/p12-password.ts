// Nothing that could be taken for another: no 0 and O, no 1 and I. 32 of them: a character is five bits, none of them wasted.
const CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** How many random bytes a password is made of. */
export const P12_PASSWORD_BYTES = GROUPS * GROUP_LENGTH;

/**
 * A password for a P12, to be typed once into another program: 100 bits, as `7KQM-2XWD-…` of capital letters and digits,
 * which no other program's rules refuse. Each byte gives one character by its low five bits, so that all are as likely.
 *
 * @param randomBytes `P12_PASSWORD_BYTES` bytes from a generator for secrets; the same bytes make the same password
 * @throws {RangeError} for another number of bytes
 */
export function newP12Password(randomBytes: Uint8Array): string {
  if (randomBytes.length !== P12_PASSWORD_BYTES) {
    throw new RangeError(`A password is made of ${P12_PASSWORD_BYTES} bytes`);
  }
  const letters = Array.from(randomBytes, (byte) => CHARACTERS.charAt(byte % CHARACTERS.length));
  const groups = Array.from({ length: GROUPS }, (_, at) =>
    letters.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''),
  );
  return groups.join('-');
}
