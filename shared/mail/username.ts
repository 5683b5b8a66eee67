import { accepted, refused, type Parsed } from './parsed.ts';

const LONGEST = 255;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Reads a user name as a provider may have given it: any text in one line. */
export function parseUsername(given: string): Parsed<string> {
  const name = given.trim();
  if (name === '' || name.length > LONGEST || CONTROL.test(name)) return refused('username_unusable', given);
  return accepted(name);
}
