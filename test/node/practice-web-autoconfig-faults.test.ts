import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LOOPBACK } from './practice-discovery.ts';
import { AUTOCONFIG, OVER_HTTP, serversIn, usePracticeWeb, WELL_KNOWN } from './practice-web.ts';

const LARGEST_TAKEN = 256 * 1024;

const web = usePracticeWeb();

describe('the practice web servers with a fault', () => {
  it.each([
    ['autoconfig-wrong', ['imap', 'old-imap.practice.test', '10993', 'SSL']],
    ['autoconfig-outdated', ['imap', 'imap.practice.test', '1', 'SSL']],
    ['autoconfig-cleartext', ['imap', 'imap.practice.test', '10143', 'plain']],
    ['autoconfig-other-domain', ['imap', 'imap.other-practice.test', '10993', 'SSL']],
    ['autoconfig-address-in-host', ['imap', '%EMAILADDRESS%.imap.practice.test', '10993', 'SSL']],
    ['autoconfig-markup-in-host', ['imap', '<![CDATA[<b>imap.practice.test</b>]]>', '10993', 'SSL']],
  ])('%s: the first server is %j', async (name, server) => {
    web.play(name);

    const { text } = await web.ask(AUTOCONFIG);

    expect(serversIn(text)[0]?.slice(0, 4)).toEqual(server);
  });

  it('autoconfig-wrong: the host names that it gives do not exist', async () => {
    web.play('autoconfig-wrong');

    const answer = web.resolver.resolve4('old-imap.practice.test');

    await expect(answer).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('autoconfig-outdated: nobody listens on the port that it gives', async () => {
    const socket = connect(1, LOOPBACK);

    const refused = once(socket, 'connect');

    await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('autoconfig-malformed: an element is closed that was not opened', async () => {
    web.play('autoconfig-malformed');

    const { text } = await web.ask(AUTOCONFIG);

    expect(text).toContain('<emailProvider');
    expect(text).not.toContain('</emailProvider>');
  });

  it('autoconfig-entities: a kilobyte would unfold to three gigabytes', async () => {
    web.play('autoconfig-entities');

    const { text } = await web.ask(AUTOCONFIG);

    expect(text.length).toBeLessThan(8_192);
    expect(unfoldedLength(text, 'lol9')).toBe(3e9);
    expect(text).toContain('<displayName>&lol9;</displayName>');
  });

  it('autoconfig-too-large: a good file is more than anybody has to take', async () => {
    web.play('autoconfig-too-large');

    const { text } = await web.ask(AUTOCONFIG);

    expect(text.length).toBeGreaterThan(LARGEST_TAKEN);
    expect(serversIn(text)).toHaveLength(6);
  });

  it('autoconfig-html: a web page comes with status 200', async () => {
    web.play('autoconfig-html');

    const answer = await web.ask(AUTOCONFIG);

    expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(answer.text).toMatch(/^<!doctype html>/);
  });

  it('autoconfig-conflict: the two files give other ports, security and user names', async () => {
    web.play('autoconfig-conflict');

    const texts = [await web.ask(AUTOCONFIG), await web.ask(WELL_KNOWN)].map(
      ({ text }) => serversIn(text)[0],
    );

    expect(texts).toEqual([
      ['imap', 'imap.practice.test', '10993', 'SSL', '%EMAILADDRESS%'],
      ['imap', 'imap.practice.test', '10143', 'STARTTLS', '%EMAILLOCALPART%'],
    ]);
  });

  it.each([AUTOCONFIG, WELL_KNOWN, OVER_HTTP])(
    'autoconfig-redirect-loop: %s leads on and on, never to the same address',
    async (url) => {
      web.play('autoconfig-redirect-loop');
      const visited = new Set([url]);

      for (let hops = 0; hops < 12; hops += 1) visited.add((await web.ask([...visited].at(-1)!)).location);

      expect(visited.size).toBe(13);
      expect([...visited].at(-1)).toContain('?hop=12');
    },
  );

  it('autoconfig-redirect-to-http: the file is where nothing is encrypted', async () => {
    web.play('autoconfig-redirect-to-http');

    const first = await web.ask(WELL_KNOWN);
    const second = await web.ask(first.location);

    expect(first.status).toBe(302);
    expect(first.location).toMatch(/^http:\/\/autoconfig\.practice\.test:/);
    expect(serversIn(second.text)).toHaveLength(6);
  });

  it('autoconfig-redirect-other-site: the file is that of the other domain', async () => {
    web.play('autoconfig-redirect-other-site');

    const { location } = await web.ask(AUTOCONFIG);
    const { text } = await web.ask(location);

    expect(location).toMatch(/^https:\/\/autoconfig\.other-practice\.test:/);
    expect(serversIn(text)[0]?.[1]).toBe('imap.other-practice.test');
  });

  it('autoconfig-slow: the first byte comes at once, and the file does not', async () => {
    web.play('autoconfig-slow');
    const request = web.open(AUTOCONFIG);
    const [response] = (await once(request.end(), 'response')) as [IncomingMessage];

    const [first] = (await once(response, 'data')) as [Buffer];

    expect(first.toString()).toBe('<');
    expect(Number(response.headers['content-length'])).toBeGreaterThan(1_000);
    request.destroy();
  });

  it('autoconfig-only-http: HTTPS has nothing', async () => {
    web.play('autoconfig-only-http');

    const answers = [await web.ask(AUTOCONFIG), await web.ask(WELL_KNOWN), await web.ask(OVER_HTTP)];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 200]);
  });

  it('autoconfig-gzip-bomb: little comes and much unfolds', async () => {
    web.play('autoconfig-gzip-bomb');

    const { bytes, headers } = await web.ask(AUTOCONFIG);

    expect(headers['content-encoding']).toBe('gzip');
    expect(bytes.length).toBeLessThan(LARGEST_TAKEN / 8);
    expect(gunzipSync(bytes).length).toBeGreaterThan(16 * 1024 * 1024);
  });
});

/** How long an entity would be if somebody were so kind. */
function unfoldedLength(text: string, name: string): number {
  const value = new RegExp(`<!ENTITY ${name} "([^"]*)">`).exec(text)?.[1] ?? '';
  const references = [...value.matchAll(/&(\w+);/g)].map((match) => match[1]!);
  if (references.length === 0) return value.length;
  return references.length * unfoldedLength(text, references[0]!);
}
