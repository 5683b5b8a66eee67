import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRedirect } from '../../electron/node/http/redirect.ts';
import { isIpAddress } from '../../shared/mail/hostname.ts';
import { DOCUMENT } from './http-servers.ts';

describe('judgeRedirect', () => {
  it('leads nobody back to plain HTTP, also where that was allowed at the start', () => {
    const visited = [new URL('http://example.test/'), new URL('https://example.test/')];

    const next = judgeRedirect(302, 'http://other.test/', { visited, isPost: false, allowsHttp: true });

    expect(next).toEqual({ reason: 'to-http', to: 'http://other.test/' });
  });

  it('gives HTTPS to a name, or a refusal that is safe to show, for every Location', () => {
    const visited = [new URL(DOCUMENT)];
    const parts = fc.constantFrom(
      'https:',
      'http:',
      '//',
      '/',
      '@',
      '127.1',
      '[::1]',
      'other.test',
      ':22',
      '\u202e',
      '\t',
    );

    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.array(parts).map((all) => all.join('')),
        ),
        (location) => {
          const next = judgeRedirect(302, location, { visited, isPost: false, allowsHttp: false });

          if ('reason' in next) {
            expect(next.to).not.toMatch(/[\p{Cc}\u202e]/u);
            return;
          }
          expect(next.to).toMatchObject({ protocol: 'https:', username: '', password: '', hash: '' });
          expect(isIpAddress(next.to.hostname.replace(/^\[|\]$/g, ''))).toBe(false);
        },
      ),
    );
  });
});
