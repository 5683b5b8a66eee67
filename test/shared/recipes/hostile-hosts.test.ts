import { describe, expect, it } from 'vitest';
import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { parseEndpoint, parseEndpoints } from '../../../shared/mail/endpoint.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { programs } from '../../../shared/recipes/facts/programs.ts';
import { HOSTILE } from '../../recipes/hostile.ts';
import { offerAt, recipeOf } from './request.ts';

// Strange, and allowed: what they are must stand in every file.
const STRANGE = [
  'xn--mller-kva.example',
  '_imap.example.org',
  'a--b.example.org',
  '1.example.org',
  `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example`,
];

describe('a hostile value where a host is wanted', () => {
  it.each(HOSTILE)('is refused before any recipe is made of it: %j', (value) => {
    expect(parseHostname(value).ok).toBe(false);
    expect(parseEndpoint('imap', `${value}:993/implicit-tls`).ok).toBe(false);
    expect(parseEndpoints(`imap://${value}:993/implicit-tls`).ok).toBe(false);
    expect(parseEmailAddress(`alice@${value}`).ok).toBe(false);
  });
});

describe('a strange name of a host', () => {
  it.each(STRANGE)('stands in the file of every program as it is: %s', (host) => {
    const incoming = offerAt('imap', host);
    const outgoing = offerAt('submission', `${host}:587`);

    const without = programs().flatMap(({ id }) => {
      const { steps } = recipeOf(id, {
        account: { address: 'alice@example.org', displayName: 'Alice', incoming, outgoing },
      });
      const texts = steps.flatMap(({ text, file, block, qr }) => [text, file?.text, block?.text, qr]);
      return texts.some((text) => text?.includes(host) === true) ? [] : [id];
    });

    expect(without).toEqual([]);
  });
});
