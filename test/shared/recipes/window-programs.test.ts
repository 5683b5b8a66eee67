import { describe, expect, it } from 'vitest';
import type { PageLanguage } from '../../../shared/mail/page.ts';
import { MOBILECONFIG } from '../../../shared/recipes/formats/mobileconfig.ts';
import { THUNDERBIRD_QR } from '../../../shared/recipes/formats/thunderbird-qr.ts';
import type { System } from '../../../shared/recipes/facts/program-facts.ts';
import type { Recipe } from '../../../shared/recipes/recipe.ts';
import type { RecipeRequest } from '../../../shared/recipes/setup.ts';
import { HOSTILE } from '../../recipes/hostile.ts';
import { KEY, offerAt, recipeOf, REQUEST } from './request.ts';

const PROGRAMS: readonly (readonly [string, System])[] = [
  ['apple-mail', 'macos'],
  ['apple-mail', 'ios'],
  ['outlook', 'windows'],
  ['outlook-new', 'windows'],
  ['thunderbird-android', 'android'],
  ['k9', 'android'],
  ['fairemail', 'android'],
  ['other', 'linux'],
];

const { account } = REQUEST;
const WITH_KEY: Partial<RecipeRequest> = {
  key: KEY,
  account: {
    ...account,
    incoming: offerAt('imap', 'imap.example.org', { keyWay: 'EXTERNAL' }),
    outgoing: offerAt('submission', 'smtp.example.org:587', { keyWay: 'EXTERNAL' }),
  },
};
const CASES: readonly (readonly [string, Partial<RecipeRequest>])[] = [
  ['a password', {}],
  ['a key', WITH_KEY],
  ['no server for sending', { account: { ...account, outgoing: null } }],
  ['no server for receiving', { account: { ...account, incoming: null } }],
  ['POP3', { account: { ...account, incoming: offerAt('pop3', 'pop.example.org') } }],
  [
    'other user names',
    { account: { ...account, incoming: offerAt('imap', 'imap.example.org', { username: 'alice' }) } },
  ],
  ['an authority of its own', { trustAnchorFile: '/home/alice/ca.pem' }],
  ['names that cannot be written', { account: { ...account, displayName: 'a\nb' } }],
];

function wordsOf({ steps, warnings, proof }: Recipe): readonly string[] {
  return [
    ...steps.flatMap(({ text, block }) => [text, block?.caption ?? '', block?.text ?? '']),
    ...warnings,
    proof,
  ];
}

describe.each(PROGRAMS)('The recipe of %s on %s', (id, system) => {
  it.each(CASES)('fills in every place, in both languages: %s', (_, change) => {
    const recipes = (['en', 'de'] as const).map((language) => recipeOf(id, { system, ...change }, language));

    for (const recipe of recipes) {
      const words = wordsOf(recipe).join('\n');
      expect(words).not.toMatch(/\{\w+\}|undefined/);
      expect(words).not.toContain('“—”');
      expect(words).not.toContain('„—“');
      for (const { text } of recipe.steps) expect(text.split('`').length % 2, text).toBe(1);
    }
    expect(recipes[0]?.steps.length).toBe(recipes[1]?.steps.length);
  });

  it('has no line, text or control of what somebody calls themselves', () => {
    for (const name of HOSTILE) {
      const offer = offerAt('imap', 'imap.example.org', { username: name });
      const words = wordsOf(
        recipeOf(id, { system, account: { ...account, displayName: name, incoming: offer } }),
      );

      for (const text of words) {
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }
      expect(words.filter((text) => text.includes('\n') && !text.endsWith('\n'))).toEqual([]);
    }
  });

  it('never has a password in it', () => {
    const recipe = recipeOf(id, { system, password: { kind: 'file', password: 'Looking-Glass-1871' } });

    expect(JSON.stringify(recipe)).not.toContain('Looking-Glass');
  });
});

describe('The recipe of Apple Mail', () => {
  it.each(['macos', 'ios'] as const)('has a profile on %s, which says what was chosen', (system) => {
    const { incoming, steps } = recipeOf('apple-mail', { system });
    const [file] = steps.flatMap((step) => step.file ?? []);

    expect(incoming?.way).toBe('CRAM-MD5');
    expect(file).toMatchObject({
      path: '/home/alice/letterlock-mail.mobileconfig',
      mediaType: 'application/x-apple-aspen-config',
    });
    expect(MOBILECONFIG.read(file?.text ?? '')).toEqual({
      protocol: 'imap',
      address: 'alice@example.org',
      displayName: 'Alice Example',
      incoming: {
        host: 'imap.example.org',
        port: 993,
        username: 'alice@example.org',
        authentication: 'EmailAuthCRAMMD5',
      },
      outgoing: {
        host: 'smtp.example.org',
        port: 587,
        username: 'alice@example.org',
        authentication: 'EmailAuthCRAMMD5',
      },
    });
  });

  it('goes by hand with a key on a Mac, and by password on an iPhone, and says why', () => {
    const mac = recipeOf('apple-mail', { ...WITH_KEY, system: 'macos' });
    const phone = recipeOf('apple-mail', { ...WITH_KEY, system: 'ios' });

    expect(mac.incoming?.way).toBe('EXTERNAL');
    expect(mac.steps.flatMap(({ file }) => file ?? [])).toEqual([]);
    expect(mac.steps[0]?.block?.text).toBe(
      [
        "letterlock key export --mobileconfig '/home/alice/keys/device.mobileconfig'",
        "--p12-password-file '/home/alice/keys/device.mobileconfig.password'",
        "--for apple-mail -- 'Laptop of Alice'\n",
      ].join(' '),
    );
    expect(mac.steps.map(({ text }) => text).join(' ')).toContain('`Laptop of Alice` as TLS Certificate');
    expect(phone.incoming?.way).toBe('CRAM-MD5');
    expect(phone.incoming?.leftOut[0]).toMatchObject({ way: 'EXTERNAL', because: { kind: 'program-fails' } });
  });

  it('goes by hand where something cannot stand in a profile', () => {
    const recipe = recipeOf('apple-mail', {
      system: 'ios',
      account: { ...account, displayName: 'a\u202eb' },
    });

    expect(recipe.steps.flatMap(({ file }) => file ?? [])).toEqual([]);
    expect(recipe.steps[0]?.text).toContain('Add Mail Account');
  });
});

describe('The recipe of Thunderbird for Android', () => {
  it('has a code that says what was chosen, and no file', () => {
    const { steps } = recipeOf('thunderbird-android', { system: 'android' });
    const codes = steps.flatMap(({ qr }) => qr ?? []);

    expect(codes).toHaveLength(1);
    expect(THUNDERBIRD_QR.read(codes[0] ?? '')?.accounts).toMatchObject([
      {
        address: 'alice@example.org',
        incoming: { security: 'implicit-tls', authentication: 'encrypted-password' },
        outgoing: { security: 'starttls', port: 587 },
      },
    ]);
  });

  it.each([
    ['thunderbird-android', WITH_KEY],
    ['thunderbird-android', { account: { ...account, address: 'müller@example.org' } }],
    ['k9', {}],
  ] as const)('%s goes by hand where a code cannot say it', (id, change) => {
    const { steps } = recipeOf(id, { system: 'android', ...change });

    expect(steps.flatMap(({ qr }) => qr ?? [])).toEqual([]);
    expect(steps.map(({ text }) => text).join(' ')).toContain('“Incoming server settings”');
  });

  it('takes the key only where it is not let in by the greeting', () => {
    const incoming = offerAt('imap', 'imap.example.org', { keyWay: 'PREAUTH' });
    const recipe = recipeOf('k9', { system: 'android', key: KEY, account: { ...account, incoming } });

    expect(recipe.incoming?.way).toBe('CRAM-MD5');
    expect(recipe.incoming?.leftOut[0]?.because.kind).toBe('program-fails');
  });
});

describe('The recipe of new Outlook', () => {
  it.each([
    ['en', /Microsoft may have your password.*sends the password to Microsoft’s servers/],
    ['de', /ob Microsoft Ihr Passwort haben darf.*sendet das Passwort an Microsofts Server/],
  ] as readonly (readonly [PageLanguage, RegExp])[])(
    'begins with what it does with the password (%s)',
    (language, words) => {
      const recipe = recipeOf('outlook-new', { system: 'windows' }, language);

      expect(recipe.steps[0]?.text).toMatch(words);
      expect(recipe.warnings[0]).toContain('Microsoft');
    },
  );
});

describe('The recipe of classic Outlook', () => {
  it('leads to the long form where the user name is not the address', () => {
    const incoming = offerAt('imap', 'imap.example.org', { username: 'alice' });

    const same = recipeOf('outlook', { system: 'windows' });
    const other = recipeOf('outlook', { system: 'windows', account: { ...account, incoming } });

    expect(same.steps.some(({ text }) => text.includes('Control Panel'))).toBe(false);
    expect(other.steps.some(({ text }) => text.includes('Control Panel'))).toBe(true);
  });
});

describe('The page for any other program', () => {
  it('has every setting in a line of its own, and the ways to sign in, the strongest first', () => {
    const [incoming, outgoing] = recipeOf('other').steps.flatMap(({ block }) => block ?? []);

    expect(incoming).toEqual({
      caption: 'Incoming mail (IMAP)',
      text: [
        'Server     imap.example.org',
        'Port       993',
        'Security   SSL/TLS',
        'User name  alice@example.org',
        'Sign-in    SCRAM-SHA-256',
        '           CRAM-MD5 (“encrypted password”, “MD5”)',
        '           PLAIN (“normal password”, “password”)',
        '',
      ].join('\n'),
    });
    expect(outgoing?.text).toContain('Security   STARTTLS\n');
  });

  it('has the certificate first, and names no way that only we have a name for', () => {
    const incoming = offerAt('imap', 'imap.example.org', {
      keyWay: 'PREAUTH',
      offered: ['LOGIN-COMMAND'],
    });

    const [, block] = recipeOf('other', { key: KEY, account: { ...account, incoming } }, 'de').steps.flatMap(
      (step) => step.block ?? [],
    );

    expect(block?.text).toContain(
      'Anmeldung     „TLS-Zertifikat“, „Client-Zertifikat“\n              „Passwort, normal“, „Passwort“\n',
    );
  });

  it('leaves the lines out, and says so, where a user name cannot stand in one', () => {
    const incoming = offerAt('imap', 'imap.example.org', { username: 'a\nb' });

    const recipe = recipeOf('other', { account: { ...account, incoming } });

    expect(recipe.steps.some(({ text }) => text.includes('It is left out here'))).toBe(true);
  });
});
