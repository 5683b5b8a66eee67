import { describe, expect, it, onTestFinished } from 'vitest';
import { contentSecurityPolicy } from '../../electron/node/content-security-policy.ts';
import { describeWith } from '../parts.ts';
import { useLab } from './use-window.ts';

function policyOf(text: string, type = 'text/html; charset=utf-8'): string {
  return contentSecurityPolicy("'none'", { bytes: new TextEncoder().encode(text), type });
}

describe('the content security policy', () => {
  // CSP 3 §2.3.1: `printf 'p{}' | openssl dgst -sha256 -binary | base64`
  const HASH = 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y=';

  it('allows the style sheets that stand in the page, by their hashes', () => {
    expect(policyOf('<style>p{}</style>')).toContain(`style-src 'self' '${HASH}';`);
    expect(policyOf('<style>p{}</style><style>p{}</style>').split(HASH)).toHaveLength(3);
  });

  it.each([
    ['a page without one', policyOf('<p>')],
    ['a script that has the words', policyOf('<style>p{}</style>', 'text/javascript; charset=utf-8')],
    ['no file at all', contentSecurityPolicy("'none'")],
  ])('allows none for %s', (_what, policy) => {
    expect(policy).toContain("style-src 'self';");
  });
});

describeWith(['chromium-headless-shell'], 'a style that somebody brings into the window', () => {
  const lab = useLab();

  it('has no effect, whatever way it comes', async () => {
    const { page, complaints } = await lab.open();
    onTestFinished(() => page.context().close());
    const colour = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);
    const before = await colour();

    await page.evaluate(() => {
      const hostile = 'body { color: rgb(1, 2, 3) !important }';
      for (const text of [hostile, `${document.querySelector('style')?.textContent ?? ''}${hostile}`]) {
        const style = document.createElement('style');
        style.textContent = text;
        document.head.append(style);
      }
      document.body.setAttribute('style', 'color: rgb(1, 2, 3) !important');
    });

    expect(await colour()).toBe(before);
    const violated = complaints.map((text) => /^style-src-\w+(?=: inline)/.exec(text)?.[0]).filter(Boolean);
    expect(violated).toEqual(['style-src-elem', 'style-src-elem', 'style-src-attr']);
  });
});
