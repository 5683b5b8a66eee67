import { describe, expect, it } from 'vitest';
import { hostname, imapSection, readDocument, SOURCE, suggestionOf } from './autoconfig-documents.ts';

describe('an autoconfig document', () => {
  it('is read as the draft describes it', () => {
    const read = readDocument(`<?xml version="1.0"?>
<clientConfig version="1.2"><emailProvider id="example.com"><domain>example.com</domain>
 <displayName>Example Mail</displayName><displayShortName>Example</displayShortName>
 <incomingServer type="imap"><hostname>imap.example.com</hostname><port>993</port><socketType>SSL</socketType>
  <authentication system="sasl">SCRAM-SHA-256-PLUS</authentication>
  <authentication>TLS-client-cert</authentication><authentication>password-encrypted</authentication>
  <authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></incomingServer>
 <outgoingServer type="smtp"><hostname>smtp.example.com</hostname><port>465</port><socketType>SSL</socketType>
  <authentication>password-cleartext</authentication><username>%EMAILLOCALPART%</username></outgoingServer>
 <enable visiturl="https://example.com/imap"><instruction lang="en">Turn on IMAP</instruction></enable>
 <documentation url="https://example.com/help"><descr lang="en">All settings</descr></documentation></emailProvider>
 <setupServer type="managesieve"><hostname>sieve.example.com</hostname><port>4190</port>
  <socketType>STARTTLS</socketType></setupServer>
 <calendar type="caldav"><url>https://dav.example.com/</url><username>%EMAILADDRESS%</username></calendar>
 <oAuth2><issuer>login.example.com</issuer><clientID>open</clientID><clientSecret>secret</clientSecret></oAuth2>
 <clientConfigUpdate url="https://example.com/config.xml"/></clientConfig>`);

    expect(read).toEqual({
      ok: true,
      suggestion: {
        candidates: [
          {
            endpoint: {
              protocol: 'imap',
              host: 'imap.example.com',
              port: 993,
              connectionSecurity: 'implicit-tls',
            },
            username: '%EMAILADDRESS%',
            signIn: ['SCRAM-SHA-256-PLUS', 'TLS-client-cert', 'password-encrypted', 'password-cleartext'],
            source: SOURCE,
          },
          {
            endpoint: {
              protocol: 'submission',
              host: 'smtp.example.com',
              port: 465,
              connectionSecurity: 'implicit-tls',
            },
            username: '%EMAILLOCALPART%',
            signIn: ['password-cleartext'],
            source: SOURCE,
          },
          {
            endpoint: {
              protocol: 'managesieve',
              host: 'sieve.example.com',
              port: 4190,
              connectionSecurity: 'starttls',
            },
            username: null,
            signIn: [],
            source: SOURCE,
          },
        ],
        notOffered: [],
        dropped: [],
        others: [{ type: 'caldav', at: 'https://dav.example.com/' }],
        instructions: [
          {
            kind: 'enable',
            url: 'https://example.com/imap',
            texts: [{ language: 'en', text: 'Turn on IMAP' }],
          },
          {
            kind: 'documentation',
            url: 'https://example.com/help',
            texts: [{ language: 'en', text: 'All settings' }],
          },
        ],
        providerName: 'Example Mail',
      },
    });
  });

  it('keeps nothing of its OAuth block', () => {
    const suggestion = suggestionOf(imapSection(), '<oAuth2><clientSecret>give-me</clientSecret></oAuth2>');

    expect(JSON.stringify(suggestion)).not.toContain('give-me');
  });

  it.each(['1.1', '1.2', '7.0', ''])('is read whatever its version: %j', (version) => {
    const read = readDocument(`<clientConfig version="${version}">${imapSection()}</clientConfig>`);

    expect(read.ok).toBe(true);
  });

  it.each([
    ['an Autodiscover answer', '<Autodiscover><Response/></Autodiscover>'],
    ['a feed', '<rss version="2.0"><channel/></rss>'],
    ['its root in other letters', '<clientconfig><emailProvider/></clientconfig>'],
    ['its root inside another', `<a><clientConfig>${imapSection()}</clientConfig></a>`],
    ['a web page', '<!doctype html><title>Welcome</title>'],
  ])('is another document where it is %s', (_, text) => {
    expect(readDocument(text)).toEqual({ ok: false, problem: 'other-document' });
  });

  it.each([
    ['says nothing', '<clientConfig/>'],
    ['has a provider only', '<clientConfig><emailProvider id="a"/></clientConfig>'],
    ['has servers that cannot be used', `<clientConfig>${imapSection({ port: '0' })}</clientConfig>`],
    ['has servers for other things', '<clientConfig><incomingServer type="ews"/></clientConfig>'],
  ])('names no servers where it %s', (_, text) => {
    expect(readDocument(text)).toMatchObject({
      ok: false,
      problem: 'no-servers',
      suggestion: { candidates: [] },
    });
  });

  it('says what it has where it names no servers', () => {
    const read = readDocument(
      `<clientConfig><displayName>Example</displayName>${imapSection({ port: '0' })}` +
        '<enable><instruction lang="en">Use the app</instruction></enable></clientConfig>',
    );

    expect(read.suggestion).toMatchObject({
      providerName: 'Example',
      dropped: [{ reason: 'port-unusable' }],
      instructions: [{ kind: 'enable' }],
    });
  });

  it('drops a bad section only, and keeps the order of the others', () => {
    const suggestion = suggestionOf(
      [
        imapSection({ hostname: 'c.example.com' }),
        imapSection({ socketType: null }),
        '<nobodyKnowsThis><hostname>d.example.com</hostname></nobodyKnowsThis>',
        imapSection({ hostname: 'a.example.com', port: '143', socketType: 'STARTTLS' }),
        imapSection({ hostname: 'b.example.com', port: '143', socketType: 'plain' }),
      ].join(''),
    );

    expect(suggestion.candidates.map(({ endpoint }) => endpoint)).toEqual([
      { protocol: 'imap', host: 'c.example.com', port: 993, connectionSecurity: 'implicit-tls' },
      { protocol: 'imap', host: 'a.example.com', port: 143, connectionSecurity: 'starttls' },
      { protocol: 'imap', host: 'b.example.com', port: 143, connectionSecurity: 'cleartext' },
    ]);
    expect(suggestion.dropped).toEqual([{ section: 'incoming', reason: 'security-unknown', given: '' }]);
  });

  it('says the same server once, and another way to the same server again', () => {
    const suggestion = suggestionOf(
      [
        imapSection(),
        imapSection({ hostname: 'IMAP.EXAMPLE.COM.' }),
        imapSection({ username: '%EMAILLOCALPART%' }),
        imapSection({ authentication: '<authentication>OAuth2</authentication>' }),
      ].join(''),
    );

    expect(suggestion.candidates.map(({ username, signIn }) => [username, ...signIn])).toEqual([
      ['%EMAILADDRESS%'],
      ['%EMAILLOCALPART%'],
      ['%EMAILADDRESS%', 'OAuth2'],
    ]);
  });

  it('is read no further than forty sections', () => {
    const sections = Array.from({ length: 50 }, (_, at) =>
      imapSection({ hostname: `imap${at}.example.com` }),
    );

    expect(suggestionOf(sections.join('')).candidates.at(-1)?.endpoint.host).toBe(
      hostname('imap39.example.com'),
    );
  });

  it.each([
    ['in its provider', '<displayName>Example</displayName>', '', 'Example'],
    ['beside it', '', '<displayName>Example</displayName>', 'Example'],
    ['on two lines', '<displayName>\n  Example\n  Mail\n</displayName>', '', 'Example Mail'],
    ['never', '', '', null],
    ['empty', '<displayName> </displayName>', '', null],
    ['of sixty characters', `<displayName>${'x'.repeat(60)}</displayName>`, '', 'x'.repeat(60)],
    ['that is longer', `<displayName>${'x'.repeat(61)}</displayName>`, '', `${'x'.repeat(59)}…`],
    ['with markup', '<displayName>&lt;img onerror=x&gt;</displayName>', '', '<img onerror=x>'],
    ['that is turned around', '<displayName>Bank&#x202E;gro</displayName>', '', String.raw`Bank\u{202e}gro`],
  ])('has a name of its provider, %s', (_, inProvider, beside, name) => {
    expect(suggestionOf(inProvider, beside).providerName).toBe(name);
  });
});
