import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../electron/node/practice/discovery/zone.ts';
import { USUAL_DISCOVERY } from '../../../electron/node/practice/discovery/behaviour.ts';
import { readMailconf } from '../../../shared/discovery/mailconf.ts';
import { PLACES } from '../../node/practice-discovery.ts';
import { anyText } from './any-text.ts';

describe('a mailconf record', () => {
  it('names the autoconfig document of a domain', () => {
    const address = readMailconf(['mailconf=https://autoconfig.example.org/mail/config-v1.1.xml']);

    expect(address).toBe('https://autoconfig.example.org/mail/config-v1.1.xml');
  });

  it('is found among the texts that domains have', () => {
    const address = readMailconf([
      'v=spf1 mx -all',
      'site-verification=mailconf=https://not.example/',
      '  MailConf=https://example.org:10443/a?b=c#d ',
      '',
    ]);

    expect(address).toBe('https://example.org:10443/a?b=c#d');
  });

  it('of the practice domain is read', () => {
    const texts = zoneOf(USUAL_DISCOVERY, PLACES).records.flatMap(({ type, data }) =>
      type === 'TXT' ? [String(data)] : [],
    );

    expect(readMailconf(texts)).toBe('https://autoconfig.practice.test:10443/mail/config-v1.1.xml');
  });

  it('is the first that can be used, where there are several', () => {
    const address = readMailconf([
      'mailconf=http://example.org/first.xml',
      'mailconf=https://example.org/second.xml',
      'mailconf=https://example.org/third.xml',
    ]);

    expect(address).toBe('https://example.org/second.xml');
  });

  it.each([
    ['', 'nothing'],
    ['http://example.org/a.xml', 'no HTTPS'],
    ['https://', 'no host'],
    ['https:///a.xml', 'no host before the path'],
    ['https:example.org/a.xml', 'no slashes'],
    ['file:///etc/passwd', 'a file'],
    ['javascript:alert(1)', 'a script'],
    ['https://autoconfig.example.org@evil.example/a.xml', 'a user name'],
    ['https://user:secret@example.org/', 'a password'],
    ['https://example.org\\@evil.example/', 'a backslash in the host'],
    ['https://example.org/a\\b', 'a backslash in the path'],
    ['https://169.254.169.254/latest', 'an IPv4 address'],
    ['https://2130706433/', 'an IPv4 address as one number'],
    ['https://0x7f.1/', 'an IPv4 address in hexadecimal digits'],
    ['https://[::1]/', 'an IPv6 address'],
    ['https://exa mple.org/', 'a space'],
    ['https://example.org/\u202egnp', 'a character that turns text around'],
    ['https://b\u00fccher.example/', 'a host that is not ASCII'],
    ['https://example.org:99999/', 'no port'],
    [`https://example.org/${'a'.repeat(2_048)}`, 'more than anybody needs'],
  ])('is not used: %s (%s)', (address) => {
    expect(readMailconf([`mailconf=${address}`])).toBeNull();
  });

  it('of any text is an https address or null', () => {
    fc.assert(
      fc.property(fc.array(anyText(60)), (texts) => {
        const address = readMailconf(texts.map((text) => `mailconf=${text}`));

        expect(address ?? 'https://').toMatch(/^https:\/\//i);
      }),
    );
  });
});
