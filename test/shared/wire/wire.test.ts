import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imapMechanisms, parseImapResponse } from '../../../shared/wire/imap.ts';
import { LineBuffer, LONGEST_LINE_BYTES } from '../../../shared/wire/lines.ts';
import { recogniseService } from '../../../shared/wire/recognise.ts';
import { clipText, safeText } from '../../../shared/wire/server-words.ts';
import { ehloKeywords, parseSmtpReplyLine, smtpMechanisms, smtpReply } from '../../../shared/wire/smtp.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function linesOf(buffer: LineBuffer): string[] {
  const lines: string[] = [];
  for (let line = buffer.next(); line !== null && line !== 'too-long'; line = buffer.next()) {
    lines.push(Buffer.from(line).toString());
  }
  return lines;
}

describe('lines', () => {
  it('come out the same wherever the stream is cut', () => {
    const stream = bytes('* OK one\r\ntwo\nthree\r\r\n\r\nleft over');
    for (let cut = 0; cut <= stream.length; cut++) {
      const buffer = new LineBuffer();
      buffer.push(stream.subarray(0, cut));
      const early = linesOf(buffer);
      buffer.push(stream.subarray(cut));
      expect([...early, ...linesOf(buffer)]).toEqual(['* OK one', 'two', 'three\r', '']);
      expect(buffer.length).toBe('left over'.length);
    }
  });

  it('that never end are called too long', () => {
    const buffer = new LineBuffer();
    buffer.push(new Uint8Array(LONGEST_LINE_BYTES + 1).fill(65));
    expect(buffer.next()).toBe('too-long');
  });

  it('of the greatest length are read', () => {
    const buffer = new LineBuffer();
    buffer.push(new Uint8Array(LONGEST_LINE_BYTES).fill(65));
    expect(buffer.next()).toBeNull();
    buffer.push(bytes('\r\n'));
    expect(buffer.next()).toHaveLength(LONGEST_LINE_BYTES);
  });
});

describe('an IMAP response', () => {
  it.each([
    [
      '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Dovecot ready.',
      {
        kind: 'status',
        tag: '*',
        status: 'OK',
        capabilities: ['IMAP4REV1', 'SASL-IR', 'AUTH=PLAIN'],
        words: { responseCode: 'CAPABILITY', text: 'Dovecot ready.' },
      },
    ],
    [
      'a1 NO [AUTHENTICATIONFAILED] Authentication failed.',
      {
        kind: 'status',
        tag: 'a1',
        status: 'NO',
        capabilities: null,
        words: { responseCode: 'AUTHENTICATIONFAILED', text: 'Authentication failed.' },
      },
    ],
    ['a1 OK', { kind: 'status', tag: 'a1', status: 'OK', capabilities: null, words: { text: '' } }],
    [
      '* bye so long',
      { kind: 'status', tag: '*', status: 'BYE', capabilities: null, words: { text: 'so long' } },
    ],
    ['* CAPABILITY IMAP4rev1 starttls', { kind: 'capability', capabilities: ['IMAP4REV1', 'STARTTLS'] }],
    ['+', { kind: 'continuation', text: '' }],
    ['+ ', { kind: 'continuation', text: '' }],
    ['+ cj1h', { kind: 'continuation', text: 'cj1h' }],
    ['* 3 EXISTS', { kind: 'untagged' }],
    ['HTTP/1.1 400 Bad Request', null],
    ['', null],
  ])('%j is read', (line, expected) => {
    expect(parseImapResponse(bytes(line))).toEqual(expected);
  });

  it('keeps words in UTF-8', () => {
    expect(parseImapResponse(bytes('* OK grüß dich'))).toMatchObject({ words: { text: 'grüß dich' } });
  });

  it('of any bytes is read or is none', () => {
    fc.assert(fc.property(fc.uint8Array(), (line) => void parseImapResponse(line)));
  });

  it('names its mechanisms', () => {
    expect(imapMechanisms(['IMAP4REV1', 'AUTH=PLAIN', 'AUTH=SCRAM-SHA-256'])).toEqual([
      'PLAIN',
      'SCRAM-SHA-256',
    ]);
  });
});

describe('an SMTP reply', () => {
  const reply = (...lines: string[]) => smtpReply(lines.map((line) => parseSmtpReplyLine(bytes(line))!));

  it('of EHLO lists its keywords and mechanisms', () => {
    const keywords = ehloKeywords(
      reply(
        '250-mail.example.org',
        '250-SIZE 100',
        '250-AUTH PLAIN LOGIN',
        '250-AUTH=PLAIN',
        '250 STARTTLS',
      )!,
    );

    expect(keywords).toEqual(['SIZE 100', 'AUTH PLAIN LOGIN', 'AUTH=PLAIN', 'STARTTLS']);
    expect(smtpMechanisms(keywords)).toEqual(['PLAIN', 'LOGIN']);
  });

  it('keeps code, enhanced code and text apart', () => {
    expect(reply('535 5.7.8 Error: authentication failed')).toMatchObject({
      code: 535,
      words: { replyCode: 535, enhancedStatusCode: '5.7.8', text: '5.7.8 Error: authentication failed' },
    });
  });

  it.each(['', '22', '100 x', '999 x', '220_x', '* OK'])('is not %j', (line) => {
    expect(parseSmtpReplyLine(bytes(line))).toBeNull();
  });

  it('with two codes is none', () => {
    expect(reply('250-a', '251 b')).toBeNull();
  });
});

describe('first bytes', () => {
  it.each([
    ['* OK ready', 'imap'],
    ['220 mail ESMTP', 'submission'],
    ['421 4.3.2 busy', 'submission'],
    ['+OK POP3 ready', 'pop3'],
    ['"IMPLEMENTATION" "Dovecot"', 'managesieve'],
    ['HTTP/1.1 400 Bad Request', 'http'],
    ['<!DOCTYPE html>', 'http'],
    ['SSH-2.0-OpenSSH_9.2', 'ssh'],
    ['HTTP/1.1 511 Network Authentication Required', 'captive-portal'],
    ['\x15\x03\x01\x00\x02\x02\x46', 'tls-alert'],
    ['\x16\x03\x03\x00\x7a\x02', 'tls'],
    ['hello', 'unknown'],
    ['', null],
  ])('%j are those of %s', (text, service) => {
    expect(recogniseService(bytes(text))).toBe(service);
  });

  it('of any bytes are recognised as something', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.domain(), (first, host) => {
        expect(recogniseService(first, host)).not.toBeNull();
      }),
    );
  });
});

describe('a web server on a mail port', () => {
  const redirect = (location: string): string =>
    `HTTP/1.1 302 Found\r\nServer: x\r\nLocation: ${location}\r\n\r\n`;
  const page = (html: string): string => `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html}`;

  it.each([
    ['that demands a sign-in to the network', 'HTTP/1.0 511 Sign in\r\n\r\n'],
    ['that sends people to another host', redirect('http://login.hotel.example/?to=x')],
    ['that sends people to an address', redirect('http://user@10.0.0.1:8080/login')],
    ['that sends people to an IPv6 address', redirect('https://[fd00::1]/')],
    ['that shows a page to sign in at', page('<title>Log in to our Wi-Fi</title>')],
    ['that shows a page to sign in at, in German', page('<h1>Bitte anmelden</h1>')],
    ['that asks for a password', page('<input type="password" name="p">')],
  ])('%s is a captive portal', (_, text) => {
    expect(recogniseService(bytes(text), 'imap.example.org')).toBe('captive-portal');
  });

  it.each([
    ['that does not understand', 'HTTP/1.1 400 Bad Request\r\n\r\nlogin'],
    ['that stays at its own host', redirect('https://imap.example.org/')],
    ['that stays with its own people', redirect('https://www.Example.org/mail')],
    ['that sends people to a path', redirect('/login')],
    ['that says where it is without sending there', 'HTTP/1.1 404 No\r\nLocation: http://b.test/\r\n\r\n'],
    ['that mentions a place in its page only', page('x\r\nLocation: http://other.test/\r\n')],
    ['that shows any page', page('<title>It works</title>')],
    ['whose page has no status', '<html>login</html>'],
  ])('%s is a web server', (_, text) => {
    expect(recogniseService(bytes(text), 'imap.example.org')).toBe('http');
  });

  it('is not judged by where it sends people, where the host is an address or not known', () => {
    const first = bytes(redirect('https://mail.example.org/'));

    expect(recogniseService(first)).toBe('http');
    expect(recogniseService(first, '192.0.2.7')).toBe('http');
  });
});

describe('words of a server', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
    ['a carriage return', 'a\rb', 'a\\u{d}b'],
    ['NUL', 'a\0b', 'a\\u{0}b'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ])('are shown without %s', (_, text, safe) => {
    expect(safeText(bytes(text))).toBe(safe);
  });

  it('are bounded when they are read, and cut at 500 characters when they are shown', () => {
    expect(safeText(bytes('x'.repeat(1_000_000)))).toHaveLength(8_000);
    expect(clipText(safeText(bytes('x'.repeat(1_000_000))))).toHaveLength(500);
  });

  it('keep what is harmless', () => {
    expect(safeText(bytes('Grüße, 世界 <b>&</b>'))).toBe('Grüße, 世界 <b>&</b>');
  });

  it('do not climb over their neighbours', () => {
    expect(safeText(`a${'\u0301'.repeat(50)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
  });
});
