import { parseEndpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import type { PageLanguage } from '../../../shared/mail/page.ts';
import type { SideOffer } from '../../../shared/recipes/choose-way.ts';
import { factsOf } from '../../../shared/recipes/facts/programs.ts';
import { recipeFor, type Recipe } from '../../../shared/recipes/recipe.ts';
import type { KeyFiles, RecipeKey, RecipeRequest } from '../../../shared/recipes/setup.ts';

/** What a server has; the name there is `alice` unless another is given. */
export function offerAt(protocol: Protocol, given: string, more: Partial<SideOffer> = {}): SideOffer {
  const endpoint = parseEndpoint(protocol, given);
  if (!endpoint.ok) throw new Error(`${given} is no endpoint`);
  return {
    endpoint: endpoint.value,
    username: 'alice@example.org',
    offered: ['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN', 'LOGIN-COMMAND'],
    keyWay: null,
    ...more,
  };
}

/** The files of a key in a folder. */
export function keyFilesIn(folder: string): KeyFiles {
  return {
    certificate: `${folder}/device-certificate.pem`,
    privateKey: `${folder}/device-key.pem`,
    pem: `${folder}/device.pem`,
    p12: `${folder}/device.p12`,
    mobileconfig: `${folder}/device.mobileconfig`,
  };
}

/** A key of a kind that every program takes. */
export const KEY: RecipeKey = {
  deviceName: 'Laptop of Alice',
  algorithm: 'p256',
  files: keyFilesIn('/home/alice/keys'),
};

/** Alice's account, at servers with most ways in. */
export const REQUEST: RecipeRequest = {
  account: {
    address: 'alice@example.org',
    displayName: 'Alice Example',
    incoming: offerAt('imap', 'imap.example.org'),
    outgoing: offerAt('submission', 'smtp.example.org:587'),
  },
  system: 'linux',
  home: '/home/alice',
  key: null,
  password: { kind: 'ask' },
  trustAnchorFile: null,
};

/** The recipe of a program, with something of {@link REQUEST} changed. */
export function recipeOf(
  id: string,
  more: Partial<RecipeRequest> = {},
  language: PageLanguage = 'en',
): Recipe {
  const facts = factsOf(id, null);
  if (facts === null) throw new Error(`there is no program ${id}`);
  return recipeFor(facts, { ...REQUEST, ...more }, language);
}
