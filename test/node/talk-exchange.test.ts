import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CleartextConnection } from '../../electron/node/net/cleartext-connection.ts';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { TranscriptWriter } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { talkOf } from '../../electron/node/talk/talk-of.ts';
import type { Talk } from '../../electron/node/talk/talk.ts';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import type { ExchangeAnswer } from '../../shared/wire/sasl-answer.ts';

const PROTOCOLS: readonly Protocol[] = ['imap', 'submission', 'pop3', 'managesieve'];
const deadlines = deadlinesOf(2_000);

interface Heard {
  readonly answer: ExchangeAnswer;
  readonly recorded: readonly string[];
}

/** What a talk makes of an answer that comes in pieces, before the server hangs up. */
async function hear(protocol: Protocol, pieces: readonly Uint8Array[]): Promise<Heard> {
  const stream = new PassThrough();
  const transcript = new TranscriptWriter('c1', () => 0, new Secrets());
  // A connection uses no more of a socket than what every stream has.
  const socket = stream as unknown as Socket;
  const connection = new CleartextConnection(socket, transcript, new AbortController().signal);
  const talk = talkOf(protocol);
  talk.authenticate('PLAIN', null, []);
  const answer = talk.exchange(connection, deadlines);
  for (const piece of pieces) {
    stream.write(piece);
    await new Promise(setImmediate);
  }
  stream.end();
  const heard = await answer;
  connection.close();
  return { answer: heard, recorded: transcript.lines.map(({ text }) => text) };
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe.each(PROTOCOLS)('an answer over %s', (protocol) => {
  it('of any bytes is an answer or says why it is none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 3 }), async (pieces) => {
        const { answer } = await hear(protocol, [...pieces, bytes('\r\n')]);

        expect(['challenge', 'accepted', 'rejected', 'failed']).toContain(answer.kind);
      }),
    );
  });

  it('of an unended line is a connection that was closed, or nothing that can be read', async () => {
    const { answer } = await hear(protocol, [bytes('"AAAA"')]);

    expect(answer).toEqual({ kind: 'failed', failure: 'closed' });
  });

  it('without an end is given up', async () => {
    const { answer } = await hear(protocol, [bytes(`"${'A'.repeat(200_000)}`)]);

    expect(answer).toMatchObject({ kind: 'failed' });
  });
});

// What servers say in the middle of an exchange and at its end.
const ANSWERS: readonly (readonly [Protocol, string, ExchangeAnswer['kind']])[] = [
  ['pop3', '+ cj1hYmM=\r\n', 'challenge'],
  ['pop3', '+ \r\n', 'challenge'],
  ['pop3', '+OK Logged in.\r\n', 'accepted'],
  ['pop3', '-ERR [AUTH] Authentication failed.\r\n', 'rejected'],
  ['managesieve', '"cj1hYmM="\r\n', 'challenge'],
  ['managesieve', '{8}\r\ncj1hYmM=\r\n', 'challenge'],
  ['managesieve', '{0}\r\n\r\n', 'challenge'],
  ['managesieve', 'OK "Logged in."\r\n', 'accepted'],
  ['managesieve', 'OK (SASL "cj1hYmM=") "Logged in."\r\n', 'accepted'],
  ['managesieve', 'OK (SASL {8}\r\ncj1hYmM=) {2}\r\n\r\n\r\n', 'accepted'],
  ['managesieve', 'NO (AUTH-TOO-WEAK) {6}\r\nno\r\nno\r\n', 'rejected'],
];

describe.each(ANSWERS)('over %s %j', (protocol, text, kind) => {
  it('is the same answer wherever the stream is cut', async () => {
    const { answer: whole } = await hear(protocol, [bytes(text)]);

    expect(whole.kind).toBe(kind);
    for (let at = 1; at < text.length; at++) {
      const { answer } = await hear(protocol, [bytes(text.slice(0, at)), bytes(text.slice(at))]);
      expect(answer).toEqual(whole);
    }
  });

  it('is none where the stream ends before it does', async () => {
    for (let at = 0; at < text.length - 1; at++) {
      const { answer } = await hear(protocol, [bytes(text.slice(0, at))]);
      expect(answer).toEqual({ kind: 'failed', failure: 'closed' });
    }
  });

  it('leaves no challenge in the transcript, and every other word', async () => {
    const { recorded } = await hear(protocol, [bytes(text)]);

    expect(recorded.join()).not.toContain('cj1hYmM');
    if (!text.includes('cj1hYmM') && kind !== 'challenge') {
      expect(recorded[0]).toContain(text.slice(0, 4));
      expect(recorded[0]).not.toContain('<challenge');
    }
  });
});

describe('the command that begins a sign-in', () => {
  const line = (talk: Talk, mechanism: string, initial: Uint8Array | null): string => {
    const { command, initialResponse } = talk.authenticate(mechanism, initial, ['SASL-IR']);
    if (initialResponse === null) return command;
    const { before, base64, after } = initialResponse;
    return `${command} ${before}${base64}${after}`;
  };

  it.each([
    ['imap', 'a1 AUTHENTICATE EXTERNAL ='],
    ['submission', 'AUTH EXTERNAL ='],
    ['pop3', 'AUTH EXTERNAL ='],
    ['managesieve', 'AUTHENTICATE "EXTERNAL" ""'],
  ] as const)('tells an empty initial response from none over %s', (protocol, expected) => {
    expect(line(talkOf(protocol), 'EXTERNAL', new Uint8Array())).toBe(expected);
    expect(line(talkOf(protocol), 'EXTERNAL', null)).toBe(expected.replace(/ (=|"")$/, ''));
  });

  // RFC 5034 §4: with its end and the initial response it has 255 octets at the most.
  it.each(['PLAIN', 'EXTERNAL', 'SCRAM-SHA-256-PLUS'])('never is too long for POP3: %s', (mechanism) => {
    const lengths = Array.from({ length: 400 }, (_, length) => new Uint8Array(length));
    const lines = lengths.map((initial) => line(talkOf('pop3'), mechanism, initial));

    expect(Math.max(...lines.map(({ length }) => length + 2))).toBeLessThanOrEqual(255);
    const longest = lines.findLastIndex((one) => one !== `AUTH ${mechanism}`);
    expect(`${lines[longest]}AAAA\r\n`.length).toBeGreaterThan(255);
  });

  it('of ManageSieve sends what is long as a literal, which waits for nobody', () => {
    const long = new Uint8Array(900);

    expect(line(talkOf('managesieve'), 'PLAIN', long)).toBe(
      `AUTHENTICATE "PLAIN" {1200+}\r\n${'A'.repeat(1200)}`,
    );
  });
});
