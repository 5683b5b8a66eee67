import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { MOZILLA_PREFS, type MozillaPref } from '../../../../shared/recipes/formats/mozilla-prefs.ts';

const NAME = 'mail.identity.id1.fullName';
const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());

describe('preferences of Mozilla programs', () => {
  it('are a call in each line', () => {
    const text = MOZILLA_PREFS.write([
      ['mail.server.server1.userName', String.raw`"Ann" \ Müller`],
      ['mail.server.server1.port', 993],
      ['mail.server.server1.login_at_startup', true],
    ]);

    expect(text).toBe(
      String.raw`user_pref("mail.server.server1.userName", "\"Ann\" \\ Müller");
user_pref("mail.server.server1.port", 993);
user_pref("mail.server.server1.login_at_startup", true);
`,
    );
  });

  it('are read as they were written, or not written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant(NAME), value)), (prefs) => {
        const text = MOZILLA_PREFS.write(prefs);

        if (text !== null) expect(MOZILLA_PREFS.read(text)).toEqual(prefs);
      }),
    );
  });

  it('have one line for each, whatever a value is: none becomes a setting of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant(NAME), value)), (prefs) => {
        const text = writtenAs(MOZILLA_PREFS, prefs) ?? '';

        expect(text === '' || text.split('\n').length === prefs.length + 1).toBe(true);
      }),
    );
  });

  it.each<MozillaPref>([
    [NAME, ''],
    [NAME, 'a\nb'],
    [NAME, 'a\u0000b'],
    [NAME, 'a\tb'],
    [NAME, 'a\u202eb'],
    [NAME, 'a\u2028b'],
    [NAME, '\ud800'],
    [NAME, 1.5],
    [NAME, Number.NaN],
    [NAME, 2 ** 31],
    ['mail.a"b', 'x'],
    ['mail', 'x'],
    ['', 'x'],
  ])('are not written where %j is %j', (...pref) => {
    expect(MOZILLA_PREFS.write([pref])).toBeNull();
  });

  it.each([
    'user_pref("mail.name", "x");',
    'user_pref("mail.name", "x")\n',
    'user_pref("mail.name", "x");user_pref("mail.other", 1);\n',
    'user_pref("mail.name", "a"b");\n',
    'user_pref("mail.name", 01);\n',
    'pref("mail.name", "x");\n',
    '\n',
  ])('are not read from %j', (text) => {
    expect(MOZILLA_PREFS.read(text)).toBeNull();
  });
});
