import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import { expectNotIn, PASSWORD, play, type Played } from './examine.ts';

const PLAIN = Buffer.from(`\0alice@example.test\0${PASSWORD}`).toString('base64');
const SIGNATURE = Buffer.from('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=').toString('base64');

/** How POP3 and ManageSieve say the same. */
interface Words {
  readonly offer: (mechanisms: string) => string;
  /** What the client begins with, as a regular expression. */
  readonly begins: (mechanism: string) => string;
  readonly plain: string;
  readonly accepts: string;
  readonly challenge: (base64: string) => string;
  readonly cancel: string;
  readonly refuses: string;
  readonly bye: string;
}

const WORDS: readonly (readonly [Protocol, Words])[] = [
  [
    'pop3',
    {
      offer: (mechanisms) => `S: +OK ready\nC: CAPA\nS: +OK\nS: SASL ${mechanisms}\nS: .`,
      begins: (mechanism) => `C: /^AUTH ${mechanism} [A-Za-z0-9+/=]+$/`,
      plain: `C: AUTH PLAIN ${PLAIN}`,
      accepts: 'S: +OK in',
      challenge: (base64) => `S<: + ${base64}\\r\\n`,
      cancel: 'C: *',
      refuses: 'S: -ERR [AUTH] no',
      bye: 'C: QUIT',
    },
  ],
  [
    'managesieve',
    {
      offer: (mechanisms) => `S: "IMPLEMENTATION" "x"\nS: "SASL" "${mechanisms}"\nS: OK`,
      begins: (mechanism) => `C: /^AUTHENTICATE "${mechanism}" "[A-Za-z0-9+/=]+"$/`,
      plain: `C: AUTHENTICATE "PLAIN" "${PLAIN}"`,
      accepts: 'S: OK "in"',
      challenge: (base64) => `S: "${base64}"`,
      cancel: 'C: "*"',
      refuses: 'S: NO "no"',
      bye: 'C: LOGOUT',
    },
  ],
];

describe.each(WORDS)('signing in over %s', (protocol, words) => {
  const playLines = (...lines: readonly string[]): Promise<Played> =>
    play(protocol, 'implicit-tls', lines.join('\n'), { timeoutMs: 1_000 });

  function expectPlayed({ server }: Played): void {
    expect(server.problems()).toEqual([]);
  }

  it('hands the password over where the server wants it, and says so', async () => {
    const played = await playLines(words.offer('PLAIN'), words.plain, words.accepts, words.bye);

    expect(played.report.plan.incoming).toMatchObject({ mechanism: 'PLAIN', serverLearns: 'password' });
    expect(played.codes).toContain('account_healthy');
    expect(played.report.signIns).toMatchObject([{ outcome: 'accepted', mechanism: 'PLAIN' }]);
    expectNotIn(JSON.stringify(played.report));
    expect(JSON.stringify(played.report)).not.toContain(PLAIN);
    expectPlayed(played);
  });

  it('waits for LOGIN’s questions', async () => {
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const answer = (text: string): string =>
      protocol === 'pop3' ? `C: ${base64(text)}` : `C: "${base64(text)}"`;

    const played = await playLines(
      words.offer('LOGIN'),
      words.begins('LOGIN').replace(/ "?\[.*$/, '$/'),
      words.challenge(base64('Username:')),
      answer('alice@example.test'),
      words.challenge(base64('Password:')),
      answer(PASSWORD),
      words.accepts,
      words.bye,
    );

    expect(played.codes).toContain('account_healthy');
    expectPlayed(played);
  });

  it('takes a plain success for none, where SCRAM owes a proof (B6)', async () => {
    const played = await playLines(
      words.offer('SCRAM-SHA-256'),
      words.begins('SCRAM-SHA-256'),
      words.accepts,
    );

    expect(played.codes).toEqual(['auth_server_proof_missing']);
    expectNotIn(played.received);
  });

  it.each([
    ['that breaks SCRAM', Buffer.from('r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096').toString('base64')],
    ['that is empty', ''],
    ['with bits left over', 'AB=='],
  ])(
    'cancels after a challenge %s, unless it could not be read, and tries nothing else (B16)',
    async (_, challenge) => {
      const isRead = challenge !== 'AB==';

      const played = await playLines(
        words.offer('PLAIN SCRAM-SHA-256'),
        words.begins('SCRAM-SHA-256'),
        words.challenge(challenge),
        ...(isRead ? [words.cancel, words.refuses] : []),
      );

      expect(played.codes).toEqual(['auth_exchange_broken']);
      expect(played.received.split('AUTH').length - 1).toBe(1);
      expectNotIn(played.received);
    },
  );

  it.each([
    ['what it does not know', 'S: what?', 'auth_exchange_broken'],
    ['a hang-up', 'CLOSE', 'auth_connection_lost'],
    ['silence', 'SILENT', 'auth_connection_lost'],
    ['a reset', 'RESET', 'auth_connection_lost'],
  ])('ends after %s', async (_, line, code) => {
    const played = await playLines(words.offer('SCRAM-SHA-256'), words.begins('SCRAM-SHA-256'), line);

    expect(played.codes).toEqual([code]);
  });

  it('tries a wrong password once', async () => {
    const played = await playLines(
      words.offer('CRAM-MD5 PLAIN SCRAM-SHA-256'),
      words.begins('SCRAM-SHA-256'),
      words.refuses,
    );

    expect(played.report.signIns).toMatchObject([{ outcome: 'rejected', serverText: 'no' }]);
    expect(played.report.verdict).toBe('problems');
    expect(played.received.split('AUTH').length - 1).toBe(1);
  });

  it('withholds what the server repeats of it', async () => {
    const refuses = words.refuses.replace(/\bno\b/, `you said ${PLAIN}`);

    const played = await playLines(words.offer('PLAIN'), words.plain, refuses);

    expect(JSON.stringify(played.report)).not.toContain(PLAIN);
    expect(played.report.signIns[0]?.serverText).toContain('withheld');
  });

  it('sends nothing where no mechanism is safe', async () => {
    const played = await playLines(words.offer('GSSAPI NTLM'));

    expect(played.codes).toEqual(['auth_no_safe_mechanism']);
    expect(played.received).not.toContain('AUTH');
  });
});

describe('a POP3 server', () => {
  it.each([
    ['[SYS/TEMP] later', 'auth_server_unavailable'],
    ['[IN-USE] busy', 'auth_server_unavailable'],
    ['[SYS/PERM] never', 'auth_refused'],
    ['no', 'auth_password_refused'],
  ])('that says %j is understood by the code', async (text, code) => {
    const played = await play(
      'pop3',
      'implicit-tls',
      `S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: /^AUTH/\nS: -ERR ${text}`,
    );

    expect(played.codes[0]).toBe(code);
  });
});

describe('a ManageSieve server', () => {
  const begin = 'S: "SASL" "SCRAM-SHA-256"\nS: OK\nC: /^AUTHENTICATE "SCRAM-SHA-256" "/';

  it.each([
    ['a proof before it could know anything', `OK (SASL "${SIGNATURE}") "in"`, 'auth_server_proof_missing'],
    ['what is no proof', 'OK (SASL "AAAA") "in"', 'auth_server_proof_missing'],
    ['an empty proof', 'OK (SASL "") "in"', 'auth_server_proof_missing'],
    ['what is no base64', 'OK (SASL "@") "in"', 'auth_exchange_broken'],
    ['two of them', `OK (SASL "${SIGNATURE}" "${SIGNATURE}")`, 'auth_exchange_broken'],
    ['a code that never ends', `OK (SASL "${SIGNATURE}"`, 'auth_exchange_broken'],
  ])('is not believed with %s in its success', async (_, answer, code) => {
    const played = await play('managesieve', 'implicit-tls', `${begin}\nS: ${answer}`);

    expect(played.codes).toEqual([code]);
    expect(played.report.signIns[0]?.serverVerified).not.toBe(true);
    expect(JSON.stringify(played.report)).not.toContain(SIGNATURE);
  });

  it('that hangs up in words of its own has not judged the password', async () => {
    const played = await play('managesieve', 'implicit-tls', `${begin}\nS: BYE "maintenance"`);

    expect(played.codes).toEqual(['auth_server_unavailable']);
  });

  it('that refers elsewhere is not followed', async () => {
    const played = await play(
      'managesieve',
      'implicit-tls',
      `${begin}\nS: BYE (REFERRAL "sieve://127.0.0.1:1") "there"`,
    );

    expect(played.server.connectionCount()).toBe(1);
    expect(played.report.signIns).toMatchObject([{ outcome: 'rejected', responseCode: 'REFERRAL' }]);
  });
});
