import { describe, expect, it } from 'vitest';
import { explainText } from '../../../shared/explain/explain-text.ts';

const codesOf = (text: string): readonly string[] => explainText(text).explanations.map(({ code }) => code);

describe('an explained text', () => {
  it('has causes before their consequences, whatever their order in the text', () => {
    const text = [
      '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
      'a1 NO [EXPIRED] Password expired',
      'verify error:num=10:certificate has expired',
      'getaddrinfo: Name or service not known',
    ].join('\n');

    expect(codesOf(text)).toEqual([
      'dns_host_unknown',
      'tls_certificate_expired',
      'auth_password_expired',
      'sending_address_not_allowed',
    ]);
  });

  it('has each code once, and what a code settles before what words suggest', () => {
    const text =
      'SSL routines::packet length too long\ncertificate has expired\nCERT_HAS_EXPIRED\ncertificate has expired';

    expect(explainText(text).explanations.map(({ code, confidence }) => [code, confidence])).toEqual([
      ['tls_certificate_expired', 'seen'],
      ['tls_port_speaks_cleartext', 'likely'],
    ]);
  });

  it('leaves out what only says that something failed, where something says why', () => {
    const why =
      '*** TLS startup failed (connect(): certificate has expired)\n*** STARTTLS attempted but failed';

    expect(codesOf(why)).toEqual(['tls_certificate_expired']);
    expect(codesOf('*** STARTTLS attempted but failed')).toEqual(['starttls_refused']);
  });

  it('keeps what failed before that for which there is a reason', () => {
    const text = '*** Fatal error: Error in the certificate.\na1 NO [EXPIRED] Renew your password';

    expect(codesOf(text)).toEqual(['tls_certificate_unusable', 'auth_password_expired']);
  });

  it.each([
    ['broken over two lines', 'Peer said: certificate\nhas expired'],
    ['broken and indented', 'Peer said: certificate\r\n      has   expired'],
    ['quoted in a mail', '> Peer said:\n> certificate has expired'],
    ['in capitals', 'CERTIFICATE HAS EXPIRED'],
    ['with spaces that do not break', 'certificate\u00a0has\u00a0expired'],
    ['in colours of a terminal', '\u001b[31mcertificate\u001b[0m has \u001b[1mexpired\u001b[0m'],
    ['with a byte order mark', '\ufeffcertificate has expired'],
  ])('knows words %s', (_, text) => {
    expect(codesOf(text)).toEqual(['tls_certificate_expired']);
  });

  it.each([
    'Mail can’t verify the identity of “imap.example.org”',
    "Mail can't verify the identity of 'imap.example.org'",
  ])('takes any quotes and apostrophes: %s', (text) => {
    expect(codesOf(text)).toEqual(['tls_certificate_unknown_issuer']);
  });

  it.each([
    '15.1.1',
    '5.1.10 is fine in status: 15.1.1',
    'errno 1112',
    'xECONNREFUSEDx',
    'build 0x800CCC0EF',
  ])('takes no part of a word or number for a code: %s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('says which line it is, in which words, and whose they are', () => {
    const [first] = explainText('all is well\n\ncurl: (67) Login denied\n').explanations;

    expect(first).toMatchObject({
      program: 'curl',
      line: 3,
      excerpt: 'curl: (67) Login denied',
      confidence: 'likely',
    });
  });

  it('cuts what it quotes around the words that it knew', () => {
    const [first] = explainText(
      `${'before '.repeat(90)}certificate has expired${' behind'.repeat(90)}`,
    ).explanations;

    expect(first?.excerpt).toMatch(/^….*certificate has expired.*…$/);
    expect(first?.excerpt.length).toBeLessThan(300);
  });

  it('masks addresses in what it quotes', () => {
    const [first] = explainText('fetchmail: Authorization failure on ada.lovelace@example.org').explanations;

    expect(first?.excerpt).toBe('fetchmail: Authorization failure on a…e@example.org');
  });

  it('shows what could hide or turn text around as marks', () => {
    const [first] = explainText('\u202egnihtemos certificate has expired <b>\u0007&amp;\u200b').explanations;

    expect(first?.excerpt).toBe('\\u{202e}gnihtemos certificate has expired <b>\\u{7}&amp;\\u{200b}');
  });

  it('reads the first megabyte, and says that there was more', () => {
    const error = '\ncertificate has expired';

    expect(explainText(`${'x '.repeat(500_000)}${error}`)).toMatchObject({
      isCut: false,
      explanations: [{ line: 2 }],
    });
    expect(explainText(`${'x '.repeat(600_000)}${error}`)).toMatchObject({ isCut: true, explanations: [] });
  });

  it('finds words in the middle of a line of a megabyte', () => {
    expect(codesOf(`${'x '.repeat(200_000)}certificate has expired${' x'.repeat(200_000)}`)).toEqual([
      'tls_certificate_expired',
    ]);
  });

  it('tells a mail that came back', () => {
    const bounce = [
      'Reporting-MTA: dns; mx.example.net',
      'Final-Recipient: rfc822; bob@example.net',
      'Status: 5.2.2',
      'Diagnostic-Code: smtp; 552 5.2.2 Mailbox full',
    ].join('\n');

    expect(explainText(bounce)).toMatchObject({
      isBounce: true,
      explanations: [{ code: 'sending_recipient_full' }],
    });
    expect(explainText('552 5.2.2 Mailbox full').isBounce).toBe(false);
  });
});

describe('the values in a text', () => {
  it.each([
    [
      'curl: (7) Failed to connect to imap.example.org port 993 after 0 ms',
      { host: 'imap.example.org', port: 993, protocol: 'IMAP' },
    ],
    [
      'Cannot connect to imap.example.org (192.0.2.1:993): Connection refused',
      { host: 'imap.example.org', port: 993, protocol: 'IMAP' },
    ],
    [
      'Could not connect to server smtp.example.org; the connection was refused.',
      { host: 'smtp.example.org', protocol: 'SMTP' },
    ],
    [
      "Server: 'mail.example.org', Protocol: SMTP, Port: 25, Secure(SSL): No, Error Number: 0x800CCC0E",
      { host: 'mail.example.org', port: 25, protocol: 'SMTP' },
    ],
    ['Error: connect ECONNREFUSED 192.0.2.1:587', { port: 587, protocol: 'SMTP' }],
    ['connection refused', {}],
  ])('are read out of %s', (text, params) => {
    expect(explainText(text).explanations[0]?.params).toEqual(params);
  });

  it.each([
    ['certificate has expired, notAfter=Oct 23 19:46:34 2026 GMT', '2026-10-23'],
    ['java.security.cert.CertificateExpiredException: NotAfter: Fri Nov 20 19:00:00 UTC 2026', '2026-11-20'],
    ['certificate has expired, valid until 2026-10-23T19:46:34Z', '2026-10-23'],
    ['2026-11-22 10:00:00 certificate has expired', undefined],
    ['certificate has expired, notAfter=Feb 99 19:46:34 2026 GMT', undefined],
  ])('have the last day of a certificate, and not the day of the log: %s', (text, date) => {
    expect(explainText(text).explanations[0]?.params['date']).toBe(date);
  });

  it('have the mechanism where it stands as on the wire', () => {
    const text = 'e=channel-binding-not-supported after AUTH SCRAM-SHA-256-PLUS';

    expect(explainText(text).explanations[0]?.params).toEqual({ mechanism: 'SCRAM-SHA-256-PLUS' });
  });

  it('have no class, file or address for a host', () => {
    const text =
      'at com.fsck.k9.mail.Transport.connect(Transport.java:12) from app.log for ada@example.org: Connection refused';

    expect(explainText(text).explanations[0]?.params).toEqual({});
  });
});
