import { describe, expect, it } from 'vitest';
import { endpointAt, examineAt, expectNoSecret, play } from './examine.ts';
import { makePki } from '../servers/pki.ts';
import { playTranscript } from '../servers/scripted.ts';
import { STARTTLS_PROTOCOLS, STARTTLS_WORDS, type StarttlsWords } from './starttls-words.ts';

// Each ends before TLS, with the finding that says why; nothing was sent that could be used to sign in (A1 to A3).
const CASES: readonly (readonly [string, (words: StarttlsWords) => string, string])[] = [
  [
    'not offered',
    ({ upToOffer, offerWithout }) => [upToOffer, offerWithout].join('\n'),
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

function upTo({ upToOffer, offer, command }: StarttlsWords, answer: string): string {
  return [upToOffer, offer, command, answer].join('\n');
}

describe.each(STARTTLS_PROTOCOLS)('STARTTLS of %s', (protocol) => {
  const words = STARTTLS_WORDS[protocol];

  it.each(CASES)('that is %s ends the attempt', async (_, script, code) => {
    const played = await play(protocol, 'starttls', script(words), { timeoutMs: 1_000 });

    expect(played.codes).toEqual([code]);
    expect(played.report.verdict).toBe('problems');
    expectNoSecret(played);
  });

  it.each(words.refusals)(
    'that is refused with “%s %s” ends the attempt, and the words are kept',
    async (code, text) => {
      const played = await play(protocol, 'starttls', upTo(words, `S: ${code} ${text}`));

      expect(played.codes).toEqual(['starttls_refused']);
      expect(JSON.stringify(played.report.observations)).toContain(text.replaceAll('"', ''));
      expectNoSecret(played);
    },
  );

  it('with bytes behind the answer in one piece is an injection', async () => {
    const script = upTo(words, `S<: ${words.agree}\\r\\n${words.injected}`);

    const played = await play(protocol, 'starttls', script);

    expect(played.codes).toEqual(['starttls_extra_bytes']);
    expectNoSecret(played);
  });

  it('with bytes behind the answer never goes on, wherever the stream is cut', async () => {
    const stream = `${words.agree}\r\n${words.injected.replaceAll('\\r\\n', '\r\n')}`;
    const escape = (text: string): string => text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
    const scripts = Array.from({ length: stream.length - 1 }, (_, at) =>
      upTo(words, `S<: ${escape(stream.slice(0, at + 1))}\nS<: ${escape(stream.slice(at + 1))}`),
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
    const script = upTo(words, [`S: ${words.agree}`, 'TLS', ...words.inTls].join('\n'));

    const played = await play(protocol, 'starttls', script);

    expect(played.codes).toEqual(['auth_no_safe_mechanism']);
    const lists = played.report.observations.filter(({ kind }) => kind === 'capabilities');
    expect(lists).toMatchObject([
      { phase: 'before-tls', mechanisms: ['SCRAM-SHA-256'] },
      { phase: 'in-tls', outcome: 'listed', mechanisms: ['GSSAPI'] },
    ]);
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

describe('SMTP between servers', () => {
  it('is talked to as submission is', async () => {
    const words = STARTTLS_WORDS.submission;
    const script = upTo(words, [`S: ${words.agree}`, 'TLS', ...words.inTls].join('\n'));

    const played = await play('smtp', 'starttls', script);

    expect(played.codes).toEqual(['servers_healthy']);
    expect(played.server.problems()).toEqual([]);
    expectNoSecret(played);
  });
});
