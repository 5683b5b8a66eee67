import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imapChallenge, parseImapAuthenticate, readImapExchange } from '../../../shared/wire/imap-sasl.ts';
import {
  parseSieveAuthenticate,
  readSieveExchange,
  readSieveResponse,
  sieveAuthenticate,
  sieveChallenge,
  sieveResponse,
  sieveSuccess,
} from '../../../shared/wire/managesieve-sasl.ts';
import { takeSieveLine, type SieveLine } from '../../../shared/wire/managesieve.ts';
import { parsePop3Auth, pop3Auth, pop3Challenge, readPop3Exchange } from '../../../shared/wire/pop3-sasl.ts';
import { saslMechanisms } from '../../../shared/wire/capability.ts';
import {
  readInitialResponse,
  readResponseLine,
  writeInitialResponse,
} from '../../../shared/wire/sasl-answer.ts';
import { parseSmtpAuth, readSmtpExchange, smtpAuth, smtpChallenge } from '../../../shared/wire/smtp-sasl.ts';
import { parseSmtpReplyLine, smtpReply } from '../../../shared/wire/smtp.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const smtp = (line: string) => readSmtpExchange(smtpReply([parseSmtpReplyLine(bytes(line))!])!);

function sieve(text: string): SieveLine {
  const line = takeSieveLine(bytes(text));
  if (line === null || line === 'malformed') throw new Error(`not a line: ${text}`);
  return line;
}

describe('an initial response', () => {
  it('is told from an absent one, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (response) => {
        expect(readInitialResponse(writeInitialResponse(response).base64)).toEqual(response);
      }),
    );
    expect(writeInitialResponse(new Uint8Array()).base64).toBe('=');
    expect(readInitialResponse('')).toBeUndefined();
    expect(readInitialResponse('@')).toBeUndefined();
  });

  it.each([
    ['a AUTHENTICATE PLAIN', { tag: 'a', mechanism: 'PLAIN' }],
    ['a1 authenticate external =', { tag: 'a1', mechanism: 'EXTERNAL', initialResponse: new Uint8Array() }],
    ['a AUTHENTICATE PLAIN AHRpbQ==', { tag: 'a', mechanism: 'PLAIN', initialResponse: bytes('\0tim') }],
    ['a AUTHENTICATE PLAIN @@', null],
    ['a AUTHENTICATE PLAIN = =', null],
    ['a AUTHENTICATE X*Y', null],
    ['a LOGIN x y', null],
  ])('in IMAP: %j', (line, expected) => {
    expect(parseImapAuthenticate(line)).toEqual(expected);
  });

  it('in SMTP, POP3 and ManageSieve', () => {
    expect(parseSmtpAuth(`${smtpAuth('PLAIN')} AHRpbQ==`)).toEqual({
      mechanism: 'PLAIN',
      initialResponse: bytes('\0tim'),
    });
    expect(parseSmtpAuth('EHLO x')).toBeNull();
    expect(parsePop3Auth(`${pop3Auth('EXTERNAL')} =`)).toEqual({
      mechanism: 'EXTERNAL',
      initialResponse: new Uint8Array(),
    });
    expect(parseSieveAuthenticate(sieve(`${sieveAuthenticate('PLAIN')} "AHRpbQ=="\r\n`))).toEqual({
      mechanism: 'PLAIN',
      initialResponse: bytes('\0tim'),
    });
    expect(parseSieveAuthenticate(sieve('AUTHENTICATE "EXTERNAL" ""\r\n'))).toEqual({
      mechanism: 'EXTERNAL',
      initialResponse: new Uint8Array(),
    });
    expect(parseSieveAuthenticate(sieve('AUTHENTICATE "EXTERNAL"\r\n'))).toEqual({ mechanism: 'EXTERNAL' });
  });
});

describe('a long string of ManageSieve', () => {
  const long = bytes('x'.repeat(900)); // over 1024 octets in base64

  it('is a literal that waits for nobody, from a client', () => {
    const { before, base64, after } = sieveResponse(long);
    expect(before).toBe('{1200+}\r\n');
    const command = `${sieveAuthenticate('PLAIN')} ${before}${base64}${after}\r\n`;
    const begun = parseSieveAuthenticate(sieve(command));
    expect(begun?.initialResponse).toEqual(long);
  });

  it('is a plain literal from a server', () => {
    expect(sieveChallenge(long)).toMatch(/^\{1200\}\r\n/);
  });
});

describe('a challenge', () => {
  it('comes back as it was, in every protocol', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (challenge) => {
        const expected = { kind: 'challenge', bytes: challenge };
        expect(readImapExchange(bytes(imapChallenge(challenge)), 'a')).toEqual(expected);
        expect(smtp(smtpChallenge(challenge))).toEqual(expected);
        expect(readPop3Exchange(bytes(pop3Challenge(challenge)))).toEqual(expected);
        expect(readSieveExchange(sieve(`${sieveChallenge(challenge)}\r\n`))).toEqual(expected);
      }),
    );
  });

  it('of ManageSieve is read as a quoted string and as a literal, empty or not', () => {
    for (const line of ['"AAAA"\r\n', '{4}\r\nAAAA\r\n', '{4+}\r\nAAAA\r\n']) {
      expect(readSieveExchange(sieve(line))).toEqual({ kind: 'challenge', bytes: new Uint8Array(3) });
    }
    for (const line of ['""\r\n', '{0}\r\n\r\n']) {
      expect(readSieveExchange(sieve(line))).toEqual({ kind: 'challenge', bytes: new Uint8Array() });
    }
  });

  it.each(['+ @@@', '+ AA'])('that is not base64 fails: %j', (line) => {
    expect(readImapExchange(bytes(line), 'a')).toEqual({ kind: 'failed', failure: 'malformed' });
  });
});

describe('the end of an exchange', () => {
  it.each([
    ['a OK done', { kind: 'accepted' }],
    ['a NO [AUTHENTICATIONFAILED] no', { kind: 'rejected', words: { responseCode: 'AUTHENTICATIONFAILED' } }],
    ['a BAD what', { kind: 'rejected' }],
    ['* BYE gone', { kind: 'rejected' }],
  ])('in IMAP: %j', (line, expected) => {
    expect(readImapExchange(bytes(line), 'a')).toMatchObject(expected);
  });

  it('in IMAP is not another command’s, and not untagged', () => {
    expect(readImapExchange(bytes('b OK done'), 'a')).toBeNull();
    expect(readImapExchange(bytes('* OK still here'), 'a')).toBeNull();
  });

  it('in SMTP and POP3', () => {
    expect(smtp('235 2.7.0 ok')).toMatchObject({ kind: 'accepted' });
    expect(smtp('535 5.7.8 no')).toMatchObject({
      kind: 'rejected',
      words: { replyCode: 535, enhancedStatusCode: '5.7.8' },
    });
    expect(readPop3Exchange(bytes('+OK in'))).toMatchObject({ kind: 'accepted' });
    expect(readPop3Exchange(bytes('-ERR [AUTH] no'))).toMatchObject({
      kind: 'rejected',
      words: { responseCode: 'AUTH', text: 'no' },
    });
    expect(readPop3Exchange(bytes('* what'))).toMatchObject({ kind: 'failed' });
  });

  it('in ManageSieve carries the mechanism’s last data', () => {
    expect(readSieveExchange(sieve(`${sieveSuccess(bytes('v=x'))}\r\n`))).toMatchObject({
      kind: 'accepted',
      additionalData: bytes('v=x'),
    });
    expect(readSieveExchange(sieve(`${sieveSuccess(null)}\r\n`))).not.toHaveProperty('additionalData');
    expect(readSieveExchange(sieve('OK (SASL {4}\r\nAAAA) "in"\r\n'))).toMatchObject({
      additionalData: new Uint8Array(3),
    });
    expect(readSieveExchange(sieve('OK (SASL "@")\r\n'))).toMatchObject({ kind: 'failed' });
    expect(readSieveExchange(sieve('NO (AUTH-TOO-WEAK) "stronger, please"\r\n'))).toMatchObject({
      kind: 'rejected',
      words: { responseCode: 'AUTH-TOO-WEAK', text: 'stronger, please' },
    });
    expect(readSieveExchange(sieve('what\r\n'))).toMatchObject({ kind: 'failed' });
  });
});

describe('what a server reads', () => {
  it('is a response, a cancel, or neither', () => {
    expect(readResponseLine('*')).toEqual({ kind: 'cancelled' });
    expect(readResponseLine('')).toEqual({ kind: 'response', bytes: new Uint8Array() });
    expect(readResponseLine('AA=')).toEqual({ kind: 'malformed' });
    expect(readSieveResponse(sieve('"*"\r\n'))).toEqual({ kind: 'cancelled' });
    expect(readSieveResponse(sieve('"AAAA"\r\n'))).toEqual({ kind: 'response', bytes: new Uint8Array(3) });
    expect(readSieveResponse(sieve('LOGOUT\r\n'))).toEqual({ kind: 'malformed' });
  });

  it('names POP3’s mechanisms', () => {
    expect(saslMechanisms(['TOP', 'SASL PLAIN scram-sha-1', 'UIDL'])).toEqual(['PLAIN', 'SCRAM-SHA-1']);
  });
});

describe('a ManageSieve line', () => {
  const STREAM = 'OK (SASL {8}\r\n"\r\n)\\(x ) "a \\"quoted\\" {3}" atom {0+}\r\n\r\n';

  it('is the same wherever the stream is cut', () => {
    const whole = takeSieveLine(bytes(STREAM));
    for (let cut = 0; cut < STREAM.length; cut++)
      expect(takeSieveLine(bytes(STREAM.slice(0, cut)))).toBeNull();
    expect(whole).toMatchObject({ length: STREAM.length });
  });

  it.each(['"never\r\nended"\r\n', '{99999999}\r\n', '{-1}\r\nx', '{x}\r\n', '"\0"\r\n', '\u0001\r\n'])(
    '%j is malformed',
    (text) => {
      expect(takeSieveLine(bytes(text))).toBe('malformed');
    },
  );

  it('of any bytes is read, waited for or malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (buffer) => {
        const line = takeSieveLine(buffer);
        if (line !== null && line !== 'malformed') readSieveExchange(line);
      }),
    );
  });

  it('that never ends is malformed before it costs much', () => {
    expect(takeSieveLine(new Uint8Array(200_000).fill(65))).toBe('malformed');
  });
});
