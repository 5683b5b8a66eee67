import { describe, expect, it } from 'vitest';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import { endpointAt, examineAt, expectNoSecret, play } from './examine.ts';
import { makePki } from '../servers/pki.ts';
import { playTranscript } from '../servers/scripted.ts';

interface Words {
  readonly greeting: string;
  readonly ask: string;
  readonly offer: string;
  readonly offerWithout: string;
  readonly command: string;
  readonly agree: string;
}

const WORDS: Readonly<Record<Protocol, Words>> = {
  imap: {
    greeting: 'S: * OK ready',
    ask: 'C: a1 CAPABILITY',
    offer: 'S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=SCRAM-SHA-256\nS: a1 OK done',
    offerWithout: 'S: * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=SCRAM-SHA-256\nS: a1 OK done',
    command: 'C: a2 STARTTLS',
    agree: 'a2 OK begin TLS',
  },
  submission: {
    greeting: 'S: 220 mail.example.test ESMTP',
    ask: 'C: /^EHLO/',
    offer: 'S: 250-mail.example.test\nS: 250-AUTH PLAIN SCRAM-SHA-256\nS: 250 STARTTLS',
    offerWithout: 'S: 250-mail.example.test\nS: 250 AUTH PLAIN SCRAM-SHA-256',
    command: 'C: STARTTLS',
    agree: '220 2.0.0 begin TLS',
  },
};

// Each ends before TLS, with the finding that says why; nothing was sent that could be used to sign in (A1 to A3).
const CASES: readonly (readonly [string, (words: Words) => string, string])[] = [
  [
    'not offered',
    ({ greeting, ask, offerWithout }) => [greeting, ask, offerWithout].join('\n'),
    'starttls_not_offered',
  ],
  ['answered with garbage', (w) => upTo(w, 'S: !!! what?'), 'protocol_answer_malformed'],
  ['answered with silence', (w) => upTo(w, 'SILENT'), 'network_server_silent'],
  ['answered by hanging up', (w) => upTo(w, 'CLOSE'), 'network_connection_lost'],
  ['answered by a reset', (w) => upTo(w, 'RESET'), 'network_connection_lost'],
  [
    'agreed to, then answered in the clear',
    (w) => upTo(w, `S: ${w.agree}\nC: /./\nS: * BYE`),
    'starttls_no_tls_followed',
  ],
  ['agreed to, then silent', (w) => upTo(w, `S: ${w.agree}\nSILENT`), 'starttls_no_tls_followed'],
  ['agreed to, then hung up', (w) => upTo(w, `S: ${w.agree}\nCLOSE`), 'starttls_no_tls_followed'],
];

function upTo({ greeting, ask, offer, command }: Words, answer: string): string {
  return [greeting, ask, offer, command, answer].join('\n');
}

describe.each(['imap', 'submission'] as const)('STARTTLS of %s', (protocol) => {
  it.each(CASES)('that is %s ends the attempt', async (_, script, code) => {
    const played = await play(protocol, 'starttls', script(WORDS[protocol]), { timeoutMs: 1_000 });

    expect(played.codes).toEqual([code]);
    expect(played.report.verdict).toBe('problems');
    expectNoSecret(played);
  });

  it.each(
    protocol === 'imap'
      ? [
          ['a2 NO', 'not now'],
          ['a2 BAD', 'unknown command'],
        ]
      : [
          ['454', '4.7.0 TLS not available'],
          ['502', '5.5.1 not implemented'],
          ['530', '5.7.0 go away'],
        ],
  )('that is refused with “%s %s” ends the attempt, and the words are kept', async (code, words) => {
    const played = await play(protocol, 'starttls', upTo(WORDS[protocol], `S: ${code} ${words}`));

    expect(played.codes).toEqual(['starttls_refused']);
    expect(JSON.stringify(played.report.observations)).toContain(words);
    expectNoSecret(played);
  });

  it('with bytes behind the answer in one piece is an injection', async () => {
    const injected =
      protocol === 'imap' ? '* CAPABILITY IMAP4rev1 AUTH=PLAIN\\r\\n' : '250-evil\\r\\n250 AUTH PLAIN\\r\\n';
    const script = upTo(WORDS[protocol], `S<: ${WORDS[protocol].agree}\\r\\n${injected}`);

    const played = await play(protocol, 'starttls', script);

    expect(played.codes).toEqual(['starttls_extra_bytes']);
    expectNoSecret(played);
  });

  it('with bytes behind the answer never goes on, wherever the stream is cut', async () => {
    const { agree } = WORDS[protocol];
    const tail = protocol === 'imap' ? '* OK x\r\n' : '250 x\r\n';
    const stream = `${agree}\r\n${tail}`;
    const escape = (text: string): string => text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
    const scripts = Array.from({ length: stream.length - 1 }, (_, at) =>
      upTo(WORDS[protocol], `S<: ${escape(stream.slice(0, at + 1))}\nS<: ${escape(stream.slice(at + 1))}`),
    );

    const server = await playTranscript(scripts[0]!, { pki: await makePki(), connections: scripts });
    const reached = new Set<string>();
    for (let at = 0; at < scripts.length; at++) {
      const report = await examineAt([endpointAt(protocol, server, 'starttls')], { timeoutMs: 1_000 });
      expect(report.signIns).toEqual([]);
      for (const { code } of report.findings) reached.add(code);
    }
    await server.close();

    // Bytes that come in a packet of their own reach the TLS handshake, which fails on them.
    expect([...reached].filter((code) => code !== 'starttls_extra_bytes')).toEqual(
      reached.has('starttls_no_tls_followed') ? ['starttls_no_tls_followed'] : [],
    );
    expect(reached.has('starttls_extra_bytes')).toBe(true);
    expect(server.received().toString('latin1')).not.toMatch(/AUTH|LOGIN/);
  });

  it('throws away what was offered before TLS', async () => {
    const script =
      protocol === 'imap'
        ? [
            'S: * OK [CAPABILITY IMAP4rev1 SASL-IR STARTTLS AUTH=PLAIN] ready',
            'C: a1 STARTTLS',
            'S: a1 OK go',
            'TLS',
            'C: a2 CAPABILITY',
            'S: * CAPABILITY IMAP4rev1 AUTH=GSSAPI',
            'S: a2 OK done',
          ]
        : [
            'S: 220 ready',
            'C: /^EHLO/',
            'S: 250-mail\nS: 250-AUTH PLAIN\nS: 250 STARTTLS',
            'C: STARTTLS',
            'S: 220 go',
            'TLS',
            'C: /^EHLO/',
            'S: 250-mail\nS: 250 AUTH GSSAPI',
          ];

    const played = await play(protocol, 'starttls', script.join('\n'));

    expect(played.codes).toEqual(['auth_no_safe_mechanism']);
    expect(played.server.problems()).toEqual([]);
    expectNoSecret(played);
  });
});

describe('IMAP that says PREAUTH in the clear', () => {
  it.each(['starttls', 'cleartext'] as const)('ends the attempt on a %s endpoint (A6)', async (security) => {
    const played = await play('imap', security, 'S: * PREAUTH welcome back');

    expect(played.codes).toEqual(['protocol_preauth_in_cleartext']);
    expect(played.received).toBe('');
  });
});
