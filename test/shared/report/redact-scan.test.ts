import { describe, expect, it } from 'vitest';
import type { RedactionLevel } from '../../../shared/report/formats.ts';
import { redactReport } from '../../../shared/report/redact.ts';
import { reportSaying } from './redact-samples.ts';

/** What is shown of a line that a server said, in a report about `a…e@example.org` at `imap.example.org` (203.0.113.5). */
function shown(text: string, level: RedactionLevel = 'helpdesk'): string {
  const { report } = redactReport(reportSaying(text), level);
  const observation = report.observations.find((one) => one.kind === 'greeting');
  return observation?.words?.text ?? '';
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('words of a server, for the helpdesk', () => {
  it.each([
    ['a mail address', 'no mailbox bob@example.org here', 'no mailbox user-2@example.org here'],
    ['the masked address', '<a…e@example.org>: denied', '<user-1@example.org>: denied'],
    ['the masked name alone', 'user a…e, denied', 'user user-1, denied'],
    ['one of another domain', 'bob@mail.firma.test', 'user-2@server-1.domain-1.example'],
    [
      'other hosts of that domain',
      'bob@firma.test by mx.firma.test',
      'user-2@domain-1.example by server-1.domain-1.example',
    ],
    ['an address before a colon', '<bob@example.org>: no', '<user-2@example.org>: no'],
    ['an address as a value', 'user=bob@example.org,', 'user=user-2@example.org,'],
    ['an address inside of another', 'bounce+bob=firma.test@example.org', 'user-2@example.org'],
    ['an address with a tag', 'bob+tag@example.org', 'user-2@example.org'],
    ['a percent-encoded one', 'e=bob%40example.org', 'e=user-2@example.org'],
    ['one that is encoded twice', 'bob%2540example.org', 'user-2@example.org'],
    ['a quoted-printable one', 'bob=40example=2Eorg', 'user-2@example.org'],
    ['one in base64', `got ${base64('bob@example.org')} from`, `got ${base64('user-2@example.org')} from`],
    ['one in a SASL message', base64('\0bob@example.org\0'), base64('\0user-2@example.org\0')],
    ['a home folder', '/home/alice/.forward failed', '~/.forward failed'],
    ['one of a Mac', 'in /Users/alice/Library', 'in ~/Library'],
    ['one of Windows', String.raw`C:\Users\Alice Smith\mail`, String.raw`~\mail`],
    ['one of Windows, escaped', String.raw`C:\\Users\\alice\\mail`, String.raw`~\\mail`],
    ['one in a file address', 'file:///home/alice/a.xml', '~/a.xml'],
    ['a private address', 'from 192.168.178.20:4711', 'from lan-address-1:4711'],
    ['a private IPv6 address', 'from [fd12:3456::20]:4711', 'from [lan-address-1]:4711'],
    ['a link-local one', 'fe80::1%eth0', 'lan-address-1%eth0'],
    ['one of an access provider', '100.64.3.7', 'lan-address-1'],
    ['the same one in two forms', 'fd00:0::2 fd00::2', 'lan-address-1 lan-address-1'],
    ['a public address of nobody here', 'Hello [91.2.3.4]', 'Hello [address-1]'],
    ['a network card', 'mac=00:1A:2b:3c:4d:5e', 'mac=lan-address-1'],
    ['a name of the network', 'laptop.fritz.box (laptop.local)', 'lan-name-1 (lan-name-2)'],
    [
      'a name that a connection has',
      'Hello p5b1234.dip0.t-ipconnect.test',
      'Hello server-1.domain-1.example',
    ],
  ])('hide %s', (_what, said, expected) => {
    expect(shown(said)).toBe(expected);
  });

  it.each([
    ['the server and its address', 'imap.example.org [203.0.113.5] ready'],
    ['this computer itself', 'localhost 127.0.0.1 ::1 [IPv6:::1]'],
    ['a version', 'Dovecot 2.4.1 (abc1234) ready.'],
    ['a time', '12:34:56 std::string x::y'],
    ['an address of the web', 'see https://support.mail2.example.net/mail?p=BadCredentials'],
    ['a code', 'OAUTH-502 5.7.8 ERR.LOGIN.REQCODE Authentication failed.'],
    ['base64 of nothing', `${base64('hello there, world')} AUTHENTICATIONFAILED 0123456789abcdef`],
    ['a sign alone', 'a @ b, size=4096.5 x=40'],
  ])('leave %s', (_what, said) => {
    expect(shown(said)).toBe(said);
  });

  it('cost no more than their length', () => {
    const long = [
      '@'.repeat(200_000),
      '.'.repeat(200_000),
      '/'.repeat(200_000),
      'a'.repeat(400_000),
      '=40'.repeat(70_000),
    ];
    const begun = process.cpuUsage();

    for (const text of long)
      shown(`${text}x ${':'.repeat(200_000)}y ${'a.'.repeat(100_000)} ${'%41'.repeat(70_000)}`);
    const { user, system } = process.cpuUsage(begun);

    expect((user + system) / 1_000).toBeLessThan(10_000);
  });
});

describe('words of a server, for strangers', () => {
  it.each([
    ['known phrases', 'Sorry bob@example.org, Authentication failed.', 'authentication failed'],
    ['status codes', 'mail.example.org said 5.7.1 no', '5.7.1'],
  ])('are %s', (_what, said, expected) => {
    expect(shown(said, 'minimal')).toBe(expected);
  });

  it('are nothing where they say nothing known', () => {
    expect(shown('Universität Musterstadt, Herr Meier', 'minimal')).toBe('');
  });
});
