import { describe, expect, it } from 'vitest';
import { SERVER_KINDS, type ServerKind } from '../../../shared/mail/device.ts';
import type { Page } from '../../../shared/registration/page.ts';
import { registrationPage, renewalPage, revocationPage } from '../../../shared/registration/registration.ts';
import { deviceOf, FACTS, factsOf, PREVIOUS } from './key-facts.ts';

const page = (server: ServerKind): Page => renewalPage(server, FACTS, PREVIOUS, 'en');
const blocksOf = ({ steps }: Page): readonly string[] => steps.map(({ block }) => block?.text ?? '');
/** Where a page has something to copy, or to do, counted from the first step. */
const at = (shown: Page, has: (text: string, block: string) => boolean): number =>
  shown.steps.findIndex(({ text, block }) => has(text, block?.text ?? ''));

const BY_CERTIFICATE = ['dovecot', 'exim', 'cyrus'] as const;
const WITH_TABLE = ['postfix', 'exim'] as const;
const fingerprintIn = (server: (typeof WITH_TABLE)[number], { certificateColonHex }: typeof FACTS): string =>
  server === 'exim' ? certificateColonHex.replaceAll(':', '') : certificateColonHex;

describe('The page for a new certificate', () => {
  it('asks for nothing at mox, and says where one sees that', () => {
    const shown = page('mox');

    expect(blocksOf(shown).join('')).toBe('');
    expect(shown.steps[0]?.text).toContain('Leave everything as it is');
    expect(shown.steps[1]?.text).toContain(`\`${PREVIOUS.spkiSha256Base64Url}\``);
  });

  it.each(BY_CERTIFICATE)(
    'has %s take the new one first, then lets it be used, and only then takes out the old one',
    (server) => {
      const shown = page(server);
      const added = at(shown, (_, block) => block.includes('>>'));
      const used = at(shown, (text) => text.includes('let Letterlock sign in with it'));
      const removed = at(
        shown,
        (text, block) => text.startsWith('Delete') && block.includes(PREVIOUS.certificatePem.trim()),
      );

      expect(blocksOf(shown)[0]).toContain(FACTS.certificatePem.trim());
      expect(added).toBeGreaterThan(0);
      expect(used).toBeGreaterThan(added);
      expect(removed).toBeGreaterThan(used);
      expect(blocksOf(shown)[removed]).not.toContain(FACTS.certificatePem.trim());
    },
  );

  it.each([...BY_CERTIFICATE, 'postfix'] as const)(
    'has %s read its files anew after each of both changes',
    (server) => {
      const shown = page(server);
      const reload = blocksOf(registrationPage(server, FACTS, 'en'))
        .concat(blocksOf(revocationPage(server, FACTS, 'en')))
        .find((text) => /reload|restart/.test(text));
      const used = at(shown, (text) => text.includes('let Letterlock sign in with it'));

      expect(blocksOf(shown)[used - 1]).toBe(reload);
      expect(blocksOf(shown).at(-1)).toBe(reload);
    },
  );

  it.each(WITH_TABLE)('adds the new line to the table of %s before it deletes the old one', (server) => {
    const lines = blocksOf(page(server));
    const lineOf = (facts: typeof FACTS): number =>
      lines.findIndex((text) => text.includes(fingerprintIn(server, facts)) && !text.includes('BEGIN'));

    expect(lineOf(FACTS)).toBeGreaterThanOrEqual(0);
    expect(lineOf(PREVIOUS)).toBeGreaterThan(lineOf(FACTS));
  });

  it('has Postfix go on with the public key where its own page has registered that', () => {
    const [registered = ''] = blocksOf(registrationPage('postfix', PREVIOUS, 'en'));
    const [search = ''] = blocksOf(page('postfix'));

    const [, sought = ''] = /^grep -iF (\S+) /.exec(search) ?? [];

    expect(registered).toContain(`${sought} OK`);
    expect(page('postfix').steps[0]?.text).toContain('that is all');
  });

  it('asks the provider to have both for a while, and to remove the old one only after that', () => {
    for (const language of ['en', 'de'] as const) {
      const [letter = ''] = blocksOf(renewalPage('other', FACTS, PREVIOUS, language));

      expect(letter).toContain(FACTS.certificatePem.trim());
      expect(letter).toContain(FACTS.certificateColonHex);
      expect(letter).toContain(PREVIOUS.certificateColonHex);
      expect(letter).toMatch(/and not before|und nicht früher/);
      for (const line of letter.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
    }
  });

  it.each([...BY_CERTIFICATE, 'postfix', 'other'] as const)(
    'warns at %s of mail programs that still have the old file',
    (server) => {
      expect(page(server).warnings.join()).toContain('still has the old file');
    },
  );

  it.each(SERVER_KINDS)('takes an accepted sign-in for its proof at %s, and nothing less', (server) => {
    expect(page(server).proof).toMatch(/Only an accepted sign-in shows/);
  });

  it.each(SERVER_KINDS)('is not made of the certificates of two keys: %s', async (server) => {
    const other = factsOf((await deviceOf(FACTS.deviceName, FACTS.login)).device);

    expect(() => renewalPage(server, FACTS, other, 'en')).toThrow(RangeError);
  });

  it('is not made of one certificate twice: deleting the old one would delete the new one', () => {
    expect(() => renewalPage('dovecot', FACTS, FACTS, 'en')).toThrow(RangeError);
  });

  it('is not made with anything but a certificate in the place of the old one', () => {
    const certificatePem = '-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n';

    expect(() => renewalPage('dovecot', FACTS, { ...PREVIOUS, certificatePem }, 'en')).toThrow(RangeError);
  });
});

describe('A key that was renewed, when it is revoked', () => {
  it.each(BY_CERTIFICATE)('has a warning at %s of the certificates before the last one', (server) => {
    expect(revocationPage(server, FACTS, 'en').warnings.join()).toContain('the same first 16 characters');
  });

  it('has lines of its certificates deleted from a table of Postfix, too', () => {
    expect(revocationPage('postfix', FACTS, 'en').warnings.join()).toContain(
      `\`${FACTS.certificateColonHex}\` is the one of its latest certificate`,
    );
  });

  it('has the provider remove all certificates of it', () => {
    expect(blocksOf(revocationPage('other', FACTS, 'en'))[0]).toMatch(/any other of the same\s+public key/);
  });
});
