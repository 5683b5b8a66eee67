import { describe, expect, it } from 'vitest';
import { imapSection, suggestionOf } from './autoconfig-documents.ts';

const authentication = (...texts: readonly string[]): string =>
  texts.map((text) => `<authentication>${text}</authentication>`).join('');

describe('a server in an autoconfig document', () => {
  it.each([
    ['in capitals', 'IMAP.Example.COM', 'imap.example.com'],
    ['with a dot at its end', 'imap.example.com.', 'imap.example.com'],
    ['in its A-label form', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['in CDATA', '<![CDATA[imap.example.com]]>', 'imap.example.com'],
    ['between line breaks', '\n  imap.example.com\n', 'imap.example.com'],
    ['with a comment in it', 'imap<!-- x -->.example.com', 'imap.example.com'],
    ['with the domain that was asked for', 'imap.%EMAILDOMAIN%', 'imap.example.com'],
    ['that is the domain that was asked for', '%EMAILDOMAIN%', 'example.com'],
    ['with that domain twice', '%EMAILDOMAIN%.mx.%EMAILDOMAIN%', 'example.com.mx.example.com'],
  ])('has a host %s', (_, written, host) => {
    expect(suggestionOf(imapSection({ hostname: written })).candidates[0]?.endpoint.host).toBe(host);
  });

  it('has the first host where there are two', () => {
    const section = imapSection({ hostname: 'a.example.com</hostname><hostname>b.example.com' });

    expect(suggestionOf(section).candidates[0]?.endpoint.host).toBe('a.example.com');
  });

  it.each([
    ['1', 1],
    ['00993', 993],
    ['65535', 65_535],
  ])('has port %s', (written, port) => {
    expect(suggestionOf(imapSection({ port: written })).candidates[0]?.endpoint.port).toBe(port);
  });

  it.each([
    ['the address', '%EMAILADDRESS%', '%EMAILADDRESS%'],
    ['the local part', '%EMAILLOCALPART%', '%EMAILLOCALPART%'],
    [
      'all three',
      '%EMAILDOMAIN%\\%EMAILLOCALPART%/%EMAILADDRESS%',
      '%EMAILDOMAIN%\\%EMAILLOCALPART%/%EMAILADDRESS%',
    ],
    ['two in a row', '%EMAILLOCALPART%%EMAILDOMAIN%', '%EMAILLOCALPART%%EMAILDOMAIN%'],
    ['a percent sign between them', '%EMAILLOCALPART%%%EMAILDOMAIN%', '%EMAILLOCALPART%%%EMAILDOMAIN%'],
    ['a percent sign in it', '50%', '50%'],
    ['a name', 'fred', 'fred'],
    ['a name in other letters', 'Владимир Иванов', 'Владимир Иванов'],
    ['none', null, null],
    ['none where it is empty', '', null],
    ['none where a placeholder is unknown', '%REALNAME%', null],
    ['none where one of them is', '%EMAILLOCALPART%.%HOST%', null],
    ['none where it is in small letters', '%emailaddress%', null],
    ['one inside another, as it is written', '%EMAIL%EMAILDOMAIN%ADDRESS%', '%EMAIL%EMAILDOMAIN%ADDRESS%'],
    ['none where it has an element in it', '<b>%EMAILADDRESS%</b>', null],
    ['none where it has tags in CDATA', '<![CDATA[<b>fred</b>]]>', null],
    ['none where it has two lines', 'fred&#10;barney', null],
    ['none where it has a tab in it', 'fred\tbarney', null],
    ['none where it has what cannot be seen in it', 'fred&#x202e;', null],
    ['none where it is longer than any', 'x'.repeat(256), null],
  ])('has a user name: %s', (_, written, username) => {
    const [candidate] = suggestionOf(imapSection({ username: written })).candidates;

    expect(candidate?.username).toBe(username);
  });
});

describe('how one signs in, by an autoconfig document', () => {
  it.each([
    ['nothing where nothing is said', '', []],
    [
      'all words of the draft',
      authentication(
        'password-cleartext',
        'password-encrypted',
        'NTLM',
        'GSSAPI',
        'TLS-client-cert',
        'OAuth2',
        'client-IP-address',
        'none',
      ),
      [
        'password-cleartext',
        'password-encrypted',
        'NTLM',
        'GSSAPI',
        'TLS-client-cert',
        'OAuth2',
        'client-IP-address',
        'none',
      ],
    ],
    [
      'the old words as the new ones',
      authentication('secure', 'plain', 'smtp-after-pop'),
      ['password-encrypted', 'password-cleartext', 'smtp-after-pop'],
    ],
    ['OAuth in both ways', authentication('OAuth'), ['OAuth2']],
    [
      'each once, where it stands first',
      authentication('plain', 'OAuth2', 'password-cleartext', 'OAuth'),
      ['password-cleartext', 'OAuth2'],
    ],
    [
      'the known ones among others',
      authentication('magic', 'password-cleartext', 'Password-Encrypted', ''),
      ['password-cleartext'],
    ],
    ['no words with elements in them', authentication('NTLM', 'OAuth2<b/>'), ['NTLM']],
    [
      'SASL names',
      '<authentication system="sasl">SCRAM-SHA-1</authentication><authentication system="sasl">X_NEW-9</authentication>',
      ['SCRAM-SHA-1', 'X_NEW-9'],
    ],
    [
      'no SASL names that are none',
      `<authentication system="sasl">${'A'.repeat(21)}</authentication><authentication system="sasl">PLAIN LOGIN</authentication><authentication system="sasl">plain</authentication>${authentication('GSSAPI')}`,
      ['GSSAPI'],
    ],
    [
      'nothing that is meant for HTTP or for what nobody knows',
      `<authentication system="http">Basic</authentication><authentication system="magic">NTLM</authentication>${authentication('none')}`,
      ['none'],
    ],
  ])('is %s', (_, elements, signIn) => {
    const [candidate] = suggestionOf(imapSection({ authentication: elements })).candidates;

    expect(candidate?.signIn).toEqual(signIn);
  });

  it('is read no further than twenty ways', () => {
    const names = Array.from(
      { length: 25 },
      (_, at) => `<authentication system="sasl">X-${at}</authentication>`,
    );

    const [candidate] = suggestionOf(imapSection({ authentication: names.join('') })).candidates;

    expect(candidate?.signIn).toHaveLength(20);
  });
});
