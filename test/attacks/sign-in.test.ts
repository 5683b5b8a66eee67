import { describe, expect, it } from 'vitest';
import { makePki } from '../servers/pki.ts';
import { playTranscript } from '../servers/scripted.ts';
import {
  endpointAt,
  examineAt,
  expectNotIn,
  PASSWORD,
  play,
  type ExamineOptions,
  type Played,
} from './examine.ts';

function imap(mechanisms: string, ...lines: readonly string[]): string {
  const offer = mechanisms.split(' ').map((name) => `AUTH=${name}`);
  return [`S: * OK [CAPABILITY IMAP4rev1 SASL-IR ${offer.join(' ')}] ready`, ...lines].join('\n');
}

function playImap(script: string, options?: ExamineOptions): Promise<Played> {
  return play('imap', 'implicit-tls', script, options);
}

function attempts({ received }: Played): number {
  return received.split('AUTHENTICATE').length - 1;
}

describe('a server that says OK without the proof that SCRAM owes', () => {
  it('straight after the first message is not believed (B6)', async () => {
    const played = await playImap(
      imap('SCRAM-SHA-256', 'C: /^a1 AUTHENTICATE SCRAM-SHA-256 /', 'S: a1 OK welcome'),
    );

    expect(played.codes).toEqual(['auth_server_proof_missing']);
    expect(played.report.signIns).toMatchObject([{ outcome: 'failed', serverVerified: false }]);
  });

  it('is not believed by submission either', async () => {
    const played = await play(
      'submission',
      'implicit-tls',
      [
        'S: 220 ready',
        'C: /^EHLO/',
        'S: 250-mail\nS: 250 AUTH SCRAM-SHA-256 PLAIN',
        'C: /^AUTH SCRAM-SHA-256 /',
        'S: 235 2.7.0 welcome',
      ].join('\n'),
    );

    expect(played.codes).toEqual(['auth_server_proof_missing']);
    expectNotIn(played.received);
  });
});

describe('a server that breaks SCRAM', () => {
  const answering = (message: string): string => `S: + ${Buffer.from(message).toString('base64')}`;

  it.each([
    ['another nonce', answering('r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'), 'auth_exchange_broken'],
    ['no message at all', 'S: +', 'auth_exchange_broken'],
    ['what is not base64', 'S: + @@@', 'auth_exchange_broken'],
    ['an unknown line', 'S: what?', 'auth_exchange_broken'],
    ['a hang-up', 'CLOSE', 'auth_connection_lost'],
    ['silence', 'SILENT', 'auth_connection_lost'],
    ['a reset', 'RESET', 'auth_connection_lost'],
  ])('with %s is given up, once', async (_, line, code) => {
    const played = await playImap(
      imap('PLAIN CRAM-MD5 SCRAM-SHA-256', 'C: /^a1 AUTHENTICATE SCRAM-SHA-256 /', line),
      { timeoutMs: 1_000 },
    );

    expect(played.codes).toEqual([code]);
    expect(attempts(played)).toBe(1);
    expectNotIn(played.received);
  });
});

describe('a failure', () => {
  it('never leads to a weaker mechanism', async () => {
    const played = await playImap(
      imap(
        'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256',
        'C: /^a1 AUTHENTICATE SCRAM-SHA-256 /',
        'S: a1 NO [AUTHENTICATIONFAILED] wrong',
      ),
    );

    expect(played.codes).toEqual(['auth_username_form']);
    expect(attempts(played)).toBe(1);
    expectNotIn(played.received);
  });

  it.each([
    // Before the server has sent a salt there is no proof that it could have found wrong.
    ['NO [AUTHENTICATIONFAILED] wrong', 'auth_username_form'],
    ['NO wrong', 'auth_username_form'],
    ['NO [UNAVAILABLE] Temporary authentication failure', 'auth_server_unavailable'],
    ['NO [LIMIT] too many connections', 'account_too_many_connections'],
    ['NO [EXPIRED] Password expired', 'auth_password_expired'],
    ['NO [CONTACTADMIN] see the administrator', 'account_blocked'],
    ['BAD syntax', 'auth_refused'],
  ])('is told by its code: %s', async (answer, code) => {
    const played = await playImap(imap('SCRAM-SHA-256', 'C: /^a1 AUTHENTICATE/', `S: a1 ${answer}`));

    expect(played.codes).toEqual([code]);
  });
});

describe('a server that is in no state to judge', () => {
  it('by hanging up is in trouble, and the password is not called wrong', async () => {
    const played = await playImap(imap('SCRAM-SHA-256', 'C: /^a1/', 'S: * BYE too many connections'));

    expect(played.codes).toEqual(['auth_server_unavailable']);
  });

  it('because it got nothing yet cannot say OK', async () => {
    const script =
      'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] no SASL-IR here\nC: a1 AUTHENTICATE PLAIN\nS: a1 OK welcome';

    const played = await playImap(script);

    expect(played.codes).toEqual(['auth_exchange_broken']);
    expectNotIn(played.received);
  });

  it('because it says PREAUTH gets no password', async () => {
    const script = 'S: * PREAUTH [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] welcome back';

    const played = await playImap(script);

    expect(attempts(played)).toBe(0);
    expect(played.codes).toEqual(['auth_signed_in_without_proof']);
  });
});

describe('a server that hangs up while a person thinks', () => {
  const OFFER = 'S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready';

  async function playTwice(first: string, second: string): Promise<readonly [readonly string[], string]> {
    const server = await playTranscript(first, {
      pki: await makePki(),
      implicitTls: true,
      connections: [first, second],
    });
    const report = await examineAt([endpointAt('imap', server, 'implicit-tls')], {
      timeoutMs: 2_000,
      onPlan: () => new Promise((resolve) => setTimeout(resolve, 200)),
    });
    await server.close();
    return [report.findings.map(({ code }) => code), server.received().toString('latin1')];
  }

  it('is reached again, once, and signed in to by the same plan', async () => {
    const [codes, received] = await playTwice(
      `${OFFER}\nCLOSE`,
      `${OFFER}\nC: /^a1 AUTHENTICATE SCRAM-SHA-256 /\nS: a1 NO [AUTHENTICATIONFAILED] no`,
    );

    expect(codes).toEqual(['auth_username_form']);
    expect(received.split('AUTHENTICATE')).toHaveLength(2);
  });

  it('gets nothing when it offers less than was planned', async () => {
    const [codes, received] = await playTwice(`${OFFER}\nCLOSE`, OFFER.replace('SCRAM-SHA-256', 'PLAIN'));

    expect(codes).toEqual(['auth_mechanism_not_offered']);
    expect(received).not.toContain('AUTHENTICATE');
  });

  it('gets nothing when it offers channel binding all of a sudden: the plan said otherwise', async () => {
    const [codes, received] = await playTwice(
      `${OFFER}\nCLOSE`,
      OFFER.replace('AUTH=SCRAM-SHA-256', 'AUTH=SCRAM-SHA-256 AUTH=SCRAM-SHA-256-PLUS'),
    );

    expect(codes).toEqual(['auth_mechanism_not_offered']);
    expect(received).not.toContain('AUTHENTICATE');
  });
});

describe('a server that repeats what it was sent', () => {
  it('gets no part of it into the report', async () => {
    const script = imap(
      'PLAIN',
      'C: /^a1 AUTHENTICATE PLAIN (.+)$/',
      'S: * NO I got ${1}',
      `S: a1 NO [AUTHENTICATIONFAILED] no ${PASSWORD} here`,
    );

    const played = await playImap(script);

    expect(played.codes).toEqual(['auth_password_refused']);
    expect(played.received).toContain(Buffer.from(`\0alice@example.test\0${PASSWORD}`).toString('base64'));
    expectNotIn(JSON.stringify(played.report));
    expect(JSON.stringify(played.report)).toContain('withheld');
  });

  it('gets it into no event either', async () => {
    const events: unknown[] = [];
    const script = imap('PLAIN', 'C: /^a1/', `S: a1 NO [X${PASSWORD}] ${PASSWORD}`);

    await playImap(script, { onEvent: (event) => events.push(event) });

    expectNotIn(JSON.stringify(events));
  });
});

describe('words of a server', () => {
  it('lose what could move or hide text, and their length', async () => {
    const script = imap(
      'SCRAM-SHA-256',
      'C: /^a1/',
      `S<: a1 NO [AUTHENTICATIONFAILED] \\x1b]8;;http://evil\\x07<img src=x>${'A'.repeat(2_000)}\\r\\n`,
    );

    const { report } = await playImap(script);

    const text = report.signIns[0]?.serverText ?? '';
    expect(text).toContain('\\u{1b}');
    expect(text).toHaveLength(500);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(JSON.stringify(report)).not.toMatch(/\\u001b|[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('the order of things', () => {
  it('says the plan before it asks, and asks before it sends', async () => {
    const script = imap('SCRAM-SHA-256', 'C: /^a1/', 'S: a1 NO no');
    const server = await playTranscript(script, { pki: await makePki(), implicitTls: true });
    const seen: string[] = [];
    const received = (): string => server.received().toString('latin1');

    await examineAt([endpointAt('imap', server, 'implicit-tls')], {
      onEvent: ({ type }) => {
        if (type === 'plan') seen.push('plan');
      },
      onPlan: (plan) => {
        seen.push(received().includes('AUTHENTICATE') ? 'asked too late' : 'asked');
        expect(plan.incoming).toMatchObject({ mechanism: 'SCRAM-SHA-256', serverLearns: 'proof' });
      },
    });
    await server.close();

    expect(seen).toEqual(['plan', 'asked']);
    expect(received()).toContain('AUTHENTICATE');
  });

  it('sends nothing where the person goes on without signing in', async () => {
    const played = await playImap(imap('SCRAM-SHA-256 PLAIN'), { password: null });

    expect(played.codes).toEqual(['servers_healthy']);
    expect(attempts(played)).toBe(0);
  });

  it.each(['', 'two\r\nlines', 'nul\0'])('sends nothing for a password like %j', async (password) => {
    const played = await playImap(imap('SCRAM-SHA-256 PLAIN'), { password });

    expect(played.codes).toEqual(['auth_password_unusable']);
    expect(attempts(played)).toBe(0);
  });
});
