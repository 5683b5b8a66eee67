import { describe, expect, it } from 'vitest';
import type { DroppedSection } from '../../../shared/mail/candidate.ts';
import { imapSection, suggestionOf } from './autoconfig-documents.ts';

type Row = readonly [string, string, DroppedSection['reason'], string];

const authentication = (...texts: readonly string[]): string =>
  texts.map((text) => `<authentication>${text}</authentication>`).join('');

describe('a section of an autoconfig document', () => {
  it.each<Row>([
    ['no host', imapSection({ hostname: null }), 'host-missing', ''],
    ['an empty host', imapSection({ hostname: ' ' }), 'host-missing', ''],
    [
      'two words for a host',
      imapSection({ hostname: 'imap example.com' }),
      'host-unusable',
      'imap example.com',
    ],
    [
      'the address in its host',
      imapSection({ hostname: '%EMAILADDRESS%.a.com' }),
      'host-unusable',
      '%EMAILADDRESS%.a.com',
    ],
    [
      'the local part in its host',
      imapSection({ hostname: '%EMAILLOCALPART%.a.com' }),
      'host-unusable',
      '%EMAILLOCALPART%.a.com',
    ],
    [
      'an unknown placeholder in its host',
      imapSection({ hostname: '%MXHOST%' }),
      'host-unusable',
      '%MXHOST%',
    ],
    [
      'a placeholder in small letters',
      imapSection({ hostname: '%emaildomain%' }),
      'host-unusable',
      '%emaildomain%',
    ],
    ['an element in its host', imapSection({ hostname: 'a.com<b/>' }), 'host-unusable', 'a.com<b>'],
    ['its host in an element', imapSection({ hostname: '<b>a.com</b>' }), 'host-unusable', '<b>'],
    [
      'CDATA with tags for a host',
      imapSection({ hostname: '<![CDATA[<b>a.com</b>]]>' }),
      'host-unusable',
      '<b>a.com</b>',
    ],
    ['escaped tags for a host', imapSection({ hostname: '&lt;b&gt;a.com' }), 'host-unusable', '<b>a.com'],
    [
      'a line break in its host',
      imapSection({ hostname: 'a.com&#10;b.com' }),
      'host-unusable',
      String.raw`a.com\u{a}b.com`,
    ],
    [
      'a control character in its host',
      imapSection({ hostname: 'a.com&#x9b;31m' }),
      'host-unusable',
      String.raw`a.com\u{9b}31m`,
    ],
    [
      'what cannot be seen in its host',
      imapSection({ hostname: 'a&#x200b;.com' }),
      'host-unusable',
      String.raw`a\u{200b}.com`,
    ],
    [
      'letters outside ASCII in its host',
      imapSection({ hostname: 'bücher.example' }),
      'host-unusable',
      'bücher.example',
    ],
    ['Cyrillic letters in its host', imapSection({ hostname: 'раураl.com' }), 'host-unusable', 'раураl.com'],
    ['an IPv4 address for a host', imapSection({ hostname: '192.0.2.7' }), 'host-unusable', '192.0.2.7'],
    ['a number for a host', imapSection({ hostname: '3221225991' }), 'host-unusable', '3221225991'],
    [
      'a hexadecimal number for a host',
      imapSection({ hostname: '0x7f000001' }),
      'host-unusable',
      '0x7f000001',
    ],
    ['an IPv6 address for a host', imapSection({ hostname: '2001:db8::7' }), 'host-unusable', '2001:db8::7'],
    [
      'an IPv6 address in brackets',
      imapSection({ hostname: '[2001:db8::7]' }),
      'host-unusable',
      '[2001:db8::7]',
    ],
    ['an address for a host', imapSection({ hostname: 'https://a.com/' }), 'host-unusable', 'https://a.com/'],
    ['a host with a port', imapSection({ hostname: 'a.com:993' }), 'host-unusable', 'a.com:993'],
    [
      'a label of 64 letters',
      imapSection({ hostname: `${'a'.repeat(64)}.com` }),
      'host-unusable',
      `${'a'.repeat(64)}.com`,
    ],
    [
      'no end of a host',
      imapSection({ hostname: 'a.'.repeat(300) }),
      'host-unusable',
      `${'a.'.repeat(49)}a…`,
    ],
    [
      'no end of placeholders',
      imapSection({ hostname: '%EMAILDOMAIN%'.repeat(9_000) }),
      'host-unusable',
      `${'%EMAILDOMAIN%'.repeat(7)}%EMAILDO…`,
    ],
    ['no port', imapSection({ port: null }), 'port-unusable', ''],
    ['port 0', imapSection({ port: '0' }), 'port-unusable', '0'],
    ['port 65536', imapSection({ port: '65536' }), 'port-unusable', '65536'],
    ['port 99993', imapSection({ port: '99993' }), 'port-unusable', '99993'],
    ['a negative port', imapSection({ port: '-993' }), 'port-unusable', '-993'],
    ['a port with letters', imapSection({ port: '993abc' }), 'port-unusable', '993abc'],
    ['a hexadecimal port', imapSection({ port: '0x3e1' }), 'port-unusable', '0x3e1'],
    ['a port in other digits', imapSection({ port: '９９３' }), 'port-unusable', '９９３'],
    ['a fraction of a port', imapSection({ port: '993.0' }), 'port-unusable', '993.0'],
    ['two ports', imapSection({ port: '143 993' }), 'port-unusable', '143 993'],
    ['an element in its port', imapSection({ port: '993<b/>' }), 'port-unusable', '993<b>'],
    ['no socketType', imapSection({ socketType: null }), 'security-unknown', ''],
    ['an empty socketType', imapSection({ socketType: '' }), 'security-unknown', ''],
    ['another socketType', imapSection({ socketType: 'TLS' }), 'security-unknown', 'TLS'],
    ['a socketType in small letters', imapSection({ socketType: 'ssl' }), 'security-unknown', 'ssl'],
    [
      'a socketType that every object has',
      imapSection({ socketType: 'constructor' }),
      'security-unknown',
      'constructor',
    ],
    [
      'only unknown sign-ins',
      imapSection({ authentication: authentication('magic', '__proto__') }),
      'sign-in-unknown',
      'magic, __proto__',
    ],
    [
      'only sign-ins over HTTP',
      imapSection({ authentication: '<authentication system="http">Basic</authentication>' }),
      'sign-in-unknown',
      'Basic',
    ],
    ['an empty sign-in', imapSection({ authentication: '<authentication/>' }), 'sign-in-unknown', ''],
    ['no type', '<incomingServer><hostname>a.com</hostname></incomingServer>', 'protocol-unknown', ''],
    ['an empty type', '<incomingServer type=" "/>', 'protocol-unknown', ''],
    ['the type of a server that sends', '<incomingServer type="smtp"/>', 'protocol-unknown', 'smtp'],
  ])('is dropped where it has %s', (_, section, reason, given) => {
    expect(suggestionOf(section)).toMatchObject({
      candidates: [],
      dropped: [{ section: 'incoming', reason, given }],
    });
  });

  it.each([
    ['outgoingServer', 'imap', 'outgoing'],
    ['setupServer', 'smtp', 'other'],
    ['incomingServer', 'managesieve', 'incoming'],
  ])('is dropped where an %s is of type %s', (element, type, section) => {
    expect(suggestionOf(`<${element} type="${type}"/>`).dropped).toEqual([
      { section, reason: 'protocol-unknown', given: type },
    ]);
  });

  it('is reported as an outgoing one where it is one', () => {
    expect(suggestionOf('<outgoingServer type="smtp"/>').dropped).toEqual([
      { section: 'outgoing', reason: 'host-missing', given: '' },
    ]);
  });
});
