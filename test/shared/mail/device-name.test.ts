import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../shared/findings/input-problems.ts';
import { parseDeviceName } from '../../../shared/mail/device-name.ts';

function nameOf(given: string): string {
  const parsed = parseDeviceName(given);
  return parsed.ok ? parsed.value : parsed.problem.code;
}

describe('the name of a device', () => {
  it.each([
    'Laptop',
    'Zoë’s phone (2nd)',
    'Büro–PC #3 / links',
    '研究室の電話',
    'مكتب',
    'טלפון',
    'Телефон',
    '☎ hall',
    '© 2026',
    '-----BEGIN CERTIFICATE-----',
    'a'.repeat(64),
    '語'.repeat(64),
  ])('is taken as it is: %s', (name) => {
    expect(nameOf(name)).toBe(name);
  });

  it.each([
    ['  Laptop\t', 'Laptop'],
    ['\u00a0Laptop\u3000', 'Laptop'],
    ['Laptop\n', 'Laptop'],
    [` ${'a'.repeat(64)} `, 'a'.repeat(64)],
  ])('loses the blanks around it: %j', (given, name) => {
    expect(nameOf(given)).toBe(name);
  });

  it('is put together where it was typed in parts, before it is counted', () => {
    expect(nameOf('Bu\u0308ro')).toBe('B\u00fcro');
    expect(nameOf('u\u0308'.repeat(64))).toBe('\u00fc'.repeat(64));
  });

  it.each([
    ['nothing', '', 'empty'],
    ['blanks alone', ' \t\u00a0\r\n', 'empty'],
    ['65 characters', 'a'.repeat(65), 'too_long'],
    ['a million characters', 'a'.repeat(1_000_000), 'too_long'],
    ['a NUL', 'mail.example.test\0.example.org', 'control_characters'],
    ['a newline', 'Lap\ntop', 'control_characters'],
    ['a carriage return', 'Lap\rtop', 'control_characters'],
    ['an escape sequence', 'Lap\u001b[2Jtop', 'control_characters'],
    ['C1’s next line', 'Lap\u0085top', 'control_characters'],
    ['a right-to-left override', 'Lap\u202etop', 'direction_marks'],
    ['a right-to-left mark at its end', 'Laptop\u200f', 'direction_marks'],
    ['a left-to-right isolate', '\u2066Laptop\u2069', 'direction_marks'],
    ['an Arabic letter mark', 'Lap\u061ctop', 'direction_marks'],
    ['an emoji', 'Octopus \u{1f419}', 'emoji'],
    ['an emoji of the first plane', 'Watch \u231a', 'emoji'],
    ['a sign made an emoji', '\u260e\ufe0f hall', 'emoji'],
    ['a keycap', '2\u20e3 floor', 'emoji'],
    ['a family, joined invisibly', '\u{1f468}\u200d\u{1f469}', 'emoji'],
    ['a flag', '\u{1f1e8}\u{1f1ed}', 'emoji'],
    ['a letter beyond the first plane', '\u{1d4d0}lice', 'emoji'],
    ['a zero-width space', 'Lap\u200btop', 'invisible'],
    ['a soft hyphen', 'Lap\u00adtop', 'invisible'],
    ['a Hangul filler alone', '\u3164', 'invisible'],
    ['a line separator', 'Lap\u2028top', 'invisible'],
    ['half of a surrogate pair', 'Lap\ud800top', 'invisible'],
    ['a character for private use', 'Lap\uf8fftop', 'invisible'],
  ])('is refused with %s', (_, given, code) => {
    expect(nameOf(given)).toBe(`device_name_${code}`);
  });

  it.each(['en', 'de'] as const)('is refused with a sentence that shows nothing unseen (%s)', (language) => {
    for (const given of ['', 'a'.repeat(99), 'a\0b', 'a\nb', 'a\u202eb', 'Octopus \u{1f419}', 'a\u200bb']) {
      const parsed = parseDeviceName(given);

      const sentence = parsed.ok ? '' : describeProblem(parsed.problem, language);

      expect(sentence).toMatch(/: (wanted|Gebraucht w)/);
      expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(sentence.length).toBeLessThan(300);
    }
  });

  it('is either refused, or what every reader takes, and then stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (given) => {
        const parsed = parseDeviceName(given);
        if (!parsed.ok) return;
        expect(parsed.value).toMatch(/^[^\p{C}\p{Bidi_Control}\u{10000}-\u{10ffff}]{1,64}$/u);
        expect(nameOf(parsed.value)).toBe(parsed.value);
      }),
    );
  });
});
