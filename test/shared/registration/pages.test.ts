import { describe, expect, it } from 'vitest';
import { SERVER_KINDS, type ServerKind } from '../../../shared/mail/device.ts';
import type { PageLanguage } from '../../../shared/mail/page.ts';
import type { Page } from '../../../shared/registration/page.ts';
import {
  registrationPage,
  renewalPage,
  revocationPage,
  SERVER_DRAFTS,
} from '../../../shared/registration/registration.ts';
import { FACTS, PREVIOUS } from './key-facts.ts';

const WAYS = {
  registration: registrationPage,
  revocation: revocationPage,
  renewal: (server: ServerKind, facts: typeof FACTS, language: PageLanguage): Page =>
    renewalPage(server, facts, PREVIOUS, language),
} as const;
type Way = keyof typeof WAYS;

const CASES = SERVER_KINDS.flatMap((server) =>
  (['registration', 'revocation', 'renewal'] as const).map((way) => [way, server] as const),
);

function textsOf(page: Page): readonly string[] {
  const { title, who, steps, proof, warnings } = page;
  return [title, who, ...steps.map(({ text }) => text), proof, ...warnings];
}

const literalsOf = (text: string): readonly string[] => text.match(/`[^`]+`/g) ?? [];
const blocksOf = (page: Page): readonly (string | undefined)[] => page.steps.map(({ block }) => block?.text);

describe.each(CASES)('The page for the %s of a key at %s', (way: Way, server) => {
  const page = (language: PageLanguage): Page => WAYS[way](server, FACTS, language);
  const [en, de] = [page('en'), page('de')];

  it.each(['en', 'de'] as const)('is complete in %s', (language) => {
    const own = page(language);

    for (const text of textsOf(own)) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/\{\w+\}|undefined|null/);
      expect((text.match(/`/g) ?? []).length % 2).toBe(0);
    }
    for (const text of textsOf(own).slice(1)) expect(text).toMatch(/[.:]$/);
    for (const { block } of own.steps) {
      if (block === null) continue;
      expect(block.caption.trim()).not.toBe('');
      expect(block.text).toMatch(/\S\n$/);
      expect(block.text.replaceAll('/dev/null', '')).not.toMatch(
        /undefined|null|\{(device|login|host|fingerprint|certificate)\}/,
      );
    }
  });

  it('says the same in both languages, each in its own words', () => {
    const pairs = textsOf(en).map((text, at) => [text, textsOf(de)[at]] as const);

    expect(textsOf(de)).toHaveLength(pairs.length);
    expect(de.steps).toHaveLength(en.steps.length);
    expect(de.actor).toBe(en.actor);
    for (const [english, german = ''] of pairs) {
      expect(german).not.toBe(english);
      expect(new Set(literalsOf(german))).toEqual(new Set(literalsOf(english)));
    }
  });

  it('has the same to copy in both languages, but for letters', () => {
    const isLetter = server === 'other';

    if (isLetter) expect(blocksOf(de)).not.toEqual(blocksOf(en));
    else expect(blocksOf(de)).toEqual(blocksOf(en));
  });

  it('names the key by something that only this key has', () => {
    const all = [...textsOf(en), ...blocksOf(en)].join('\n');
    const marks = [FACTS.spkiSha256Base64Url, FACTS.spkiColonHex, FACTS.certificatePem.trim()];

    expect(marks.some((mark) => all.includes(mark))).toBe(true);
  });

  it('says from where it knows what it says of the server, and since when', () => {
    const known = SERVER_DRAFTS[server][way].steps.flatMap((step) => step.known ?? []);

    expect(known.length > 0).toBe(server !== 'other');
    for (const { from, asOf } of known) {
      expect(from).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    }
  });
});

describe('A page', () => {
  it.each(SERVER_KINDS)('takes only a refused sign-in for a proof that a key is revoked at %s', (server) => {
    expect(revocationPage(server, FACTS, 'en').proof).toContain(
      'Only a refused sign-in shows that it is revoked',
    );
    expect(revocationPage(server, FACTS, 'de').proof).toContain('Nur eine abgelehnte Anmeldung zeigt');
  });

  it('warns at Cyrus of a key whose name is not the user name, and of no other', () => {
    const warning = (deviceName: string): boolean =>
      registrationPage('cyrus', { ...FACTS, deviceName }, 'en').warnings.some((text) =>
        text.includes('common name of the certificate'),
      );

    expect(warning('Laptop')).toBe(true);
    expect(warning(FACTS.login)).toBe(false);
  });

  it('says that a command is left out where a user name cannot stand in it', () => {
    const [en, de] = (['en', 'de'] as const).map((language) =>
      revocationPage('dovecot', { ...FACTS, login: '*' }, language).steps.at(-1),
    );

    expect(en).toEqual({ text: expect.stringContaining('It is left out here') as string, block: null });
    expect(de).toEqual({ text: expect.stringContaining('Es fehlt hier') as string, block: null });
  });

  it('tells Exim a fingerprint without colons, which would end it', () => {
    const table = blocksOf(registrationPage('exim', FACTS, 'en')).find((text) =>
      text?.endsWith(`: ${FACTS.login}\n`),
    );

    expect(table).toMatch(/^[0-9A-F]{64}: /);
  });

  it('closes every brace that it opens in what Exim expands', () => {
    for (const text of blocksOf(registrationPage('exim', FACTS, 'en'))) {
      expect(text?.split('{').length).toBe(text?.split('}').length);
    }
  });

  it('lets nobody in at Exim who says that they are nobody, with a key that is nobody’s', () => {
    const rules = blocksOf(registrationPage('exim', FACTS, 'en')).find((text) =>
      text?.includes('server_condition'),
    );

    expect(rules).toContain('server_condition = ${if and{{!eq{$auth2}{}}');
  });

  it('asks the provider with everything that they need to know', () => {
    for (const language of ['en', 'de'] as const) {
      const letter = registrationPage('other', FACTS, language).steps[0]?.block?.text ?? '';

      for (const fact of [FACTS.login, FACTS.host, FACTS.deviceName, 'Ed25519', 'IMAP', 'EXTERNAL']) {
        expect(letter).toContain(fact);
      }
      for (const line of letter.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
    }
  });

  it.each([
    [
      'a private key behind it',
      `${FACTS.certificatePem}-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n`,
    ],
    ['a private key alone', '-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n'],
    ['two of them', FACTS.certificatePem + FACTS.certificatePem],
    ['a line before it', `; reboot\n${FACTS.certificatePem}`],
    ['nothing', ''],
  ])('is not made of a certificate with %s', (_, certificatePem) => {
    expect(() => registrationPage('mox', { ...FACTS, certificatePem }, 'en')).toThrow(RangeError);
  });

  it.each([
    ['spkiSha256Base64Url', '$(reboot)'],
    ['spkiSha256Base64Url', `${FACTS.spkiSha256Base64Url}\n`],
    ['spkiColonHex', FACTS.spkiColonHex.toLowerCase()],
    ['certificateColonHex', FACTS.certificateColonHex.replaceAll(':', '')],
  ] as const)('is not made with %s written as %j', (field, written) => {
    expect(() => revocationPage('postfix', { ...FACTS, [field]: written }, 'en')).toThrow(RangeError);
  });
});
