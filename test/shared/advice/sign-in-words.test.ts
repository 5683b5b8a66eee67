import { describe, expect, it } from 'vitest';
import { isSaslName, signInWords } from '../../../shared/advice/sign-in-words.ts';

describe('how one signs in, in the words of autoconfig', () => {
  it.each([
    [['PLAIN', 'LOGIN'], ['password-cleartext']],
    [
      ['LOGIN', 'CRAM-MD5'],
      ['password-encrypted', 'password-cleartext'],
    ],
    [
      ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'],
      ['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS', 'password-cleartext'],
    ],
    // Nothing else would take a password there.
    [['SCRAM-SHA-256'], ['SCRAM-SHA-256', 'password-encrypted']],
    [
      ['EXTERNAL', 'PLAIN'],
      ['TLS-client-cert', 'password-cleartext'],
    ],
    [['XOAUTH2', 'OAUTHBEARER'], ['OAuth2']],
    [
      ['PLAIN', 'XOAUTH2'],
      ['password-cleartext', 'OAuth2'],
    ],
    [[], ['password-cleartext']],
    [['X-</authentication>', 'GSSAPI'], ['password-cleartext']],
  ])('is for %j %j', (offered, words) => {
    expect(signInWords(offered)).toEqual(words);
  });

  it('tells names of SASL from words of the draft', () => {
    expect(['SCRAM-SHA-256-PLUS', 'TLS-client-cert', 'OAuth2', 'password-encrypted'].map(isSaslName)).toEqual(
      [true, false, false, false],
    );
  });
});
