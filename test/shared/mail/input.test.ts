import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEmailAddress, maskName, parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { formatEndpoint, parseEndpoint, parseEndpoints } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import type { Parsed } from '../../../shared/mail/parsed.ts';
import { parsePort } from '../../../shared/mail/port.ts';
import { parseUsername } from '../../../shared/mail/username.ts';

function problemOf(parsed: Parsed<unknown>): string {
  return parsed.ok ? 'accepted' : parsed.problem.code;
}

describe('a mail address', () => {
  it.each([
    'ada@example.org',
    'a.b+c@mail.example.org',
    "o'brien@example.org",
    'ada@xn--bcher-kva.example',
    'jürgen.müller@example.org',
    '用户@example.org',
    `${'ü'.repeat(32)}@example.org`,
  ])('is taken: %s', (text) => {
    const parsed = parseEmailAddress(text);
    expect(parsed.ok && formatEmailAddress(parsed.value)).toBe(text);
  });

  it('is put together where it was pasted in parts (RFC 6532 §3.1)', () => {
    const parsed = parseEmailAddress('ju\u0308rgen@example.org');
    expect(parsed.ok && parsed.value.localPart).toBe('j\u00fcrgen');
  });

  it('may have spaces around it from pasting', () => {
    expect(parseEmailAddress('  ada@Example.ORG ')).toEqual({
      ok: true,
      value: { localPart: 'ada', domain: 'example.org' },
    });
  });

  it.each([
    ['', 'address_without_at'],
    ['ada.example.org', 'address_without_at'],
    ['@example.org', 'address_local_part_unusable'],
    ['a da@example.org', 'address_local_part_unusable'],
    ['a@b@example.org', 'address_local_part_unusable'],
    ['ada\r\nRCPT@example.org', 'address_local_part_unusable'],
    [`${'a'.repeat(65)}@example.org`, 'address_local_part_unusable'],
    [`${'ü'.repeat(33)}@example.org`, 'address_local_part_unusable'],
    ['a\u200bda@example.org', 'address_local_part_unusable'],
    ['ad\u00a0a@example.org', 'address_local_part_unusable'],
    ['\u202eada@example.org', 'address_local_part_unusable'],
    ['ada\ud800@example.org', 'address_local_part_unusable'],
    ['ü..ü@example.org', 'address_local_part_unusable'],
    ['ada@', 'domain_unusable'],
    ['ada@exa mple.org', 'domain_unusable'],
    ['ada@-example.org', 'domain_unusable'],
    ['ada@127.0.0.1', 'domain_unusable'],
    ['ada@0x7f.1', 'domain_unusable'],
    ['ada@bücher.example', 'domain_not_ascii'],
    ['ada@ехample.org', 'domain_not_ascii'],
  ])('is refused: %j, %s', (text, code) => {
    expect(problemOf(parseEmailAddress(text))).toBe(code);
  });

  // UTS 46, nontransitional: ß and the Greek final sigma are letters of their own, as in browsers.
  it.each([
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['βόλος.example', 'xn--nxasmm1c.example'],
    ['аррle.example', 'xn--le-6kc8da.example'],
  ])('with letters outside ASCII is told the form that would be taken: %s', (domain, wanted) => {
    expect(parseEmailAddress(`ada@${domain}`)).toMatchObject({ ok: false, problem: { wanted } });
  });

  it.each([
    ['alice@example.org', 'a…e@example.org'],
    ['bob@example.org', 'b…@example.org'],
    ['a@example.org', 'a…@example.org'],
    ['alice', 'a…e'],
    ['', '…'],
  ])('%s is masked as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('a host', () => {
  it.each([
    ['imap.example.org', 'imap.example.org'],
    ['IMAP.Example.ORG.', 'imap.example.org'],
    ['localhost', 'localhost'],
    ['192.0.2.7', '192.0.2.7'],
    ['2001:DB8::7', '2001:db8::7'],
    ['::1', '::1'],
  ])('%s is read as %s', (given, host) => {
    expect(parseHostname(given)).toEqual({ ok: true, value: host });
  });

  it.each(['', '.', 'a..b', 'a b', 'a/b', '1.2.3', '256.1.1.1', '1.2.3.4.5', ':::', 'a'.repeat(64)])(
    '%j is refused',
    (given) => {
      expect(problemOf(parseHostname(given))).toBe('domain_unusable');
    },
  );

  it('of any text is read or refused, never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['accepted', 'domain_unusable', 'domain_not_ascii']).toContain(problemOf(parseHostname(text)));
      }),
    );
  });
});

describe('a port', () => {
  it.each(['1', '993', '65535'])('%s is taken', (given) => {
    expect(parsePort(given)).toEqual({ ok: true, value: Number(given) });
  });

  it.each(['0', '65536', '993abc', '-1', '1e3', '', ' 993'])('%j is refused', (given) => {
    expect(problemOf(parsePort(given))).toBe('port_out_of_range');
  });
});

describe('an endpoint', () => {
  it.each([
    ['imap', 'imap.example.org', 'imap.example.org:993/implicit-tls'],
    ['imap', 'imap.example.org:143', 'imap.example.org:143/starttls'],
    ['imap', 'imap.example.org/starttls', 'imap.example.org:143/starttls'],
    ['imap', 'imap.example.org/cleartext', 'imap.example.org:143/cleartext'],
    ['imap', 'imap.example.org:20143', 'imap.example.org:20143/starttls'],
    ['imap', 'imap.example.org:993/starttls', 'imap.example.org:993/starttls'],
    ['submission', 'smtp.example.org', 'smtp.example.org:465/implicit-tls'],
    ['submission', 'smtp.example.org:587', 'smtp.example.org:587/starttls'],
    ['submission', '[2001:db8::7]:465', '[2001:db8::7]:465/implicit-tls'],
    ['submission', '192.0.2.7:25/starttls', '192.0.2.7:25/starttls'],
    ['pop3', 'pop.example.org', 'pop.example.org:995/implicit-tls'],
    ['pop3', 'pop.example.org:110', 'pop.example.org:110/starttls'],
    ['pop3', 'pop.example.org/cleartext', 'pop.example.org:110/cleartext'],
    ['managesieve', 'sieve.example.org', 'sieve.example.org:4190/starttls'],
    ['managesieve', 'sieve.example.org/implicit-tls', 'sieve.example.org:4190/implicit-tls'],
    ['smtp', 'mx.example.org', 'mx.example.org:25/starttls'],
  ] as const)('of %s written as %s means %s', (protocol, given, meant) => {
    const parsed = parseEndpoint(protocol, given);
    expect(parsed.ok && formatEndpoint(parsed.value)).toBe(meant);
  });

  it.each([
    ['', 'endpoint_form_unknown'],
    ['imap.example.org:', 'port_out_of_range'],
    ['imap.example.org:0', 'port_out_of_range'],
    ['imap.example.org:70000', 'port_out_of_range'],
    ['imap.example.org:993/ssl', 'security_unknown'],
    ['imap.example.org:993/', 'security_unknown'],
    ['imap.example.org:993/starttls/x', 'endpoint_form_unknown'],
    ['imaps://imap.example.org', 'endpoint_form_unknown'],
    ['2001:db8::7:465', 'endpoint_form_unknown'],
    ['imap.bücher.example', 'domain_not_ascii'],
  ])('%j is refused: %s', (given, code) => {
    expect(problemOf(parseEndpoint('imap', given))).toBe(code);
  });

  it('without a protocol means all well-known ports of the host', () => {
    const parsed = parseEndpoints('mail.example.org');
    expect(parsed.ok && parsed.value.map((endpoint) => `${endpoint.protocol} ${endpoint.port}`)).toEqual([
      'imap 993',
      'imap 143',
      'submission 465',
      'submission 587',
      'pop3 995',
      'pop3 110',
      'managesieve 4190',
      'smtp 25',
    ]);
  });

  it.each([
    ['mail.example.org:995', 'pop3 995 implicit-tls'],
    ['mail.example.org:4190', 'managesieve 4190 starttls'],
    ['mail.example.org:25', 'smtp 25 starttls'],
  ])('without a protocol is known by its port: %s', (given, meant) => {
    const parsed = parseEndpoints(given);

    expect(
      parsed.ok && parsed.value.map((one) => `${one.protocol} ${one.port} ${one.connectionSecurity}`),
    ).toEqual([meant]);
  });

  it.each([
    ['imap://mail.example.org:10143', 'imap 10143 starttls'],
    ['IMAPS://mail.example.org:10993/', 'imap 10993 implicit-tls'],
    ['imap://mail.example.org', 'imap 993 implicit-tls'],
    ['pop3s://[2001:db8::7]:1995', 'pop3 1995 implicit-tls'],
    ['pop://mail.example.org:1110', 'pop3 1110 starttls'],
    ['smtps://mail.example.org', 'submission 465 implicit-tls'],
    ['submission://mail.example.org:2525/cleartext', 'submission 2525 cleartext'],
    ['submissions://mail.example.org:2465', 'submission 2465 implicit-tls'],
    ['sieve://mail.example.org', 'managesieve 4190 starttls'],
  ])('has its protocol in front: %s', (given, meant) => {
    const parsed = parseEndpoints(given);

    expect(
      parsed.ok && parsed.value.map((one) => `${one.protocol} ${one.port} ${one.connectionSecurity}`),
    ).toEqual([meant]);
  });

  it.each(['https://mail.example.org', 'ss://mail.example.org', 'constructor://mail.example.org'])(
    'with a protocol in front that is none of mail is refused: %s',
    (given) => {
      expect(problemOf(parseEndpoints(given))).toBe('endpoint_form_unknown');
    },
  );

  it('without a protocol and with a port of its own is refused', () => {
    expect(problemOf(parseEndpoints('mail.example.org:2525'))).toBe('protocol_not_named');
  });
});

describe('a user name', () => {
  it.each([
    ['ada', 'accepted'],
    ['EXAMPLE\\ada', 'accepted'],
    ['ädä', 'accepted'],
    ['', 'username_unusable'],
    ['  ', 'username_unusable'],
    ['a\0b', 'username_unusable'],
    ['a\r\nb', 'username_unusable'],
    ['a'.repeat(256), 'username_unusable'],
  ])('%j is %s', (given, code) => {
    expect(problemOf(parseUsername(given))).toBe(code);
  });
});
