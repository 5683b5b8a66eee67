import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saslMechanisms } from '../../../shared/wire/capability.ts';
import { parseImapId } from '../../../shared/wire/imap-id.ts';
import { parseSieveCapability, takeSieveLine } from '../../../shared/wire/managesieve.ts';
import { parsePop3Capability } from '../../../shared/wire/pop3.ts';
import { softwareAmong, softwareIn, softwareNamed } from '../../../shared/wire/software.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function sieveCapability(text: string): string | null {
  const line = takeSieveLine(bytes(text));
  if (line === null || line === 'malformed') throw new Error(`not a line: ${text}`);
  return parseSieveCapability(line);
}

describe('a capability of POP3', () => {
  it.each([
    ['UIDL', 'UIDL'],
    ['uidl', 'UIDL'],
    ['SASL plain scram-sha-1', 'SASL PLAIN SCRAM-SHA-1'],
    ['SASL', 'SASL'],
    ['IMPLEMENTATION Shlemazle-Plotz-v302', 'IMPLEMENTATION Shlemazle-Plotz-v302'], // RFC 2449 §6.9
    ['IMPLEMENTATION Grüße \u001b[2J', 'IMPLEMENTATION Grüße \\u{1b}[2J'],
    ['EXPIRE 5 USER', 'EXPIRE 5 USER'],
    ['..dotted', '.DOTTED'],
  ])('%j is read', (line, capability) => {
    expect(parsePop3Capability(bytes(line))).toEqual({ kind: 'capability', capability });
  });

  it('ends with a dot alone, and is no empty line', () => {
    expect(parsePop3Capability(bytes('.'))).toEqual({ kind: 'end' });
    expect(parsePop3Capability(bytes(''))).toBeNull();
    expect(parsePop3Capability(bytes(' UIDL'))).toBeNull();
  });

  it('of any bytes is read or is none', () => {
    fc.assert(fc.property(fc.uint8Array(), (line) => void parsePop3Capability(line)));
  });
});

describe('a capability of ManageSieve', () => {
  it.each([
    ['"STARTTLS"\r\n', 'STARTTLS'],
    ['"starttls"\r\n', 'STARTTLS'],
    ['"SIEVE" "fileinto vacation"\r\n', 'SIEVE fileinto vacation'],
    ['"SASL" "plain"\r\n', 'SASL PLAIN'],
    ['"SASL" ""\r\n', 'SASL'],
    ['{14}\r\nIMPLEMENTATION {7}\r\nDovecot\r\n', 'IMPLEMENTATION Dovecot'],
    ['"IMPLEMENTATION" {5}\r\na\r\nb"\r\n', 'IMPLEMENTATION a\\u{d}\\u{a}b"'],
  ])('%j is read', (text, capability) => {
    expect(sieveCapability(text)).toBe(capability);
  });

  it.each(['OK\r\n', '""\r\n', '"SASL" PLAIN\r\n', '"SASL" "PLAIN" "LOGIN"\r\n', '\r\n', '("SASL")\r\n'])(
    '%j is none',
    (text) => {
      expect(sieveCapability(text)).toBeNull();
    },
  );

  it('of any bytes is read or is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (buffer) => {
        const line = takeSieveLine(buffer);
        if (line !== null && line !== 'malformed') parseSieveCapability(line);
      }),
    );
  });
});

describe('the mechanisms of a list', () => {
  it('are those of its SASL line, and none where there is none', () => {
    expect(saslMechanisms(['UIDL', 'SASL PLAIN SCRAM-SHA-256'])).toEqual(['PLAIN', 'SCRAM-SHA-256']);
    expect(saslMechanisms(['SASL PLAIN  PLAIN', 'SASL PLAIN'])).toEqual(['PLAIN']);
    expect(saslMechanisms(['UIDL', 'SASL'])).toEqual([]);
    expect(saslMechanisms(['SASLFOO PLAIN'])).toEqual([]);
  });
});

describe('the answer to ID', () => {
  it.each([
    ['* ID ("name" "Dovecot")', { name: 'Dovecot', version: null }],
    ['* id ("NAME" "Cyrus IMAPD" "VERSION" "3.6.1")', { name: 'Cyrus IMAPD', version: '3.6.1' }],
    ['* ID ("vendor" NIL "name" "a \\"b\\" \\\\ c" "version" NIL)', { name: 'a "b" \\ c', version: null }],
    ['* ID ("version" "1")', null],
    ['* ID ("name" "")', null],
    ['* ID NIL', null],
    ['* ID ("name" {7}', null],
    ['* CAPABILITY IMAP4rev1', null],
    ['a1 ID ("name" "x")', null],
  ])('%j is read', (line, expected) => {
    expect(parseImapId(bytes(line))).toEqual(expected);
  });

  it('of any bytes is read or is none, in little time', () => {
    fc.assert(fc.property(fc.uint8Array(), (line) => void parseImapId(line)));
    const startedAt = performance.now();
    parseImapId(bytes(`* ID (${'"\\" '.repeat(10_000)}`));
    parseImapId(bytes(`* ID (${'"a" "b" '.repeat(8_000)})`));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('the software of a server', () => {
  it.each([
    ['Dovecot (Debian) ready.', 'Dovecot', null],
    [
      'mail.example.org Cyrus IMAP 3.6.1-Debian-3.6.1-4+deb12u3 server ready',
      'Cyrus IMAP',
      '3.6.1-Debian-3.6.1-4+deb12u3',
    ],
    ['mail.example.org Cyrus POP3 v2.4.17 server ready <1@x>', 'Cyrus IMAP', '2.4.17'],
    ['Courier-IMAP ready. Copyright 1998-2018 Double Precision, Inc.', 'Courier', null],
    ['The Microsoft Exchange IMAP4 service is ready. [UgBy]', 'Microsoft Exchange', null],
    ['The Microsoft Exchange POP3 service is ready.', 'Microsoft Exchange', null],
    ['FR0P281CA0001.outlook.office365.com Microsoft ESMTP MAIL Service ready at Sun', 'Microsoft 365', null],
    [
      'mx.example.org Microsoft ESMTP MAIL Service, Version: 10.0.14393.2608 ready',
      'Microsoft ESMTP MAIL Service',
      '10.0.14393.2608',
    ],
    ['Gimap ready for requests from 192.0.2.1 a1', 'Gmail', null],
    ['smtp.gmail.com ESMTP 5b1f17b1804b1-43 - gsmtp', 'Gmail', null],
    ['mail.example.org Zimbra IMAP4rev1 server ready', 'Zimbra', null],
    ['mail.example.org ESMTP Postfix (Debian/GNU)', 'Postfix', null],
    ['mail.example.org ESMTP Postfix (3.7.6)', 'Postfix', '3.7.6'],
    ['mail.example.org ESMTP Exim 4.96 Sun, 22 Nov 2026 08:00:00 +0100', 'Exim', '4.96'],
    ['mail.example.org ESMTP Sendmail 8.17.1/8.17.1; Sun', 'Sendmail', '8.17.1'],
    ['mail.example.org ESMTP mox', 'mox', null],
    ['Stalwart IMAP4rev2 at your service.', 'Stalwart', null],
    ['mail.example.org Kerio Connect 9.4.2 patch 1 ESMTP ready', 'Kerio Connect', '9.4.2'],
    [
      'mail.example.org ESMTP MailEnable Service, Version: 10.45--10.45 ready at',
      'MailEnable',
      '10.45--10.45',
    ],
    ['Axigen IMAP4rev1 service is ready', 'Axigen', null],
    ['Proton Mail Bridge 03.04.02 - gluon session ID 1', 'Proton Mail Bridge', '03.04.02'],
    ['CommuniGate Pro IMAP Server 6.2.15 at mail.example.org ready', 'CommuniGate Pro', '6.2.15'],
  ])('is read out of %j', (greeting, name, version) => {
    expect(softwareIn(greeting)).toEqual({ name, version });
  });

  it.each([
    'IMAPrev1',
    'Hello there.',
    'mail.example.org ESMTP',
    'dovecot.example.org IMAP4rev1 ready',
    'mail.Dovecot.example ready',
    'imap@Dovecot ready',
    'Exim-like server',
    'IMAP4 ready',
  ])('is not guessed out of %j', (greeting) => {
    expect(softwareIn(greeting)).toBeNull();
  });

  it('is taken as it stands where the text is there to name it', () => {
    expect(softwareAmong(['UIDL', 'IMPLEMENTATION Shlemazle-Plotz-v302'])).toEqual({
      name: 'Shlemazle-Plotz-v302',
      version: null,
    });
    expect(softwareAmong(['IMPLEMENTATION Cyrus timsieved v3.6.1'])).toEqual({
      name: 'Cyrus IMAP',
      version: '3.6.1',
    });
    expect(softwareAmong(['UIDL'])).toBeNull();
    expect(softwareNamed('mox', '0.0.15')).toEqual({ name: 'mox', version: '0.0.15' });
    expect(softwareNamed('Microsoft.Exchange.Imap4.Imap4Server', '15.20')).toEqual({
      name: 'Microsoft Exchange',
      version: '15.20',
    });
    expect(softwareNamed('')).toBeNull();
  });

  it('has no name that could move what a person reads, or that has no end', () => {
    expect(softwareNamed('x\u001b[2J\u202e', '\u0007')).toEqual({
      name: 'x\\u{1b}[2J\\u{202e}',
      version: '\\u{7}',
    });
    expect(softwareNamed('x'.repeat(5_000))?.name).toHaveLength(100);
  });

  it('is looked for in any text, in little time', () => {
    fc.assert(fc.property(fc.string(), (text) => void softwareIn(text)));
    const startedAt = performance.now();
    for (const part of ['a.', 'Dovecot.', 'ESMTP x - ', 'Cyrus ', '1.']) softwareIn(part.repeat(4_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
