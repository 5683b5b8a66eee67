import { describe, expect, it } from 'vitest';
import { formatWords } from '../../../shared/report/render-text.ts';
import { parseImapResponse } from '../../../shared/wire/imap.ts';
import { parseSieveResponse, takeSieveLine } from '../../../shared/wire/managesieve.ts';
import { referralHost } from '../../../shared/wire/referral.ts';
import type { ServerWords } from '../../../shared/mail/observation.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function imapWords(line: string): ServerWords | null {
  const response = parseImapResponse(bytes(line));
  return response?.kind === 'status' ? response.words : null;
}

function sieveWords(line: string): ServerWords | null {
  const taken = takeSieveLine(bytes(`${line}\r\n`));
  return taken === null || taken === 'malformed' ? null : (parseSieveResponse(taken)?.words ?? null);
}

describe('a referral', () => {
  it.each([
    ['imap://alice;AUTH=*@IMAP.other.test/', 'imap.other.test'],
    ['imap://imap.other.test:1143', 'imap.other.test:1143'],
    ['sieve://[2001:db8::7]/x', '[2001:db8::7]'],
    ['imap://evil.test\u202e/', 'evil.test\\u{202e}'],
  ])('names a host, without the user name in it: %s', (url, host) => {
    expect(referralHost(url)).toBe(host);
  });

  it.each(['', 'imap.other.test', 'imap:///', '://x'])('that is no URL names none: “%s”', (url) => {
    expect(referralHost(url)).toBeUndefined();
  });

  it('of IMAP is kept beside the words (RFC 2221)', () => {
    const words = imapWords('a1 NO [REFERRAL IMAP://MIKE@SERVER2/] Try SERVER2');

    expect(words).toEqual({ responseCode: 'REFERRAL', referral: 'server2', text: 'Try SERVER2' });
    expect(words === null ? '' : formatWords(words)).toBe('[REFERRAL server2] Try SERVER2');
  });

  it('of ManageSieve is kept beside the words (RFC 5804 §1.3)', () => {
    expect(sieveWords('BYE (REFERRAL "sieve://sieve.other.test") "Try there"')).toEqual({
      responseCode: 'REFERRAL',
      referral: 'sieve.other.test',
      text: 'Try there',
    });
  });

  it('is in no other code', () => {
    expect(imapWords('a1 NO [CONTACTADMIN imap://x.test/] no')).toEqual({
      responseCode: 'CONTACTADMIN',
      text: 'no',
    });
    expect(sieveWords('NO (TRYLATER "imap://x.test/") "no"')).toEqual({
      responseCode: 'TRYLATER',
      text: 'no',
    });
  });
});
