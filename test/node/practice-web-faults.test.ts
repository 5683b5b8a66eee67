import { describe, expect, it } from 'vitest';
import {
  AUTOCONFIG,
  AUTODISCOVER,
  autodiscoverRequest,
  digestOf,
  OVER_HTTP,
  PACC,
  POINTER,
  usePracticeWeb,
  WELL_KNOWN,
} from './practice-web.ts';

const web = usePracticeWeb();

describe('the practice web servers with a fault', () => {
  it.each([
    ['autoconfig-wants-credentials', AUTOCONFIG],
    ['autodiscover-wants-credentials', AUTODISCOVER],
  ])('%s: credentials are asked for, and given ones change nothing', async (name, url) => {
    web.play(name);
    const request = name.startsWith('autodiscover') ? autodiscoverRequest('a@practice.test') : {};
    const headers = { Authorization: `Basic ${Buffer.from('alice:secret').toString('base64')}` };

    const answers = [await web.ask(url, request), await web.ask(url, { ...request, headers })];

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 401, text: '' });
      expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
    }
  });

  it('autodiscover-redirect-loop: one address leads to the next', async () => {
    web.play('autodiscover-redirect-loop');
    const addresses = ['a@practice.test'];

    for (let hops = 0; hops < 3; hops += 1) {
      const { text } = await web.ask(AUTODISCOVER, autodiscoverRequest(addresses.at(-1)!));
      addresses.push(/<RedirectAddr>(.*)<\/RedirectAddr>/.exec(text)?.[1] ?? '');
    }

    expect(addresses.at(-1)).toBe('moved.moved.moved.a@practice.test');
  });

  it('autodiscover-other-domain: the other domain answers', async () => {
    web.play('autodiscover-other-domain');

    const first = await web.ask(AUTODISCOVER, autodiscoverRequest('a@practice.test'));
    const url = /<RedirectUrl>(.*)<\/RedirectUrl>/.exec(first.text)?.[1] ?? '';
    const second = await web.ask(url, autodiscoverRequest('a@practice.test'));

    expect(url).toMatch(/^https:\/\/autodiscover\.other-practice\.test:/);
    expect(second.text).toContain('<Server>imap.other-practice.test</Server>');
  });

  it('pacc-digest-wrong: the digest is of another document', async () => {
    web.play('pacc-digest-wrong');

    const { text } = await web.ask(PACC);

    expect(await web.paccDigest()).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(await web.paccDigest()).not.toBe(digestOf(text));
  });

  it('pacc-digest-missing: there is a document and no digest', async () => {
    web.play('pacc-digest-missing');

    const { status } = await web.ask(PACC);

    expect(status).toBe(200);
    await expect(web.paccDigest()).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  it('pacc-malformed: the digest is right, and the document no JSON', async () => {
    web.play('pacc-malformed');

    const { text } = await web.ask(PACC);

    expect(await web.paccDigest()).toBe(digestOf(text));
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it.each(['mx-other-domain', 'settings-unpublished'])('%s: the domain has no files', async (name) => {
    web.play(name);

    const answers = await Promise.all([
      ...[AUTOCONFIG, WELL_KNOWN, OVER_HTTP, PACC].map((url) => web.ask(url)),
      web.ask(AUTODISCOVER, autodiscoverRequest('a@practice.test')),
      web.ask('http://autodiscover.practice.test/autodiscover/autodiscover.xml'),
      web.ask(`${POINTER}?Email=a@practice.test&Protocol=AutodiscoverV1`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it.each([AUTOCONFIG, OVER_HTTP, PACC, 'http://example.org/', 'https://example.org/'])(
    'captive-portal: %s leads to the page of the portal',
    async (url) => {
      web.play('captive-portal');

      const first = await web.ask(url, { trusts: 'any' });
      const second = await web.ask(first.location);

      expect(first).toMatchObject({
        status: 302,
        location: `http://portal.guest-network.test:${web.ports.http}/`,
      });
      expect(second).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
      expect(second.text).toContain('guest network');
    },
  );

  it.each([AUTOCONFIG, OVER_HTTP, 'https://example.org/'])(
    'captive-portal-511: %s is answered with the status that says so',
    async (url) => {
      web.play('captive-portal-511');

      const answer = await web.ask(url, { trusts: 'any' });

      expect(answer).toMatchObject({ status: 511, headers: { 'cache-control': 'no-store' } });
      expect(answer.text).toContain(`<a href="http://portal.guest-network.test:${web.ports.http}/">`);
    },
  );
});
