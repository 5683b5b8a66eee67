import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  makeAuthority,
  type Authority,
  type ServerCertificate,
} from '../../electron/node/practice/certificates.ts';
import {
  USUAL_DISCOVERY,
  type DiscoveryBehaviour,
} from '../../electron/node/practice/discovery/behaviour.ts';
import { startDiscovery, type Discovery } from '../../electron/node/practice/discovery/discovery.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import { WEB_HOSTS, type Places } from '../../electron/node/practice/discovery/places.ts';
import { replyTo } from '../../electron/node/practice/discovery/routes.ts';
import { zoneOf } from '../../electron/node/practice/discovery/zone.ts';
import { DOORS } from '../../electron/node/practice/protocols.ts';
import { describeWith, pathOf } from '../parts.ts';

const LOOPBACK = '127.0.0.1';
const DOORS_OPEN = DOORS.map((door) => ({ ...door, port: door.preferredPort }));
const AUTOCONFIG = 'https://autoconfig.practice.test/mail/config-v1.1.xml';
const WELL_KNOWN = 'https://practice.test/.well-known/autoconfig/mail/config-v1.1.xml';
const OVER_HTTP = 'http://autoconfig.practice.test/mail/config-v1.1.xml';
const AUTODISCOVER = 'https://practice.test/autodiscover/autodiscover.xml';
const POINTER = 'https://autodiscover.practice.test/autodiscover/autodiscover.json';
const PACC = 'https://ua-auto-config.practice.test/.well-known/user-agent-configuration.json';
const LARGEST_TAKEN = 256 * 1024;
const LONGEST_DRIP_MS = 10_000;
// Of one discovery side to which nobody is connected: HTTP, HTTPS, and DNS twice.
const RESOURCES = ['TCPServerWrap', 'TCPServerWrap', 'TCPServerWrap', 'UDPWrap'];

let authority: Authority;
let certificate: ServerCertificate;
let behaviour: DiscoveryBehaviour;
let discovery: Discovery;
let resolver: Resolver;

beforeAll(async () => {
  authority = await makeAuthority({ names: WEB_HOSTS, runName: 'test', now: new Date() });
  certificate = await authority.certificate('good');
  discovery = await start();
  resolver = new Resolver({ timeout: 3_000, tries: 1 });
  resolver.setServers([`${LOOPBACK}:${discovery.ports.dns}`]);
});

afterAll(async () => {
  await discovery.close();
});

beforeEach(() => {
  behaviour = USUAL_DISCOVERY;
});

describe('the practice web servers', () => {
  it.each([AUTOCONFIG, `${AUTOCONFIG}?emailaddress=alice%40practice.test`, WELL_KNOWN, OVER_HTTP])(
    'serve the autoconfig file at %s',
    async (url) => {
      const answer = await ask(url);

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
    const { text } = await ask(AUTOCONFIG);

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
    const { text } = await ask('https://autoconfig.other-practice.test/mail/config-v1.1.xml');

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
    const answer = await ask(url, autodiscoverRequest('a@practice.test'));

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
    const answer = await ask(AUTODISCOVER, sent);

    expect(answer.text).toContain('<ErrorCode>600</ErrorCode>');
  });

  it('send Autodiscover v1 from plain HTTP to HTTPS, and there refuse GET', async () => {
    const first = await ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml');
    const second = await ask(first.location);

    expect(first).toMatchObject({
      status: 302,
      location: `https://autodiscover.practice.test:${discovery.ports.https}/autodiscover/autodiscover.xml`,
    });
    expect(second).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it.each([
    `${POINTER}?Email=a@practice.test&Protocol=AutodiscoverV1&RedirectCount=1`,
    `${POINTER}/v1.0/a@practice.test?Protocol=autodiscoverv1`,
  ])('answer Autodiscover v2 at %s', async (url) => {
    const answer = await ask(url);

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      Protocol: 'AutodiscoverV1',
      Url: `https://autodiscover.practice.test:${discovery.ports.https}/autodiscover/autodiscover.xml`,
    });
  });

  it.each([
    [`${POINTER}?Email=a@practice.test&Protocol=ActiveSync`, 'InvalidProtocol'],
    [`${POINTER}?Protocol=AutodiscoverV1`, 'MandatoryParameterMissing'],
  ])('refuse Autodiscover v2 at %s with %s', async (url, code) => {
    const answer = await ask(url);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ ErrorCode: code });
  });

  it('serve the PACC document whose digest stands in DNS', async () => {
    const { text } = await ask(PACC);

    expect(JSON.parse(text)).toMatchObject({
      protocols: { imap: { host: 'imap.practice.test' }, smtp: { host: 'smtp.practice.test' } },
      authentication: { password: true },
    });
    expect(await paccDigest()).toBe(digestOf(text));
  });

  it.each([
    'https://practice.test/',
    'https://autoconfig.practice.test/mail/config-v1.1.xml/',
    'https://autoconfig.practice.test/MAIL/config-v1.1.xml',
    'https://imap.practice.test/mail/config-v1.1.xml',
    'https://practice.test/mail/config-v1.1.xml',
    'http://practice.test/.well-known/autoconfig/mail/config-v1.1.xml',
    'http://ua-auto-config.practice.test/.well-known/user-agent-configuration.json',
    'https://portal.practice.test/',
    'https://example.org/mail/config-v1.1.xml',
    'https://autoconfig.notpractice.test/mail/config-v1.1.xml',
  ])('have nothing at %s', async (url) => {
    const answer = await ask(url, { trusts: 'any' });

    expect(answer).toMatchObject({ status: 404, text: '' });
  });

  it('answer nothing of all this to who names no host, or a line that is no address', async () => {
    const port = discovery.ports.http;

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
      await ask(AUTOCONFIG, { headers: { Origin: 'https://example.org' } }),
      await ask(AUTOCONFIG, pre),
      await ask('https://practice.test/'),
      await ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 405, 404, 302]);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toBe('no-store');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('answer HEAD with the header alone', async () => {
    const answer = await ask(AUTOCONFIG, { method: 'HEAD' });

    expect(answer).toMatchObject({ status: 200, text: '' });
  });

  it('show the certificate of the moment', async () => {
    certificate = await authority.certificate('expired');

    const refused = ask(AUTOCONFIG);

    await expect(refused).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    certificate = await authority.certificate('good');
    expect(await ask(AUTOCONFIG)).toMatchObject({ status: 200 });
  });
});

describe('what the practice web servers take', () => {
  it('ends at 16 KiB of body', async () => {
    const answer = await ask(AUTODISCOVER, { type: 'text/xml', body: ' '.repeat(16 * 1024 + 1) });

    expect(answer).toMatchObject({ status: 413, headers: { 'cache-control': 'no-store' } });
  });

  it('ends at 8 KiB of header', async () => {
    const said = await say(
      discovery.ports.http,
      `GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`,
    );

    expect(said).toBe('');
  });

  it('ends at 32 connections', async () => {
    const sockets = Array.from({ length: 32 }, () => connect(discovery.ports.http, LOOPBACK));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));

    const said = await say(discovery.ports.http, 'GET / HTTP/1.0\r\n\r\n');

    expect(said).toBe('');
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map((socket) => once(socket, 'close')));
  });

  it.each(['HTTP/1.1', 'HTTP/1.0\r\nConnection: keep-alive'])(
    'ends at one request for each connection, over %s',
    async (version) => {
      const request = `GET /mail/config-v1.1.xml ${version}\r\nHost: autoconfig.practice.test\r\n\r\n`;

      const said = await say(discovery.ports.http, request.repeat(3));

      expect(said.match(/^HTTP\/1\.1 200 /gm)).toHaveLength(1);
      expect(said).toMatch(/^Connection: close\r$/m);
    },
  );

  it('ends where requests are piled up behind one that is still answered', async () => {
    behaviour = withFault('autoconfig-slow');
    const request = `GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\nX: ${'x'.repeat(7_000)}\r\n\r\n`;
    const socket = connect(discovery.ports.http, LOOPBACK);
    let said = '';
    socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));

    socket.write(request.repeat(10_000));
    await vi.waitFor(() => expect(said).toContain('\r\n\r\n<?xm'), LONGEST_DRIP_MS);

    expect(socket.writableLength).toBeGreaterThan(0);
    socket.destroy();
  });

  it('is TLS that is agreed on once: nobody can begin it anew', async () => {
    const socket = connectTls({
      port: discovery.ports.https,
      host: LOOPBACK,
      servername: 'autoconfig.practice.test',
      ca: authority.caPem,
      maxVersion: 'TLSv1.2',
    });
    await once(socket, 'secureConnect');

    const refused = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      socket.once('error', resolve);
      socket.renegotiate({}, resolve);
    });

    expect(refused).toMatchObject({ code: 'ERR_SSL_NO_RENEGOTIATION' });
    socket.destroy();
  });

  it('may be anything, in the clear or where TLS should be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'GET / HTTP/1.1\r\n', 'POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: '),
        fc.uint8Array({ maxLength: 300 }),
        async (start, bytes) => {
          const said = Buffer.concat([Buffer.from(start), bytes]);
          await Promise.all([say(discovery.ports.http, said), say(discovery.ports.https, said)]);
        },
      ),
      { numRuns: 200 },
    );

    expect(await ask(AUTOCONFIG)).toMatchObject({ status: 200 });
  });
});

describe('the practice web servers with a fault', () => {
  it.each([
    ['autoconfig-wrong', ['imap', 'old-imap.practice.test', '10993', 'SSL']],
    ['autoconfig-outdated', ['imap', 'imap.practice.test', '1', 'SSL']],
    ['autoconfig-cleartext', ['imap', 'imap.practice.test', '10143', 'plain']],
    ['autoconfig-other-domain', ['imap', 'imap.other-practice.test', '10993', 'SSL']],
    ['autoconfig-address-in-host', ['imap', '%EMAILADDRESS%.imap.practice.test', '10993', 'SSL']],
    ['autoconfig-markup-in-host', ['imap', '<![CDATA[<b>imap.practice.test</b>]]>', '10993', 'SSL']],
  ])('%s: the first server is %j', async (name, server) => {
    behaviour = withFault(name);

    const { text } = await ask(AUTOCONFIG);

    expect(serversIn(text)[0]?.slice(0, 4)).toEqual(server);
  });

  it('autoconfig-wrong: the host names that it gives do not exist', async () => {
    behaviour = withFault('autoconfig-wrong');

    const answer = resolver.resolve4('old-imap.practice.test');

    await expect(answer).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('autoconfig-outdated: nobody listens on the port that it gives', async () => {
    const socket = connect(1, LOOPBACK);

    const refused = once(socket, 'connect');

    await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('autoconfig-malformed: an element is closed that was not opened', async () => {
    behaviour = withFault('autoconfig-malformed');

    const { text } = await ask(AUTOCONFIG);

    expect(text).toContain('<emailProvider');
    expect(text).not.toContain('</emailProvider>');
  });

  it('autoconfig-entities: a kilobyte would unfold to three gigabytes', async () => {
    behaviour = withFault('autoconfig-entities');

    const { text } = await ask(AUTOCONFIG);

    expect(text.length).toBeLessThan(8_192);
    expect(unfoldedLength(text, 'lol9')).toBe(3e9);
    expect(text).toContain('<displayName>&lol9;</displayName>');
  });

  it('autoconfig-too-large: a good file is more than anybody has to take', async () => {
    behaviour = withFault('autoconfig-too-large');

    const { text } = await ask(AUTOCONFIG);

    expect(text.length).toBeGreaterThan(LARGEST_TAKEN);
    expect(serversIn(text)).toHaveLength(6);
  });

  it('autoconfig-html: a web page comes with status 200', async () => {
    behaviour = withFault('autoconfig-html');

    const answer = await ask(AUTOCONFIG);

    expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(answer.text).toMatch(/^<!doctype html>/);
  });

  it('autoconfig-conflict: the two files give other ports, security and user names', async () => {
    behaviour = withFault('autoconfig-conflict');

    const texts = [await ask(AUTOCONFIG), await ask(WELL_KNOWN)].map(({ text }) => serversIn(text)[0]);

    expect(texts).toEqual([
      ['imap', 'imap.practice.test', '10993', 'SSL', '%EMAILADDRESS%'],
      ['imap', 'imap.practice.test', '10143', 'STARTTLS', '%EMAILLOCALPART%'],
    ]);
  });

  it.each([AUTOCONFIG, WELL_KNOWN, OVER_HTTP])(
    'autoconfig-redirect-loop: %s leads on and on, never to the same address',
    async (url) => {
      behaviour = withFault('autoconfig-redirect-loop');
      const visited = new Set([url]);

      for (let hops = 0; hops < 12; hops += 1) visited.add((await ask([...visited].at(-1)!)).location);

      expect(visited.size).toBe(13);
      expect([...visited].at(-1)).toContain('?hop=12');
    },
  );

  it('autoconfig-redirect-to-http: the file is where nothing is encrypted', async () => {
    behaviour = withFault('autoconfig-redirect-to-http');

    const first = await ask(WELL_KNOWN);
    const second = await ask(first.location);

    expect(first).toMatchObject({ status: 302, location: /^http:\/\/autoconfig\.practice\.test:/ });
    expect(serversIn(second.text)).toHaveLength(6);
  });

  it('autoconfig-redirect-other-site: the file is that of the other domain', async () => {
    behaviour = withFault('autoconfig-redirect-other-site');

    const { location } = await ask(AUTOCONFIG);
    const { text } = await ask(location);

    expect(location).toMatch(/^https:\/\/autoconfig\.other-practice\.test:/);
    expect(serversIn(text)[0]?.[1]).toBe('imap.other-practice.test');
  });

  it.each([
    ['autoconfig-wants-credentials', AUTOCONFIG],
    ['autodiscover-wants-credentials', AUTODISCOVER],
  ])('%s: credentials are asked for, and given ones change nothing', async (name, url) => {
    behaviour = withFault(name);
    const request = name.startsWith('autodiscover') ? autodiscoverRequest('a@practice.test') : {};
    const headers = { Authorization: `Basic ${Buffer.from('alice:secret').toString('base64')}` };

    const answers = [await ask(url, request), await ask(url, { ...request, headers })];

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, text: '', headers: { 'www-authenticate': /^Basic / } });
    }
  });

  it('autoconfig-slow: the first byte comes at once, and the file does not', async () => {
    behaviour = withFault('autoconfig-slow');
    const request = open(AUTOCONFIG);
    const [response] = (await once(request.end(), 'response')) as [http.IncomingMessage];

    const [first] = (await once(response, 'data')) as [Buffer];

    expect(first.toString()).toBe('<');
    expect(Number(response.headers['content-length'])).toBeGreaterThan(1_000);
    request.destroy();
  });

  it('autoconfig-only-http: HTTPS has nothing', async () => {
    behaviour = withFault('autoconfig-only-http');

    const answers = [await ask(AUTOCONFIG), await ask(WELL_KNOWN), await ask(OVER_HTTP)];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200]);
  });

  it('autoconfig-gzip-bomb: little comes and much unfolds', async () => {
    behaviour = withFault('autoconfig-gzip-bomb');

    const { bytes, headers } = await ask(AUTOCONFIG);

    expect(headers['content-encoding']).toBe('gzip');
    expect(bytes.length).toBeLessThan(LARGEST_TAKEN / 8);
    expect(gunzipSync(bytes).length).toBeGreaterThan(16 * 1024 * 1024);
  });

  it('autodiscover-redirect-loop: one address leads to the next', async () => {
    behaviour = withFault('autodiscover-redirect-loop');
    const addresses = ['a@practice.test'];

    for (let hops = 0; hops < 3; hops += 1) {
      const { text } = await ask(AUTODISCOVER, autodiscoverRequest(addresses.at(-1)!));
      addresses.push(/<RedirectAddr>(.*)<\/RedirectAddr>/.exec(text)?.[1] ?? '');
    }

    expect(addresses.at(-1)).toBe('moved.moved.moved.a@practice.test');
  });

  it('autodiscover-other-domain: the other domain answers', async () => {
    behaviour = withFault('autodiscover-other-domain');

    const first = await ask(AUTODISCOVER, autodiscoverRequest('a@practice.test'));
    const url = /<RedirectUrl>(.*)<\/RedirectUrl>/.exec(first.text)?.[1] ?? '';
    const second = await ask(url, autodiscoverRequest('a@practice.test'));

    expect(url).toMatch(/^https:\/\/autodiscover\.other-practice\.test:/);
    expect(second.text).toContain('<Server>imap.other-practice.test</Server>');
  });

  it('pacc-digest-wrong: the digest is of another document', async () => {
    behaviour = withFault('pacc-digest-wrong');

    const { text } = await ask(PACC);

    expect(await paccDigest()).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(await paccDigest()).not.toBe(digestOf(text));
  });

  it('pacc-digest-missing: there is a document and no digest', async () => {
    behaviour = withFault('pacc-digest-missing');

    const { status } = await ask(PACC);

    expect(status).toBe(200);
    await expect(paccDigest()).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('pacc-malformed: the digest is right, and the document no JSON', async () => {
    behaviour = withFault('pacc-malformed');

    const { text } = await ask(PACC);

    expect(await paccDigest()).toBe(digestOf(text));
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it.each(['mx-other-domain', 'settings-unpublished'])('%s: the domain has no files', async (name) => {
    behaviour = withFault(name);

    const answers = await Promise.all([
      ...[AUTOCONFIG, WELL_KNOWN, OVER_HTTP, PACC].map((url) => ask(url)),
      ask(AUTODISCOVER, autodiscoverRequest('a@practice.test')),
      ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml'),
      ask(`${POINTER}?Email=a@practice.test&Protocol=AutodiscoverV1`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it.each([AUTOCONFIG, OVER_HTTP, PACC, 'http://example.org/', 'https://example.org/'])(
    'captive-portal: %s leads to the page of the portal',
    async (url) => {
      behaviour = withFault('captive-portal');

      const first = await ask(url, { trusts: 'any' });
      const second = await ask(first.location);

      expect(first).toMatchObject({
        status: 302,
        location: `http://portal.practice.test:${discovery.ports.http}/`,
      });
      expect(second).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
      expect(second.text).toContain('guest network');
    },
  );

  it.each([AUTOCONFIG, OVER_HTTP, 'https://example.org/'])(
    'captive-portal-511: %s is answered with the status that says so',
    async (url) => {
      behaviour = withFault('captive-portal-511');

      const answer = await ask(url, { trusts: 'any' });

      expect(answer).toMatchObject({ status: 511, headers: { 'cache-control': 'no-store' } });
      expect(answer.text).toContain(`<a href="http://portal.practice.test:${discovery.ports.http}/">`);
    },
  );
});

describeWith(['python3'], 'the XML of the practice web servers', () => {
  it.each([
    ['of autoconfig', 'clientConfig', () => ask(AUTOCONFIG)],
    ['of the other autoconfig', 'clientConfig', () => ask(WELL_KNOWN)],
    ['of Autodiscover', 'Autodiscover', () => ask(AUTODISCOVER, autodiscoverRequest('a@practice.test'))],
    ['of an Autodiscover error', 'Autodiscover', () => ask(AUTODISCOVER, { type: 'text/xml', body: '' })],
  ])('is well-formed for another parser: that %s', async (_, root, get) => {
    behaviour = withFault('autoconfig-conflict');

    const { text } = await get();

    expect(rootElement(text)).toBe(root);
  });

  it('is refused by another parser where it is malformed on purpose', async () => {
    behaviour = withFault('autoconfig-malformed');

    const { text } = await ask(AUTOCONFIG);

    expect(rootElement(text)).toBe('mismatched tag');
  });
});

describe('the discovery faults', () => {
  const places: Places = { doors: DOORS_OPEN, https: 10_443, http: 10_080 };

  it.each(DISCOVERY_FAULTS)(
    '$name changes what is seen of the domain, and nothing of the other',
    ({ behaviour: fault }) => {
      const changed = { ...USUAL_DISCOVERY, ...fault };

      expect(seen('practice.test', changed)).not.toEqual(seen('practice.test', USUAL_DISCOVERY));
      const isEverywhere = changed.dns !== 'usual' || changed.portal !== 'none' || changed.everyNameResolves;
      if (!isEverywhere) {
        expect(seen('other-practice.test', changed)).toEqual(seen('other-practice.test', USUAL_DISCOVERY));
      }
    },
  );

  it('have names of their own, and a line in both languages', () => {
    const names = DISCOVERY_FAULTS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { name, summary } of DISCOVERY_FAULTS) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const line of Object.values(summary)) expect(line).toMatch(/^[A-Z].{20,110}\.$/);
    }
  });

  /** Everything that a search for the settings of a domain could come across. */
  function seen(domain: string, given: DiscoveryBehaviour): unknown {
    const { records, addressOfUnknown } = zoneOf(given, places);
    const web = [AUTOCONFIG, WELL_KNOWN, OVER_HTTP, AUTODISCOVER, PACC].map((url) => {
      const { protocol, hostname, pathname } = new URL(url.replace('practice.test', domain));
      const isPost = pathname.startsWith('/autodiscover');
      return replyTo(
        {
          scheme: protocol === 'https:' ? 'https' : 'http',
          method: isPost ? 'POST' : 'GET',
          host: hostname,
          path: pathname,
          query: new URLSearchParams(),
          contentType: 'text/xml',
          body: autodiscoverRequest(`a@${domain}`).body,
        },
        given,
        places,
      );
    });
    const own = records.filter(({ name }) => name === domain || name.endsWith(`.${domain}`));
    return { own, addressOfUnknown, web, dns: given.dns };
  }
});

describe('the discovery side', () => {
  it('takes the next ports where its own are taken', async () => {
    const other = await start();

    expect(
      Object.values(other.ports).filter((port) => Object.values(discovery.ports).includes(port)),
    ).toEqual([]);
    await other.close();
  });

  it('leaves nothing open when it is closed, whatever is under way', async () => {
    await vi.waitFor(() => expect(resources()).toEqual(RESOURCES), 10_000);
    const other = await start();
    behaviour = withFault('autoconfig-slow');
    const idle = connect(other.ports.http, LOOPBACK);
    const halfway = connect(other.ports.https, LOOPBACK);
    const reading = connectTls({
      port: other.ports.https,
      host: LOOPBACK,
      servername: 'autoconfig.practice.test',
      ca: authority.caPem,
    });
    const sockets = [idle, halfway, reading];
    for (const socket of sockets) socket.on('error', () => socket.destroy());
    await Promise.all([once(idle, 'connect'), once(halfway, 'connect'), once(reading, 'secureConnect')]);
    reading.write('GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\n\r\n');
    await once(reading, 'data');
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));

    await Promise.all([other.close(), other.close()]);

    await Promise.all(gone);
    await vi.waitFor(() => expect(resources()).toEqual(RESOURCES), 10_000);
  });
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body?: string;
  /** `any`: of a host that has no certificate here, because a fault answers in its place. */
  readonly trusts?: 'any';
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly type: string;
  readonly location: string;
  readonly bytes: Buffer;
  readonly text: string;
}

function start(): Promise<Discovery> {
  return startDiscovery({
    behaviour: () => behaviour,
    doors: DOORS_OPEN,
    certificate: () => certificate,
  });
}

function withFault(name: string): DiscoveryBehaviour {
  const fault = DISCOVERY_FAULTS.find((known) => known.name === name)!;
  return { ...USUAL_DISCOVERY, ...fault.behaviour };
}

/** A request to a practice address, in which the well-known ports stand for the real ones. */
function open(address: string, { method, headers, type, body, trusts }: Sent = {}): http.ClientRequest {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const port = isHttps ? discovery.ports.https : discovery.ports.http;
  const options = {
    host: LOOPBACK,
    port,
    servername: url.hostname,
    ca: authority.caPem,
    ...(trusts === 'any' ? { checkServerIdentity: () => undefined } : {}),
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path: `${url.pathname}${url.search}`,
    headers: { Host: url.host, ...(type === undefined ? {} : { 'Content-Type': type }), ...headers },
    agent: false,
  };
  return isHttps ? https.request(options) : http.request(options);
}

async function ask(address: string, sent: Sent = {}): Promise<Answer> {
  const request = open(address, sent);
  request.end(sent.body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const bytes = Buffer.concat((await response.toArray()) as Buffer[]);
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    headers,
    type: headers['content-type'] ?? '',
    location: headers.location ?? '',
    bytes,
    text: bytes.toString(),
  };
}

/** Sends bytes and gives what came back until the far end hung up. */
async function say(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, LOOPBACK);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => socket.destroy());
  socket.write(bytes);
  socket.end();
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

function autodiscoverRequest(address: string): { readonly type: string; readonly body: string } {
  const body = `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>${address}</EMailAddress>
<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
</Request></Autodiscover>`;
  return { type: 'text/xml; charset=utf-8', body };
}

/** Type, host, port, security and user name of each server in an autoconfig file. */
function serversIn(text: string): readonly (readonly string[])[] {
  const server =
    /Server type="(\w+)">\s*<hostname>(.*)<\/hostname>\s*<port>(.*)<\/port>\s*<socketType>(.*)<\/socketType>[^]*?<username>(.*)<\/username>/g;
  return [...text.matchAll(server)].map((match) => match.slice(1));
}

/** How long an entity would be if somebody were so kind. */
function unfoldedLength(text: string, name: string): number {
  const value = new RegExp(`<!ENTITY ${name} "([^"]*)">`).exec(text)?.[1] ?? '';
  const references = [...value.matchAll(/&(\w+);/g)].map((match) => match[1]!);
  if (references.length === 0) return value.length;
  return references.length * unfoldedLength(text, references[0]!);
}

async function paccDigest(): Promise<string> {
  const [record] = await resolver.resolveTxt('_ua-auto-config.practice.test');
  return /^v=UAAC1; a=sha256; d=(.*)$/.exec(record?.join('') ?? '')?.[1] ?? '';
}

/** The name of the root element without its namespace, or what Python's parser says is wrong. */
function rootElement(text: string): string {
  const program = `
import sys, xml.etree.ElementTree as tree
try: print(tree.fromstring(sys.stdin.buffer.read()).tag.split('}')[-1])
except tree.ParseError as error: print(str(error).split(':')[0])`;
  const printed = execFileSync(pathOf('python3'), ['-c', program], {
    input: text,
    encoding: 'utf8',
    timeout: 10_000,
  });
  return printed.trim();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** What keeps a process alive. Timers of the test runner are not ours. */
function resources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /TCP|UDP|TLS/.test(name))
    .toSorted();
}
