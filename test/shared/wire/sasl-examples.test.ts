import { describe, expect, it } from 'vitest';
import {
  parseSieveAuthenticate,
  readSieveExchange,
  readSieveResponse,
  SIEVE_CANCEL,
  sieveAuthenticate,
  sieveResponse,
} from '../../../shared/wire/managesieve-sasl.ts';
import { parseSieveResponse, takeSieveLine, type SieveLine } from '../../../shared/wire/managesieve.ts';
import { parsePop3Auth, pop3Auth, readPop3Exchange } from '../../../shared/wire/pop3-sasl.ts';
import {
  CANCEL,
  readResponseLine,
  writeInitialResponse,
  writeResponse,
  type ExchangeAnswer,
  type WrittenResponse,
} from '../../../shared/wire/sasl-answer.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromBase64 = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const written = ({ before, base64, after }: WrittenResponse): string => `${before}${base64}${after}`;

function sieve(text: string): SieveLine {
  const line = takeSieveLine(bytes(`${text}\r\n`));
  if (line === null || line === 'malformed') throw new Error(`not a line: ${text}`);
  return line;
}

// The exchange of DIGEST-MD5 that both RFCs show. Only its framing matters here.
const CHALLENGE =
  'cmVhbG09ImVsd29vZC5pbm5vc29mdC5leGFtcGxlLmNvbSIsbm9uY2U9Ik9BNk1HOXRFUUdtMmhoIixxb3A9ImF1dGgiLGFsZ29yaXRobT1tZDUtc2VzcyxjaGFyc2V0PXV0Zi04';
const RESPONSE =
  'Y2hhcnNldD11dGYtOCx1c2VybmFtZT0iY2hyaXMiLHJlYWxtPSJlbHdvb2QuaW5ub3NvZnQuZXhhbXBsZS5jb20iLG5vbmNlPSJPQTZNRzl0RVFHbTJoaCIsbmM9MDAwMDAwMDEsY25vbmNlPSJPQTZNSFhoNlZxVHJSayIsZGlnZXN0LXVyaT0ic2lldmUvZWx3b29kLmlubm9zb2Z0LmV4YW1wbGUuY29tIixyZXNwb25zZT1kMzg4ZGFkOTBkNGJiZDc2MGExNTIzMjFmMjE0M2FmNyxxb3A9YXV0aA==';
const LAST = 'cnNwYXV0aD1lYTQwZjYwMzM1YzQyN2I1NTI3Yjg0ZGJhYmNkZmZmZA==';

describe('the examples of RFC 5034 §6 (POP3)', () => {
  const plain = bytes('test\0test\0test');

  it('with an initial response', () => {
    const line = `${pop3Auth('PLAIN')} ${written(writeInitialResponse(plain))}`;

    expect(line).toBe('AUTH PLAIN dGVzdAB0ZXN0AHRlc3Q=');
    expect(parsePop3Auth(line)).toEqual({ mechanism: 'PLAIN', initialResponse: plain });
    expect(readPop3Exchange(bytes('+OK Maildrop locked and ready'))).toEqual({
      kind: 'accepted',
      words: { text: 'Maildrop locked and ready' },
    });
  });

  it('without one: an empty challenge asks for it', () => {
    expect(pop3Auth('PLAIN')).toBe('AUTH PLAIN');
    expect(readPop3Exchange(bytes('+ '))).toEqual({ kind: 'challenge', bytes: new Uint8Array() });
    expect(written(writeResponse(plain))).toBe('dGVzdAB0ZXN0AHRlc3Q=');
  });

  it('with a mechanism in which the server begins', () => {
    expect(readPop3Exchange(bytes(`+ ${CHALLENGE}`))).toEqual({
      kind: 'challenge',
      bytes: fromBase64(CHALLENGE),
    });
    expect(written(writeResponse(fromBase64(RESPONSE)))).toBe(RESPONSE);
    expect(readPop3Exchange(bytes(`+ ${LAST}`))).toEqual({ kind: 'challenge', bytes: fromBase64(LAST) });
    expect(written(writeResponse(new Uint8Array()))).toBe('');
  });
});

describe('an answer of POP3', () => {
  const no = (code: string, text: string) => ({ kind: 'rejected', words: { responseCode: code, text } });

  it.each<[string, unknown]>([
    ['-ERR [AUTH] no', no('AUTH', 'no')],
    ['-err [sys/temp] later', no('SYS/TEMP', 'later')],
    ['-ERR [IN-USE] busy', no('IN-USE', 'busy')],
    ['-ERR', { kind: 'rejected', words: { text: '' } }],
    ['+OK', { kind: 'accepted', words: { text: '' } }],
    ['+', { kind: 'challenge', bytes: new Uint8Array() }],
    ['+ AA', { kind: 'failed', failure: 'malformed' }],
    ['+ A A=', { kind: 'failed', failure: 'malformed' }],
    ['+OKAY', { kind: 'failed', failure: 'malformed' }],
    ['+AAAA', { kind: 'failed', failure: 'malformed' }],
    ['', { kind: 'failed', failure: 'malformed' }],
  ])('%j is read', (line, expected) => {
    expect(readPop3Exchange(bytes(line))).toEqual(expected);
  });

  it('can follow a cancel, which the server reads as one', () => {
    expect(readResponseLine(CANCEL)).toEqual({ kind: 'cancelled' });
  });
});

describe('the examples of RFC 5804 §2.1 (ManageSieve)', () => {
  it('with quoted strings, and the last data in the success', () => {
    expect(parseSieveAuthenticate(sieve('Authenticate "DIGEST-MD5"'))).toEqual({ mechanism: 'DIGEST-MD5' });
    expect(readSieveExchange(sieve(`"${CHALLENGE}"`))).toEqual({
      kind: 'challenge',
      bytes: fromBase64(CHALLENGE),
    });
    expect(written(sieveResponse(fromBase64(RESPONSE)))).toBe(`"${RESPONSE}"`);
    expect(readSieveExchange(sieve(`OK (SASL "${LAST}")`))).toEqual({
      kind: 'accepted',
      words: { responseCode: 'SASL', text: '' },
      additionalData: fromBase64(LAST),
    });
  });

  it('with literals, and the last data in a challenge', () => {
    expect(readSieveExchange(sieve(`{136}\r\n${CHALLENGE}`))).toEqual({
      kind: 'challenge',
      bytes: fromBase64(CHALLENGE),
    });
    expect(readSieveResponse(sieve(`{300+}\r\n${RESPONSE}`))).toEqual({
      kind: 'response',
      bytes: fromBase64(RESPONSE),
    });
    expect(readSieveExchange(sieve(`{56}\r\n${LAST}`))).toEqual({
      kind: 'challenge',
      bytes: fromBase64(LAST),
    });
    expect(written(sieveResponse(new Uint8Array()))).toBe('""');
    expect(readSieveExchange(sieve('OK'))).toEqual({ kind: 'accepted', words: { text: '' } });
  });

  it('with an initial response, refused, and refused for good', () => {
    const line = `${sieveAuthenticate('PLAIN')} ${written(sieveResponse(bytes('\0tim\0tanstaaftanstaaf')))}`;

    expect(line).toBe('AUTHENTICATE "PLAIN" "AHRpbQB0YW5zdGFhZnRhbnN0YWFm"');
    expect(readSieveExchange(sieve('NO'))).toEqual({
      kind: 'rejected',
      words: { condition: 'NO', text: '' },
    });
    expect(readSieveExchange(sieve('BYE "Too many failed authentication attempts"'))).toEqual({
      kind: 'rejected',
      words: { condition: 'BYE', text: 'Too many failed authentication attempts' },
    });
  });

  it('with an initial response too long for a quoted string, and an empty response as a literal', () => {
    const long = new Uint8Array(1116).fill(96); // 1488 characters of base64, as in the example

    expect(written(sieveResponse(long))).toMatch(/^\{1488\+\}\r\n[A-Za-z0-9+/]{1488}$/);
    expect(readSieveResponse(sieve('{0+}\r\n'))).toEqual({ kind: 'response', bytes: new Uint8Array() });
    expect(readSieveExchange(sieve('{44}\r\nBQQF/wAMAAwAAAAAYRGFAo6W0vIHti8i1UXODgEAEAA='))).toMatchObject({
      kind: 'challenge',
    });
  });
});

describe('an answer of ManageSieve', () => {
  const malformed: ExchangeAnswer = { kind: 'failed', failure: 'malformed' };
  const no = (words: object) => ({ kind: 'rejected', words });

  it.each<[string, unknown]>([
    ['""', { kind: 'challenge', bytes: new Uint8Array() }], // Dovecot
    ['{0}\r\n', { kind: 'challenge', bytes: new Uint8Array() }], // Cyrus
    ['{0+}\r\n', { kind: 'challenge', bytes: new Uint8Array() }],
    ['ok "in"', { kind: 'accepted', words: { text: 'in' } }],
    ['OK (WARNINGS) "in"', { kind: 'accepted', words: { responseCode: 'WARNINGS', text: 'in' } }],
    ['NO (AUTH-TOO-WEAK) "x"', no({ responseCode: 'AUTH-TOO-WEAK', condition: 'NO', text: 'x' })],
    ['NO (ENCRYPT-NEEDED)', no({ responseCode: 'ENCRYPT-NEEDED', condition: 'NO', text: '' })],
    [
      'No (transition-needed) {1}\r\nx',
      no({ responseCode: 'TRANSITION-NEEDED', condition: 'NO', text: 'x' }),
    ],
    ['BYE (REFERRAL "sieve://b.test") "x"', no({ responseCode: 'REFERRAL', condition: 'BYE', text: 'x' })],
    ['NO (X ("a" ("b")) "c") "d"', no({ responseCode: 'X', condition: 'NO', text: 'd' })],
    ['OK (SASL {4}\r\nAAAA) "in"', { additionalData: new Uint8Array(3) }],
    ['OK (SASL "")', { additionalData: new Uint8Array() }],
    ['OK (SASL)', malformed],
    ['OK (SASL AAAA)', malformed],
    ['OK (SASL "AAAA" "AAAA")', malformed],
    ['OK (SASL "A")', malformed],
    ['OK (SASL "AAAA"', malformed],
    ['"AAAA" "AAAA"', malformed],
    ['"AA AA"', malformed],
    ['"AAA"', malformed],
    ['AAAA', malformed],
    ['+ AAAA', malformed],
    ['', malformed],
  ])('%j is read', (text, expected) => {
    expect(readSieveExchange(sieve(text))).toMatchObject(expected as object);
  });

  it('whose response code never ends is none', () => {
    expect(parseSieveResponse(sieve('NO (TRYLATER "later"'))).toBeNull();
    expect(parseSieveResponse(sieve('OK () "in"'))).toMatchObject({ code: [], words: { text: 'in' } });
  });

  it('can follow a cancel, which the server reads as one', () => {
    expect(readSieveResponse(sieve(SIEVE_CANCEL))).toEqual({ kind: 'cancelled' });
  });
});
