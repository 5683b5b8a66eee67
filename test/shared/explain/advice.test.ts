import { describe, expect, it } from 'vitest';
import { ADVICE, ADVICE_WORDS, type AdviceTopic } from '../../../shared/explain/advice.ts';
import { explainText } from '../../../shared/explain/explain-text.ts';
import { LANGUAGES } from '../../../shared/findings/explain.ts';

const LINES: readonly (readonly [AdviceTopic, string])[] = [
  [
    'no-encryption',
    'using STARTTLS since it doesn’t advertise that feature. Switch off STARTTLS for that server',
  ],
  ['no-encryption', 'Schalten Sie STARTTLS für diesen Server ab oder kontaktieren Sie Ihren Anbieter'],
  ['no-encryption', 'Set Connection security to None and try again.'],
  ['no-encryption', 'Verbindungssicherheit: Keine'],
  ['no-encryption', 'SSLType None'],
  ['no-encryption', 'tls off'],
  ['certificate-anyway', 'Confirm Security Exception'],
  ['certificate-anyway', 'Sicherheits-Ausnahmeregel bestätigen'],
  ['certificate-anyway', 'Do you want to continue using this server?'],
  ['certificate-anyway', 'Möchten Sie diesen Server weiterhin verwenden?'],
  ['certificate-anyway', '(r)eject, accept (o)nce, (a)ccept always'],
  ['no-verification', 'curl -k imaps://imap.example.org'],
  ['no-verification', "curl -u 'ada:secret' -k imaps://imap.example.org"],
  ['no-verification', 'try again with --insecure'],
  ['no-verification', 'tls_certcheck off'],
  ['no-verification', 'tls: { rejectUnauthorized: false }'],
  ['no-verification', 'props.put("mail.smtp.ssl.trust", "*");'],
  ['no-verification', 'context.verify_mode = ssl.CERT_NONE'],
  [
    'password-in-cleartext',
    "try changing to 'Password, transmitted insecurely' as the 'Authentication method'",
  ],
  ['password-in-cleartext', 'ändern Sie die Authentifizierungsmethode zu "Passwort, ungesichert übertragen"'],
  ['password-in-cleartext', 'disable_plaintext_auth = no'],
  ['less-secure-apps', 'Go to your Google account and turn on access for less secure apps.'],
  ['less-secure-apps', 'Zugriff durch weniger sichere Apps aktivieren'],
];

describe('advice that is not to be followed', () => {
  it.each(LINES)('is warned of as %s: %s', (topic, text) => {
    expect(explainText(text).advice.map((one) => one.topic)).toEqual([topic]);
  });

  it('has a line for each topic', () => {
    expect(new Set(LINES.map(([topic]) => topic))).toEqual(new Set(ADVICE.map(({ topic }) => topic)));
  });

  it('is named once for each topic, with the words of the text', () => {
    const { advice } = explainText('One: curl -k\nTwo: curl --insecure\nThree: less secure apps');

    expect(advice.map(({ topic, line, excerpt }) => [topic, line, excerpt])).toEqual([
      ['no-verification', 1, 'One: curl -k'],
      ['less-secure-apps', 3, 'Three: less secure apps'],
    ]);
  });

  it.each(LANGUAGES)('has reasons and a better way for each topic in %s', (language) => {
    for (const { title, why, instead } of Object.values(ADVICE_WORDS[language])) {
      expect(title).toMatch(/\b(?:not|nicht)\b/);
      expect(why.length).toBeGreaterThan(100);
      expect(instead.length).toBeGreaterThan(100);
    }
  });

  it.each([
    'Connection security: SSL/TLS',
    'Verbindungssicherheit: SSL/TLS',
    'tls on',
    'tls_certcheck on',
    'SSLType IMAPS',
    'curl --cacert ca.pem imaps://imap.example.org',
    'rejectUnauthorized: true',
  ])('is not seen in what is right: %s', (text) => {
    expect(explainText(text).advice).toEqual([]);
  });
});
