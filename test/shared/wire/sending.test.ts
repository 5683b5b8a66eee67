import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFrom, smtpContent } from '../../../shared/wire/smtp-send.ts';
import { writeTestMail } from '../../../shared/wire/test-mail.ts';

const ADDRESS = 'alice@example.test';
const DATE = new Date('2026-11-22T08:00:00Z');

function mailWith(paragraphs: readonly string[]): readonly string[] {
  return writeTestMail({ address: ADDRESS, messageId: '<1@x>', date: DATE, subject: 'Hello', paragraphs });
}

/** The text of a body in quoted-printable, as a mail program reads it (RFC 2045 §6.7). */
function bodyOf(lines: readonly string[]): string {
  const body = lines.slice(lines.indexOf('') + 1).join('\n');
  const bytes = body.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => {
    return String.fromCharCode(Number.parseInt(hex, 16));
  });
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('MAIL', () => {
  it('says that an address is beyond ASCII, and of no other one (RFC 6531 §3.4)', () => {
    expect(mailFrom(ADDRESS)).toBe('MAIL FROM:<alice@example.test>');
    expect(mailFrom('jürgen@example.test')).toBe('MAIL FROM:<jürgen@example.test> SMTPUTF8');
  });
});

describe('the content of a mail', () => {
  it('ends with the only line that is a dot, and is the same without the dots that were added (RFC 5321 §4.5.2)', () => {
    const line = fc.string().map((text) => text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constantFrom('.', '..', '.x'))), (lines) => {
        const sent = smtpContent(lines);

        expect(sent.indexOf('.')).toBe(sent.length - 1);
        expect(sent.slice(0, -1).map((one) => one.replace(/^\./, ''))).toEqual(lines);
      }),
    );
  });
});

describe('a test mail', () => {
  it('says when, from whom and to whom, and that nobody need answer', () => {
    expect(mailWith(['Hi']).slice(0, 6)).toEqual([
      'Date: Sun, 22 Nov 2026 08:00:00 +0000',
      'From: <alice@example.test>',
      'To: <alice@example.test>',
      'Message-ID: <1@x>',
      'Subject: Hello',
      'Auto-Submitted: auto-generated',
    ]);
  });

  it('is ASCII in short lines whatever is written in it, and reads the same (RFC 5322 §2.1.1)', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replace(/\s/g, '_'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const lines = mailWith([words.join(' ')]);

        expect(lines.filter((line) => line.length > 78 || !/^[ -~]*$/.test(line))).toEqual([]);
        expect(bodyOf(lines).replace(/\n/g, ' ')).toBe(words.join(' '));
      }),
    );
  });
});
