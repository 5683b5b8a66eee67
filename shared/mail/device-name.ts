import { accepted, refused, type InputProblemCode, type Parsed } from './parsed.ts';

interface Rule {
  readonly code: InputProblemCode;
  readonly isBroken: (name: string) => boolean;
}

// X.520's ub-common-name, in characters: nobody who writes certificates enforces it, and some who read them do.
const LONGEST = 64;

const CONTROL = /\p{Cc}/u;
const DIRECTION = /\p{Bidi_Control}/u;
// BoringSSL reads the name in a P12 as UCS-2 and refuses the whole file where a character lies beyond the first plane. The
// few pictures that lie below it are refused like the others, and so is what makes a picture of a sign.
const PICTURE = /[\u{10000}-\u{10ffff}\p{Emoji_Presentation}\ufe0f\u20e3]/u;
// Nothing can be told apart by them. Price: words that are spelled with a zero-width joiner are spelled without.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** The first that is broken is said. Those whose characters nobody sees come before those that can be shown. */
const RULES: readonly Rule[] = [
  { code: 'device_name_empty', isBroken: (name) => name === '' },
  { code: 'device_name_too_long', isBroken: (name) => [...name].length > LONGEST },
  { code: 'device_name_control_characters', isBroken: (name) => CONTROL.test(name) },
  { code: 'device_name_direction_marks', isBroken: (name) => DIRECTION.test(name) },
  { code: 'device_name_emoji', isBroken: (name) => PICTURE.test(name) },
  { code: 'device_name_invisible', isBroken: (name) => UNSEEN.test(name) },
];

/**
 * Reads what a person calls a device. It becomes the common name of a certificate and the friendlyName in a P12, so that it
 * has to be what each of their readers takes: 1 to 64 characters of the first plane of Unicode that can be seen, in one line
 * and in one direction. Blanks around it are dropped, and letters are put together (NFC), as other programs would type them.
 * Whether another device has the same name is not asked: that is allowed.
 */
export function parseDeviceName(given: string): Parsed<string> {
  const name = given.trim().normalize('NFC');
  const broken = RULES.find(({ isBroken }) => isBroken(name));
  return broken === undefined ? accepted(name) : refused(broken.code, given);
}
