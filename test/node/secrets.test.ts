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

  it('are found in the parts of what was sent', () => {
    const secrets = new Secrets();
    secrets.addName('ada@example.test');
    secrets.addSent(Buffer.from('c=biws,r=abcdefXYZ,p=dHzbZapWIk4jUhN+').toString('base64'));
    secrets.addSent(Buffer.from('ada@example.test e35e4513fedaf30a').toString('base64'));

    for (const text of ['got p=dHzbZapWIk4jUhN+', 'nonce abcdefXYZ?', 'you sent E35E4513FEDAF30A']) {
      expect(secrets.scrub(text)).toContain('withheld');
    }
    expect(secrets.scrub('login failed for Ada@Example.Test from 192.0.2.1')).toBe(
      'login failed for a…@example.test from 192.0.2.1',
    );
    expect(secrets.scrub('xada@example.test')).toBe('xada@example.test');
  });

  it('are found where a server encodes once more what it was sent', () => {
    const proof = 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
    const secrets = new Secrets();
    secrets.addSent(Buffer.from(`c=biws,r=abcdefXYZ,p=${proof}`).toString('base64'));

    const again = [Buffer.from(proof), Buffer.from(`x ${proof}`), Buffer.from(`auth p=${proof}, sorry`)];
    for (const bytes of again) {
      expect(secrets.scrub(`bad: ${bytes.toString('hex')}`)).toContain('withheld');
      expect(secrets.scrub(`bad: ${bytes.toString('base64')}`)).toContain('withheld');
    }
    expect(secrets.scrub(`bad: ${encodeURIComponent(proof)}`)).toContain('withheld');
  });

  it('are found where a server cuts off what it repeats', () => {
    const secrets = new Secrets();
    secrets.addPassword(PASSWORD);
    const message = Buffer.from(`\0alice\0${PASSWORD}`).toString('base64');
    secrets.addSent(message);

    for (const form of [PASSWORD, message, utf8.toString('hex'), encodeURIComponent(PASSWORD)]) {
      expect(secrets.scrub(`too long: ${form.slice(0, 14)}...`)).toContain('withheld');
      expect(secrets.scrub(`too long: ...${form.slice(-14)}`)).toContain('withheld');
    }
  });

  it('are found by twelve letters of theirs, from any place, and not by fewer', () => {
    const secrets = new Secrets();
    const secret = 'Zwölf Buchstaben und aaaaaaaaaaaaaaaaaaa viele mehr';
    secrets.addPassword(secret);

    for (let at = 0; at + 12 <= secret.length; at++) {
      expect(secrets.scrub(`|||${secret.slice(at, at + 12)}|||`)).toContain('withheld');
      expect(secrets.scrub(`|||${secret.slice(at, at + 11)}|||`)).not.toContain('withheld');
    }
  });

  it('leave a host alone that was named beside a token, and a name that was sent alone', () => {
    const secrets = new Secrets();
    secrets.addName('ada@example.test');
    const message =
      'n,a=ada@example.test,\u0001host=imap.example.test\u0001port=993\u0001auth=Bearer t0ken-t0ken-t0ken';
    for (const text of [message, 'ada@example.test']) {
      secrets.addSent(Buffer.from(text).toString('base64'));
    }

    expect(secrets.scrub('imap.example.test is down')).toBe('imap.example.test is down');
    expect(secrets.scrub('ada@example.test is locked')).toBe('a…@example.test is locked');
  });

  it('are found as they were prepared for sending', () => {
    const secrets = new Secrets();
    secrets.addPassword('hun\u00a0ter2word');

    expect(secrets.scrub('you said hun ter2word')).toContain('withheld');
  });

  it('are found before a text is cut to what is shown', () => {
    expect(scrubbed(`${'x'.repeat(490)}${PASSWORD}`)).toContain('withheld');
    expect(scrubbed('x'.repeat(2_000))).toHaveLength(500);
  });

  it('leave our own words alone, even where they are the password', () => {
    const secrets = new Secrets();
    secrets.addPassword('accepted');
    secrets.addName('imap');

    const facts = {
      kind: 'sign-in',
      outcome: 'accepted',
      service: 'imap',
      words: { text: 'accepted by imap' },
    };
    expect(secrets.scrubAll(facts)).toMatchObject({ kind: 'sign-in', outcome: 'accepted', service: 'imap' });
    expect(secrets.scrubAll(facts).words.text).toContain('withheld');
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
