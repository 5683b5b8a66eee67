import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_REDIRECTS } from '../../electron/node/http/redirect.ts';
import type { Runtime } from '../cli/run-cli.ts';
import { bundle, start } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import type { FetchedText, FetchJob } from './http-fetch-program.ts';
import {
  AUTOCONFIG,
  AUTODISCOVER,
  autodiscoverRequest,
  OVER_HTTP,
  PACC,
  serversIn,
  usePracticeWeb,
  WELL_KNOWN,
} from './practice-web.ts';

const RUNTIMES: readonly Runtime[] = ['node', 'electron'];
const AT_PORTAL = expect.stringMatching(/^http:\/\/portal\.guest-network\.test:\d+\/$/) as string;
const AT_OTHER = expect.stringMatching(/^https:\/\/autoconfig\.other-practice\.test:\d+\/mail\//) as string;

describeWith(['electron'], 'documents of the practice servers', () => {
  const web = usePracticeWeb();
  let program: string;

  beforeAll(async () => {
    program = await bundle('../node/http-fetch-program');
  });

  describe.each(RUNTIMES)('fetched on %s', (runtime) => {
    let child: ChildProcessWithoutNullStreams;
    let lines: Interface;

    beforeAll(() => {
      child = start(program, runtime);
      lines = createInterface(child.stdout);
    });

    // It ends by itself: nothing that was fetched has left a connection or a timer behind.
    afterAll(async () => {
      child.stdin.end();
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    async function ask(url: string, job: Partial<FetchJob> = {}): Promise<FetchedText> {
      const whole: FetchJob = { url, caPem: web.caPem, ports: web.ports, timeoutMs: 5_000, ...job };
      const answer = once(lines, 'line') as Promise<[string]>; // that is what this event carries
      child.stdin.write(`${JSON.stringify(whole)}\n`);
      return JSON.parse((await answer)[0]) as FetchedText; // the program prints exactly these
    }

    it.each([AUTOCONFIG, WELL_KNOWN, OVER_HTTP])('come whole: %s', async (url) => {
      const { facts, text } = await ask(url, { allowsHttp: true });

      expect(facts).toMatchObject({
        outcome: 'document',
        mediaType: 'text/xml',
        url,
        address: '127.0.0.1',
        anchor: url === OVER_HTTP ? null : 'added',
      });
      expect(serversIn(text ?? '').length).toBeGreaterThan(2);
    });

    it('come for what is posted, too', async () => {
      const { type, body } = autodiscoverRequest('a@practice.test');

      const { facts, text } = await ask(AUTODISCOVER, { post: { contentType: type, text: body } });

      expect(facts.outcome).toBe('document');
      expect(text).toContain('<Server>imap.practice.test</Server>');
    });

    it.each<readonly [string, string, object, Partial<FetchJob>]>([
      ['autoconfig-html', AUTOCONFIG, { outcome: 'document', mediaType: 'text/html' }, {}],
      ['autoconfig-redirect-loop', AUTOCONFIG, { outcome: 'redirect-refused', reason: 'too-many' }, {}],
      ['autoconfig-redirect-to-http', AUTOCONFIG, { outcome: 'redirect-refused', reason: 'to-http' }, {}],
      ['autoconfig-redirect-other-site', AUTOCONFIG, { outcome: 'document', url: AT_OTHER }, {}],
      ['autoconfig-wants-credentials', AUTOCONFIG, { outcome: 'wants-credentials', status: 401 }, {}],
      ['autoconfig-slow', AUTOCONFIG, { outcome: 'silent', during: 'body' }, { timeoutMs: 700 }],
      ['autoconfig-only-http', AUTOCONFIG, { outcome: 'other-status', status: 404 }, {}],
      ['autoconfig-only-http', OVER_HTTP, { outcome: 'document', anchor: null }, { allowsHttp: true }],
      ['autoconfig-only-http', OVER_HTTP, { outcome: 'url-refused', reason: 'to-http' }, {}],
      ['autoconfig-too-large', AUTOCONFIG, { outcome: 'too-large', part: 'body' }, {}],
      ['autoconfig-gzip-bomb', AUTOCONFIG, { outcome: 'too-large', part: 'body' }, {}],
      ['pacc-malformed', PACC, { outcome: 'document', mediaType: 'application/json' }, {}],
      ['captive-portal', AUTOCONFIG, { outcome: 'redirect-refused', reason: 'to-http', to: AT_PORTAL }, {}],
      ['captive-portal', OVER_HTTP, { outcome: 'document', url: AT_PORTAL }, { allowsHttp: true }],
      ['captive-portal-511', AUTOCONFIG, { outcome: 'captive-portal', status: 511 }, {}],
      ['captive-portal-511', OVER_HTTP, { outcome: 'captive-portal', status: 511 }, { allowsHttp: true }],
    ])('with the fault %s: %s', async (fault, url, expected, job) => {
      web.play(fault);

      const { facts } = await ask(url, job);

      expect(facts).toMatchObject(expected);
    });

    it('show every redirect on their way', async () => {
      web.play('autoconfig-redirect-loop');
      const looped = await ask(AUTOCONFIG);
      web.play('captive-portal');
      const portal = await ask(OVER_HTTP, { allowsHttp: true });

      expect(looped.facts.redirects).toHaveLength(MOST_REDIRECTS);
      expect(portal.facts.redirects).toEqual([{ status: 302, from: OVER_HTTP, to: AT_PORTAL }]);
    });

    it.each(['expired', 'self-signed', 'wrong-name', 'unknown-issuer', 'no-subject-alt-name'] as const)(
      'do not come where the certificate is %s, whatever the environment says',
      async (certificate) => {
        await web.show(certificate);

        const { facts, text } = await ask(AUTOCONFIG, { isEnvironmentLax: true });

        await web.show('good');
        expect(facts).toMatchObject({ outcome: 'bad-certificate', tls: { outcome: 'certificate-rejected' } });
        expect(text).toBeNull();
      },
    );

    it('do not come at all to who may reach public addresses only', async () => {
      const { facts } = await ask(AUTOCONFIG, { isPublicOnly: true });

      expect(facts).toMatchObject({
        outcome: 'private-address',
        host: 'autoconfig.practice.test',
        address: null,
      });
    });

    it('are not where no name is', async () => {
      const { facts } = await ask('https://nobody.practice.test/');

      expect(facts).toMatchObject({ outcome: 'not-resolved', dns: { outcome: 'not-found' } });
    });
  });
});
