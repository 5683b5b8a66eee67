// Sign-ins that are older than SASL, for servers that list no mechanism: IMAP LOGIN (RFC 9051 §6.2.3), POP3 USER and PASS
// (RFC 1939 §7). Like PLAIN they hand the password over, in verified TLS alone.

import { describe, expect, it } from 'vitest';
import { PASSWORD, play, type Played } from './examine.ts';

const QUOTED = 'two "Wortpaare" \\ more';
const UMLAUTS = 'Grüße aus Köln';

describe('an IMAP server that lists no mechanism', () => {
  const offers = (capabilities = ''): string =>
    `S: * OK ready\nC: a1 CAPABILITY\nC: a2 ID NIL\nS: * CAPABILITY IMAP4rev1${capabilities}\nS: a1 OK\nS: a2 BAD`;
  const playing = (script: string, password = PASSWORD): Promise<Played> =>
    play('imap', 'implicit-tls', script, { password, timeoutMs: 1_000 });

  it('is signed in to with LOGIN, and gets the password once', async () => {
    const played = await playing(
      `${offers()}\nC: a3 LOGIN "alice@example.test" "${PASSWORD}"\nS: a3 OK in\nC: z LOGOUT`,
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.codes).toContain('auth_password_given_in_tls');
    expect(played.report.signIns).toMatchObject([
      { mechanism: 'LOGIN', sendsSecret: true, outcome: 'accepted', serverVerified: null },
    ]);
    expect(played.received.split(PASSWORD)).toHaveLength(2);
  });

  it('gets quotes and backslashes as they are written in a string', async () => {
    const played = await playing(
      `${offers()}\nC: a3 LOGIN "alice@example.test" "two \\"Wortpaare\\" \\\\ more"\nS: a3 NO you said "two \\"Wortpaare\\" \\\\ more"\nC: z LOGOUT`,
      QUOTED,
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.report.signIns[0]?.serverText).toContain('withheld');
    expect(JSON.stringify(played.report)).not.toContain('ortpaar');
  });

  it('gets letters outside ASCII in a literal, when it wants it', async () => {
    const played = await playing(
      `${offers()}\nC: a3 LOGIN "alice@example.test" {17}\nS: + go ahead\nC: ${UMLAUTS}\nS: a3 OK in\nC: z LOGOUT`,
      UMLAUTS,
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.report.signIns).toMatchObject([{ outcome: 'accepted' }]);
    expect(JSON.stringify(played.report)).not.toContain('Köln');
  });

  it.each([
    ['NO', 'a3 NO not now', 'rejected'],
    ['nothing that it may', '* OK what?', 'failed'],
  ])('that answers %s to a literal does not get the password', async (_, answer, outcome) => {
    const played = await playing(`${offers()}\nC: a3 LOGIN "alice@example.test" {17}\nS: ${answer}`, UMLAUTS);

    expect(played.report.signIns).toMatchObject([{ outcome }]);
    expect(played.received).not.toContain('aus');
  });

  it.each([
    ['says LOGINDISABLED', ' LOGINDISABLED', 'auth_login_disabled'],
    ['lists mechanisms that we do not use', ' AUTH=GSSAPI', 'auth_no_safe_mechanism'],
  ])('and %s is not signed in to', async (_, capabilities, code) => {
    const played = await playing(offers(capabilities));

    expect(played.codes).toEqual([code]);
    expect(played.received).not.toContain('LOGIN ');
  });
});

describe('a POP3 server that lists no mechanism', () => {
  const playing = (script: string): Promise<Played> =>
    play('pop3', 'implicit-tls', `S: +OK <1.2@x> ready\nC: CAPA\nS: +OK\n${script}`, { timeoutMs: 1_000 });

  it('but USER is signed in to with USER and PASS, and not with a digest of its greeting', async () => {
    const played = await playing(
      `S: USER\nS: .\nC: USER alice@example.test\nS: +OK\nC: PASS ${PASSWORD}\nS: +OK in\nC: QUIT`,
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.codes).toContain('auth_password_given_in_tls');
    expect(played.report.signIns).toMatchObject([{ mechanism: 'LOGIN', outcome: 'accepted' }]);
    expect(played.received).not.toContain('APOP');
  });

  it('does not get the password of somebody whom it does not know', async () => {
    const played = await playing('S: USER\nS: .\nC: USER alice@example.test\nS: -ERR no such mailbox');

    expect(played.report.signIns).toMatchObject([{ outcome: 'rejected' }]);
    expect(played.received).not.toContain('PASS');
  });

  it('cannot get the password into a report by repeating it', async () => {
    const played = await playing(
      `S: USER\nS: .\nC: USER alice@example.test\nS: +OK\nC: PASS ${PASSWORD}\nS: -ERR PASS ${PASSWORD} is wrong`,
    );

    expect(played.report.signIns[0]?.serverText).toContain('withheld');
    expect(JSON.stringify(played.report)).not.toContain(PASSWORD);
  });

  it('nor USER is not signed in to', async () => {
    const played = await playing('S: TOP\nS: .');

    expect(played.codes).toEqual(['auth_no_safe_mechanism']);
    expect(played.received).not.toMatch(/USER|PASS|APOP/);
  });
});
