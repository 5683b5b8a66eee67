import { describe, expect, it } from 'vitest';
import type { PageLanguage } from '../../../../shared/mail/page.ts';
import { parseEndpoint, type Endpoint } from '../../../../shared/mail/endpoint.ts';
import { factsOf } from '../../../../shared/recipes/facts/programs.ts';
import { recipeFor, type Recipe } from '../../../../shared/recipes/recipe.ts';
import type { RecipeRequest } from '../../../../shared/recipes/setup.ts';
import { keyFilesIn } from '../request.ts';

const PASSWORD = 'Looking-Glass-1871';
const KEY: RecipeRequest['key'] = {
  deviceName: 'Laptop',
  algorithm: 'p256',
  files: keyFilesIn('/home/ann/keys'),
};

function endpoint(protocol: 'imap' | 'submission', text: string): Endpoint {
  const parsed = parseEndpoint(protocol, text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

function recipe(
  request: Partial<RecipeRequest> = {},
  username = 'ann',
  language: PageLanguage = 'en',
): Recipe {
  const usual = { username, offered: ['SCRAM-SHA-256', 'PLAIN'] };
  const keyWay = request.key === undefined ? null : 'EXTERNAL';
  return recipeFor(
    factsOf('thunderbird', '153.7.0')!,
    {
      account: {
        address: 'ann@example.org',
        displayName: 'Ann',
        incoming: { ...usual, keyWay, endpoint: endpoint('imap', 'mail.example.org:993') },
        outgoing: { ...usual, keyWay, endpoint: endpoint('submission', 'mail.example.org:587') },
      },
      system: 'linux',
      home: '/home/ann',
      key: null,
      password: { kind: 'ask' },
      trustAnchorFile: null,
      ...request,
    },
    language,
  );
}

function linesOf({ steps }: Recipe): string {
  return steps.map(({ block }) => block?.text ?? '').join('');
}

function filesOf({ steps }: Recipe): readonly { readonly path: string; readonly text: string }[] {
  return steps.flatMap(({ file }) => (file === null ? [] : [file]));
}

describe('the recipe of Thunderbird', () => {
  it('signs in with the key where mail is fetched, and with the password where it is sent', () => {
    const { incoming, outgoing } = recipe({ key: KEY });

    expect([incoming?.way, outgoing?.way]).toEqual(['EXTERNAL', 'PLAIN']);
    expect(outgoing?.leftOut.map(({ way, because }) => [way, because.kind])).toEqual([
      ['EXTERNAL', 'program-fails'],
      ['SCRAM-SHA-256', 'program-lacks'],
    ]);
  });

  it('has no password in a file, whatever is asked for', () => {
    const made = recipe({ password: { kind: 'file', password: PASSWORD } });

    expect(JSON.stringify(made)).not.toContain(PASSWORD);
  });

  it('never lets Thunderbird choose a certificate by itself', () => {
    expect(JSON.stringify(filesOf(recipe({ key: KEY })))).not.toContain('default_personal_cert');
  });

  it.each([
    ['nothing is to be imported', {}, false],
    ['there is a key', { key: KEY }, true],
    ['there is a trust anchor', { trustAnchorFile: '/etc/ssl/company.pem' }, true],
  ] as const)('starts offline or not where %s', (_, request, isOffline) => {
    expect(linesOf(recipe(request)).includes(' -offline')).toBe(isOffline);
  });

  it('is for the window in which Windows takes commands', () => {
    const made = recipe({ system: 'windows', home: String.raw`C:\Users\Ann Lee` });

    expect(linesOf(made)).toContain(
      String.raw`thunderbird.exe -CreateProfile "letterlock C:\Users\Ann Lee\letterlock-thunderbird"`,
    );
    expect(filesOf(made).map(({ path }) => path)).toEqual([
      String.raw`C:\Users\Ann Lee\letterlock-thunderbird\user.js`,
      'policies.json',
    ]);
  });

  it('leaves the line out there where it would mean something else', () => {
    expect(linesOf(recipe({ system: 'windows', home: String.raw`C:\Users\%TEMP%` }))).not.toContain(
      '-CreateProfile',
    );
  });

  it('has no file for a user name that Thunderbird cannot have', () => {
    expect(filesOf(recipe({}, 'müller'))).toEqual([]);
  });

  it.each(['en', 'de'] as const)('fills in everything that it says (%s)', (language) => {
    const { steps, warnings, proof } = recipe({ key: KEY, trustAnchorFile: '/ca.pem' }, 'ann', language);
    const said = [...steps.map(({ text }) => text), ...warnings, proof];

    for (const text of said) expect(text).not.toMatch(/\{\w+\}|—/);
  });
});
