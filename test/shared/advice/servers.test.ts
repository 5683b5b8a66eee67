import { describe, expect, it } from 'vitest';
import { chooseServers } from '../../../shared/advice/servers.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { endpointAt, suggested } from '../discovery/candidates.ts';
import { reportOf, type Ran } from './reports.ts';

const IMAP = endpointAt('imap', 'imap.example.org');
const IMAP_STARTTLS = endpointAt('imap', 'imap.example.org:143');
const SMTP = endpointAt('submission', 'smtp.example.org:465');

function chosen(ran: Ran): readonly string[] {
  return chooseServers(reportOf(ran)).servers.map(({ endpoint }) => formatEndpoint(endpoint));
}

describe('the servers that are worth publishing', () => {
  it('are those with implicit TLS, and STARTTLS of the same host stands beside them', () => {
    const { servers } = chooseServers(
      reportOf({
        candidates: [
          suggested('autoconfig', 'imap', 'imap.example.org:143'),
          suggested('guess', 'imap', 'imap.example.org'),
        ],
        works: [[IMAP_STARTTLS], [IMAP]],
      }),
    );

    expect(servers).toEqual([
      expect.objectContaining({ endpoint: IMAP, starttls: IMAP_STARTTLS, isVerified: true }),
    ]);
  });

  it('are those that are published before guesses, even with STARTTLS only', () => {
    const ran = {
      candidates: [
        suggested('autoconfig', 'imap', 'imap.example.org:143'),
        suggested('guess', 'imap', 'mail.example.org'),
      ],
      works: [[IMAP_STARTTLS], [endpointAt('imap', 'mail.example.org')]] as const,
    };

    expect(chosen(ran)).toEqual(['imap.example.org:143/starttls']);
  });

  it('are none that were not verified', () => {
    const ran = { candidates: [suggested('pacc', 'imap', 'imap.example.org')] };

    expect(chosen(ran)).toEqual([]);
  });

  it('are those that a person named, whether or not they could be reached', () => {
    const { servers, missing } = chooseServers(
      reportOf({
        candidates: [
          suggested('person', 'imap', 'new.example.org'),
          suggested('pacc', 'imap', 'imap.example.org'),
          suggested('person', 'submission', 'new.example.org:465'),
        ],
        works: [[IMAP]],
      }),
    );

    expect(servers.map(({ endpoint, isVerified }) => [endpoint.host, isVerified])).toEqual([
      ['new.example.org', false],
      ['new.example.org', false],
    ]);
    expect(missing).toEqual([]);
  });

  it('are at another port of a host that a person named, where that one works and has implicit TLS', () => {
    const named = suggested('person', 'imap', 'imap.example.org:143');
    const guessed = suggested('guess', 'imap', 'imap.example.org');

    expect(chosen({ candidates: [named, guessed], works: [[IMAP]] })).toEqual([formatEndpoint(IMAP)]);
    expect(chosen({ candidates: [named, guessed] })).toEqual([formatEndpoint(IMAP_STARTTLS)]);
  });

  it.each([
    ['an address', '192.0.2.7:993/implicit-tls'],
    ['an IPv6 address', '[2001:db8::7]:993/implicit-tls'],
    ['cleartext', 'imap.example.org:143/cleartext'],
  ])('are never named by %s, and that is said', (_what, written) => {
    const { servers, unpublishable, missing } = chooseServers(
      reportOf({ candidates: [suggested('person', 'imap', written)] }),
    );

    expect(servers).toEqual([]);
    expect(unpublishable).toEqual([endpointAt('imap', written)]);
    expect(missing).toEqual(['incoming', 'outgoing']);
  });

  it.each([
    'evil.example" IN A 192.0.2.1',
    'a.example\nb',
    '<b>',
    'imap.example.org.',
    'IMAP.example.org',
    '',
  ])('are none whose host is no host name: %j', (host) => {
    const endpoint = { ...IMAP, host: host as Hostname }; // as it could stand in a report that somebody changed
    const candidate = { ...suggested('person', 'imap', 'imap.example.org'), endpoint };

    expect(chosen({ candidates: [candidate], works: [[endpoint]] })).toEqual([]);
  });

  it('are enough with POP3 in the place of IMAP', () => {
    const pop3 = endpointAt('pop3', 'pop.example.org');
    const candidates = [
      suggested('srv', 'pop3', 'pop.example.org'),
      suggested('srv', 'submission', 'smtp.example.org:465'),
    ];

    expect(chooseServers(reportOf({ candidates, works: [[pop3], [SMTP]] })).missing).toEqual([]);
  });
});

describe('the user name of a server', () => {
  it.each([
    ['%EMAILLOCALPART%', '%EMAILLOCALPART%'],
    ['%EMAILADDRESS%', '%EMAILADDRESS%'],
    // As reports have a name that is somebody's.
    ['a…e', '%EMAILADDRESS%'],
    ['%EMAILADDRESS%\u202e', '%EMAILADDRESS%'],
    ['%EMAILADDRESS%</username>', '%EMAILADDRESS%'],
    ['%EMAILSECRET%', '%EMAILADDRESS%'],
    [null, '%EMAILADDRESS%'],
  ])('is the form that a source says, and otherwise the address: %j', (username, expected) => {
    const candidates = [suggested('autoconfig', 'imap', 'imap.example.org', { username })];

    expect(chooseServers(reportOf({ candidates, works: [[IMAP]] })).servers[0]?.username).toBe(expected);
  });
});
