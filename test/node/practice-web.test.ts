import { describe, expect, it } from 'vitest';
import {
  AUTOCONFIG,
  AUTODISCOVER,
  autodiscoverRequest,
  digestOf,
  OVER_HTTP,
  PACC,
  POINTER,
  say,
  serversIn,
  usePracticeWeb,
  WELL_KNOWN,
} from './practice-web.ts';

const web = usePracticeWeb();

describe('the practice web servers', () => {
  it.each([AUTOCONFIG, `${AUTOCONFIG}?emailaddress=alice%40practice.test`, WELL_KNOWN, OVER_HTTP])(
    'serve the autoconfig file at %s',
    async (url) => {
      const answer = await web.ask(url);

      expect(answer).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' });
      expect(serversIn(answer.text)).toEqual([
        ['imap', 'imap.practice.test', '10993', 'SSL', '%EMAILADDRESS%'],
        ['imap', 'imap.practice.test', '10143', 'STARTTLS', '%EMAILADDRESS%'],
        ['smtp', 'smtp.practice.test', '10465', 'SSL', '%EMAILADDRESS%'],
        ['smtp', 'smtp.practice.test', '10587', 'STARTTLS', '%EMAILADDRESS%'],
        ['pop3', 'pop.practice.test', '10995', 'SSL', '%EMAILADDRESS%'],
        ['pop3', 'pop.practice.test', '10110', 'STARTTLS', '%EMAILADDRESS%'],
      ]);
    },
  );

  it('name the mechanisms of the mail doors in the autoconfig file, strongest first', async () => {
    const { text } = await web.ask(AUTOCONFIG);

    const [first = ''] = text.split('</incomingServer>');
    const authentication = [...first.matchAll(/<authentication(?: system="sasl")?>([^<]+)</g)];
    expect(authentication.map((match) => match[1])).toEqual([
      'SCRAM-SHA-256-PLUS',
      'SCRAM-SHA-1-PLUS',
      'SCRAM-SHA-256',
      'SCRAM-SHA-1',
      'TLS-client-cert',
      'password-encrypted',
      'password-cleartext',
    ]);
  });

  it('serve the other domain with settings of its own', async () => {
    const { text } = await web.ask('https://autoconfig.other-practice.test/mail/config-v1.1.xml');

    expect(serversIn(text)[0]).toEqual([
      'imap',
      'imap.other-practice.test',
      '10993',
      'SSL',
      '%EMAILADDRESS%',
    ]);
  });

  it.each([
    AUTODISCOVER,
    'https://autodiscover.practice.test/autodiscover/autodiscover.xml',
    'https://autodiscover.practice.test/Autodiscover/Autodiscover.xml',
  ])('answer Autodiscover v1 at %s', async (url) => {
    const answer = await web.ask(url, autodiscoverRequest('a@practice.test'));

    expect(answer).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' });
    const protocols = [...answer.text.matchAll(/<Type>(\w+)<[^]*?<Server>(.*)<[^]*?<Port>(\d+)</g)];
    expect(protocols.map((match) => match.slice(1))).toEqual([
      ['IMAP', 'imap.practice.test', '10993'],
      ['SMTP', 'smtp.practice.test', '10465'],
      ['POP3', 'pop.practice.test', '10995'],
    ]);
    expect(answer.text).toContain('<LoginName>a@practice.test</LoginName>');
  });

  it.each([
    ['another content type', { type: 'application/xml', body: autodiscoverRequest('a@practice.test').body }],
    ['no address', { type: 'text/xml', body: '<Autodiscover/>' }],
    ['an address that is an entity', autodiscoverRequest('&a;@practice.test')],
  ])('answer Autodiscover v1 with error 600 where there is %s', async (_, sent) => {
    const answer = await web.ask(AUTODISCOVER, sent);

    expect(answer.text).toContain('<ErrorCode>600</ErrorCode>');
  });

  it('send Autodiscover v1 from plain HTTP to HTTPS, and there refuse GET', async () => {
    const first = await web.ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml');
    const second = await web.ask(first.location);

    expect(first).toMatchObject({
      status: 302,
      location: `https://autodiscover.practice.test:${web.ports.https}/autodiscover/autodiscover.xml`,
    });
    expect(second).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it.each([
    `${POINTER}?Email=a@practice.test&Protocol=AutodiscoverV1&RedirectCount=1`,
    `${POINTER}/v1.0/a@practice.test?Protocol=autodiscoverv1`,
  ])('answer Autodiscover v2 at %s', async (url) => {
    const answer = await web.ask(url);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      Protocol: 'AutodiscoverV1',
      Url: `https://autodiscover.practice.test:${web.ports.https}/autodiscover/autodiscover.xml`,
    });
  });

  it.each([
    [`${POINTER}?Email=a@practice.test&Protocol=ActiveSync`, 'InvalidProtocol'],
    [`${POINTER}?Protocol=AutodiscoverV1`, 'MandatoryParameterMissing'],
  ])('refuse Autodiscover v2 at %s with %s', async (url, code) => {
    const answer = await web.ask(url);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ ErrorCode: code });
  });

  it('serve the PACC document whose digest stands in DNS', async () => {
    const { text } = await web.ask(PACC);

    expect(JSON.parse(text)).toMatchObject({
      protocols: { imap: { host: 'imap.practice.test' }, smtp: { host: 'smtp.practice.test' } },
      authentication: { password: true },
    });
    expect(await web.paccDigest()).toBe(digestOf(text));
  });

  it.each([
    'https://practice.test/',
    'https://autoconfig.practice.test/mail/config-v1.1.xml/',
    'https://autoconfig.practice.test/MAIL/config-v1.1.xml',
    'https://imap.practice.test/mail/config-v1.1.xml',
    'https://practice.test/mail/config-v1.1.xml',
    'http://practice.test/.well-known/autoconfig/mail/config-v1.1.xml',
    'http://ua-auto-config.practice.test/.well-known/user-agent-configuration.json',
    'https://portal.guest-network.test/',
    'https://ispdb.providers.test/',
    'https://ispdb.providers.test/example.org',
    'http://ispdb.providers.test/practice.test',
    'https://example.org/mail/config-v1.1.xml',
    'https://autoconfig.notpractice.test/mail/config-v1.1.xml',
  ])('have nothing at %s', async (url) => {
    const answer = await web.ask(url, { trusts: 'any' });

    expect(answer).toMatchObject({ status: 404, text: '' });
  });

  it('answer nothing of all this to who names no host, or a line that is no address', async () => {
    const port = web.ports.http;

    const answers = await Promise.all([
      say(port, 'GET /mail/config-v1.1.xml HTTP/1.0\r\n\r\n'),
      say(port, 'GET http://autoconfig.practice.test/mail/config-v1.1.xml HTTP/1.0\r\n\r\n'),
      say(port, 'GET //?? HTTP/1.0\r\nHost: [::\r\n\r\n'),
    ]);

    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('let nobody keep an answer, and no page of another site read it', async () => {
    const pre = { method: 'OPTIONS', headers: { Origin: 'https://example.org' } };

    const answers = [
      await web.ask(AUTOCONFIG, { headers: { Origin: 'https://example.org' } }),
      await web.ask(AUTOCONFIG, pre),
      await web.ask('https://practice.test/'),
      await web.ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 405, 404, 302]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('answer HEAD with the header alone', async () => {
    const answer = await web.ask(AUTOCONFIG, { method: 'HEAD' });

    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it('show the certificate of the moment', async () => {
    await web.show('expired');

    const refused = web.ask(AUTOCONFIG);

    await expect(refused).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    await web.show('good');
    expect(await web.ask(AUTOCONFIG)).toMatchObject({ status: 200 });
  });
});
