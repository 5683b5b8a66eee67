import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainText } from '../../../shared/explain/explain-text.ts';
import { WITHHELD, withoutAddresses, withoutSecrets } from '../../../shared/explain/secrets.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const SECRET = 'Looking-Glass-1871';

// Dialogues and commands as curl -v, swaks, mutt's log and shells have them, with a place for the password.
const FORMS: readonly (readonly [string, (secret: string) => string])[] = [
  ['LOGIN', (secret) => `a1 LOGIN ada ${secret}`],
  ['LOGIN with quotes', (secret) => `a1 LOGIN "ada" "${secret}"`],
  [
    'LOGIN behind what a log puts before it',
    (secret) => `2026-11-22 10:00:00 imap>> C: a1 LOGIN ada@example.org ${secret}`,
  ],
  ['LOGIN by hand', (secret) => `a login ada ${secret}`],
  [
    'LOGIN with literals',
    (secret) => `C: a1 LOGIN {3}\nS: + OK\nC: ada {${secret.length}}\nS: + OK\nC: ${secret}`,
  ],
  ['LOGIN with literals that do not wait', (secret) => `a1 LOGIN {3+}\nada {${secret.length}+}\n${secret}`],
  ['LOGIN that mbsync repeats', (secret) => `IMAP command 'LOGIN ada ${secret}' returned an error: NO`],
  ['PASS', (secret) => `PASS ${secret}`],
  ['PASS by hand', (secret) => `pass ${secret}`],
  ['PASS in a log', (secret) => `> PASS ${secret}`],
  ['AUTH PLAIN', (secret) => ` ~> AUTH PLAIN ${base64(`\0ada\0${secret}`)}`],
  ['AUTH PLAIN in two steps', (secret) => ` ~> AUTH PLAIN\n<~  334\n ~> ${base64(`\0ada\0${secret}`)}`],
  [
    'AUTH LOGIN',
    (secret) => `AUTH LOGIN\n334 VXNlcm5hbWU6\n${base64('ada')}\n334 UGFzc3dvcmQ6\n${base64(secret)}`,
  ],
  ['AUTH LOGIN of swaks', (secret) => `<~  334 UGFzc3dvcmQ6\n ~> ${base64(secret)}`],
  ['AUTHENTICATE PLAIN', (secret) => `a2 AUTHENTICATE PLAIN ${base64(`\0ada\0${secret}`)}`],
  ['AUTHENTICATE of ManageSieve', (secret) => `AUTHENTICATE "PLAIN" "${base64(`\0ada\0${secret}`)}"`],
  ['AUTHENTICATE with a continuation', (secret) => `a2 AUTHENTICATE PLAIN\n+\n${base64(`\0ada\0${secret}`)}`],
  ['curl', (secret) => `curl -v --user 'ada:${secret}' imaps://imap.example.org`],
  ['curl in short', (secret) => `curl -u ada:${secret} imaps://imap.example.org`],
  ['curl without a space', (secret) => `curl -uada:${secret} imaps://imap.example.org`],
  ['a URL', (secret) => `imaps://ada:${encodeURIComponent(secret)}@imap.example.org/INBOX`],
  [
    'a URL whose password has an @',
    (secret) => `imaps://ada:p@${encodeURIComponent(secret)}@imap.example.org/INBOX`,
  ],
  ['fetchmail', (secret) => `poll imap.example.org proto imap user "ada" password "${secret}" no sslcertck`],
  ['fetchmail without quotes', (secret) => `user ada there with password ${secret} is ada here`],
  ['netrc', (secret) => `machine imap.example.org login ada password ${secret}`],
  ['Java', (secret) => `props.put("mail.smtp.password", "${secret}");`],
  ['words in quotes', (secret) => `kennwort '${secret}'`],
  ['swaks', (secret) => `swaks --server smtp.example.org -au ada -ap "${secret}"`],
  ['swaks in long', (secret) => `swaks --auth-user ada --auth-password=${secret}`],
  ['-p', (secret) => `sendmail-like -p ${secret} --to bob@example.net`],
  ['a setting', (secret) => `password = ${secret}`],
  ['a setting in quotes', (secret) => `{ "user": "ada", "password": "${secret}" }`],
  ['a setting in German', (secret) => `Passwort: ${secret}`],
  [
    'Dovecot that is asked to say it',
    (secret) => `auth: passwd-file(ada): Password mismatch (given password: ${secret})`,
  ],
  ['a header of HTTP', (secret) => `Authorization: Basic ${base64(`ada:${secret}`)}`],
  ['a token', () => `user=ada\u0001auth=Bearer ya29.${SECRET}abcdefgh`],
];

describe('secrets in a pasted text', () => {
  it.each(FORMS)('are withheld: %s', (_, form) => {
    const lines = withoutSecrets(form(SECRET).split('\n')).join('\n');

    expect(lines).toContain(WITHHELD);
    for (const one of [SECRET, base64(SECRET), base64(`\0ada\0${SECRET}`), base64(`ada:${SECRET}`)]) {
      expect(lines).not.toContain(one);
    }
  });

  it('are in no explanation, also where they look like an error themselves', () => {
    const word = fc.constantFrom(
      'certificate',
      'has',
      'expired',
      'ECONNREFUSED',
      '0x800CCC0E',
      'is',
      'not',
      'zq9',
    );
    const secret = fc.oneof(
      fc.string({ minLength: 6, maxLength: 30 }).map((text) => `zq9${text.replace(/["'\\\s]/g, '_')}`),
      fc.array(word, { minLength: 2, maxLength: 5 }).map((words) => `zq9 ${words.join(' ')}`),
    );
    const withSpaces = [
      'LOGIN with quotes',
      'PASS',
      'PASS by hand',
      'PASS in a log',
      'a setting',
      'swaks',
      'curl',
    ];

    fc.assert(
      fc.property(secret, fc.constantFrom(...FORMS), (password, [name, form]) => {
        const given = withSpaces.includes(name) ? password : password.replaceAll(' ', '_');
        const explained = JSON.stringify(explainText(`curl: (67) Login denied\n${form(given)}\na1 NO`));
        const escaped = JSON.stringify(given).slice(1, -1);
        expect(explained).not.toContain(escaped);
        expect(explained).not.toContain('zq9');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
    'postfix/smtpd[811]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: no',
    'a1 NO LOGIN failed.',
    'a1 NO [AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled',
    '250-AUTH PLAIN LOGIN SCRAM-SHA-256 SCRAM-SHA-256-PLUS',
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed',
    'Error code: MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY',
    '0x800CCC0E',
    'ECONNREFUSED',
    'NS_ERROR_UNKNOWN_HOST',
    'Verbindungsfehler',
    'Unable to log in using the password you provided.',
    'The username or password you entered is incorrect.',
    "change the 'Authentication method' from 'Encrypted password' to 'Password, transmitted insecurely'",
    'auth: passwd-file(ada): Password mismatch',
    'imap(ada): user ada password mismatch',
  ])('are not seen where there are none: %s', (line) => {
    expect(withoutSecrets([line])).toEqual([line]);
  });

  it('do not take the answer of the server with them', () => {
    const swaks = [' ~> AUTH PLAIN AGFkYQBzZWNyZXQ=', '<~* 535 5.7.8 Authentication failed.'].join('\n');
    const mbsync =
      "IMAP command 'AUTHENTICATE PLAIN AGFkYQBzZWNyZXQ=' returned an error: NO [AUTHENTICATIONFAILED] Authentication failed.";

    expect(withoutSecrets(swaks.split('\n'))).toEqual([
      ` ~> AUTH PLAIN ${WITHHELD}`,
      '<~* 535 5.7.8 Authentication failed.',
    ]);
    expect(explainText(mbsync).explanations.map(({ code }) => code)).toEqual(['auth_password_refused']);
  });

  it('are withheld after a challenge until the server speaks again', () => {
    const lines = ['S: 334 UGFzc3dvcmQ6', 'C: hunter2', 'S: 535 5.7.8 no', 'C: QUIT'];

    expect(withoutSecrets(lines)).toEqual(['S: 334 UGFzc3dvcmQ6', WITHHELD, 'S: 535 5.7.8 no', 'C: QUIT']);
  });
});

describe('addresses in a pasted text', () => {
  it.each([
    ['to=<bob.builder@example.net>, relay=mx', 'to=<b…r@example.net>, relay=mx'],
    ['ada@example.org', 'a…@example.org'],
    ['“ada” at example.org', '“ada” at example.org'],
  ])('are masked: %s', (text, masked) => {
    expect(withoutAddresses(text)).toBe(masked);
  });
});
