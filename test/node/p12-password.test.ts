import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newP12Password, P12_PASSWORD_BYTES } from '../../electron/node/keys/p12-password.ts';

it('makes five groups of four characters, none of which could be taken for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: P12_PASSWORD_BYTES, maxLength: P12_PASSWORD_BYTES }), (bytes) => {
      expect(newP12Password(bytes)).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){4}$/);
    }),
  );
});

it('makes each character as often as every other, wherever it stands, out of all bytes that there are', () => {
  for (let place = 0; place < P12_PASSWORD_BYTES; place++) {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const bytes = new Uint8Array(P12_PASSWORD_BYTES);
      bytes[place] = byte;
      const character = newP12Password(bytes).replaceAll('-', '').charAt(place);
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }

    // 20 characters of 5 bits each: 100 bits.
    expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
  }
});

it('makes the same password of the same bytes', () => {
  const bytes = Uint8Array.from({ length: P12_PASSWORD_BYTES }, (_, at) => at);

  expect(newP12Password(bytes)).toBe('ABCD-EFGH-JKLM-NPQR-STUV');
});

it.each([0, P12_PASSWORD_BYTES - 1, P12_PASSWORD_BYTES + 1])('refuses to make one of %i bytes', (length) => {
  expect(() => newP12Password(new Uint8Array(length))).toThrow(RangeError);
});
