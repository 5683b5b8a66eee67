import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secrets } from '../../electron/node/secrets.ts';

const PASSWORD = 'correct horse Zürich';

function scrubbed(text: string): string {
  const secrets = new Secrets();
  secrets.addPassword(PASSWORD);
  secrets.addSent('biws');
  return secrets.scrub(text);
}

describe('secrets of a run', () => {
  const utf8 = Buffer.from(PASSWORD);
  it.each([
    ['as text', `no such user with ${PASSWORD}`],
    ['in another case', `NO ${PASSWORD.toUpperCase()}`],
    ['in NFD', PASSWORD.normalize('NFD')],
    ['in hex', utf8.toString('hex')],
    ['percent-encoded', encodeURIComponent(PASSWORD)],
    ['in base64', utf8.toString('base64')],
    ['in base64 behind a name', Buffer.from(`\0alice\0${PASSWORD}`).toString('base64')],
    ['in base64 behind a longer name', Buffer.from(`\0alice1\0${PASSWORD}`).toString('base64')],
    ['in base64 behind a still longer name', Buffer.from(`\0alice12\0${PASSWORD}!`).toString('base64')],
    ['as it was sent', 'bad command: a2 biws'],
  ])('are withheld %s', (_, text) => {
    expect(scrubbed(text)).toBe('[withheld: the server repeated something secret]');
  });

  it('leave other words alone', () => {
    expect(scrubbed('NO [AUTHENTICATIONFAILED] Authentication failed.')).toBe(
      'NO [AUTHENTICATIONFAILED] Authentication failed.',
    );
  });

  it('are found wherever they stand in plain data', () => {
    const secrets = new Secrets();
    secrets.addPassword(PASSWORD);

    const data = { a: [{ words: { text: `x${PASSWORD}`, replyCode: 535 } }], b: null, c: true };

    expect(JSON.stringify(secrets.scrubAll(data))).not.toContain(PASSWORD);
    expect(secrets.scrubAll({ n: 1, t: 'fine', l: ['x'] })).toEqual({ n: 1, t: 'fine', l: ['x'] });
  });

  it('of any kind do not survive in a base64 of anything around them', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' }),
        fc.string({ maxLength: 10 }),
        fc.string({ maxLength: 10 }),
        (password, before, after) => {
          const secrets = new Secrets();
          secrets.addPassword(password);
          const text = Buffer.from(before + password + after).toString('base64');
          expect(secrets.scrub(text)).toContain('withheld');
        },
      ),
    );
  });
});
