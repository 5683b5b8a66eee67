import { describe, expect, it } from 'vitest';
import { parseEndpoint, type ConnectionSecurity } from '../../../shared/mail/endpoint.ts';
import { chooseWay, type SideOffer } from '../../../shared/recipes/choose-way.ts';
import { factsOf, programRows } from '../../../shared/recipes/facts/programs.ts';
import { recipeFor } from '../../../shared/recipes/recipe.ts';
import type { RecipeRequest } from '../../../shared/recipes/setup.ts';
import type { KeyWay } from '../../../shared/recipes/way-in.ts';
import { KEY, keyFilesIn, offerAt, recipeOf, REQUEST } from './request.ts';

const FACTS = (id: string) => factsOf(id, null)!;

function offer(security: ConnectionSecurity, keyWay: KeyWay | null = null): SideOffer {
  const endpoint = parseEndpoint('imap', `mail.example.org:993/${security}`);
  if (!endpoint.ok) throw new Error('this is an endpoint');
  return {
    endpoint: endpoint.value,
    username: 'ada',
    offered: ['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN'],
    keyWay,
  };
}

function request(incoming: SideOffer): RecipeRequest {
  return {
    account: { address: 'ada@example.org', displayName: 'Ada', incoming, outgoing: null },
    system: 'linux',
    home: '/home/ada',
    key: {
      deviceName: 'Laptop',
      algorithm: 'ed25519',
      files: keyFilesIn('/k'),
    },
    password: { kind: 'command', store: 'secret-tool' },
    trustAnchorFile: null,
  };
}

describe('a program that is not safe with STARTTLS', () => {
  const unsafe = programRows().filter(({ sides }) =>
    Object.values(sides).some((side) => side.starttlsFails !== undefined),
  );

  it.each(unsafe)('$id is never set up for it, and says why', (program) => {
    const choice = chooseWay(program, program.sides.imap, offer('starttls'), null);

    expect(choice.way).toBeNull();
    expect(choice.leftOut.map(({ because }) => because)).toContainEqual({
      kind: 'program-fails',
      why: program.sides.imap?.starttlsFails,
    });
    expect(recipeFor(program, request(offer('starttls')), 'en').steps).toEqual([]);
  });

  it.each(unsafe)('$id is set up where TLS is there from the beginning', (program) => {
    expect(recipeFor(program, request(offer('implicit-tls')), 'en').incoming?.way).toBe('CRAM-MD5');
  });

  it('is known: there are such programs', () => {
    expect(unsafe.map(({ id }) => id)).toEqual(expect.arrayContaining(['getmail', 'offlineimap']));
  });
});

describe('a program that only looks', () => {
  it('has steps, and no way in, where nothing but a password lets in', () => {
    const recipe = recipeFor(FACTS('openssl'), { ...request(offer('implicit-tls')), key: null }, 'en');

    expect(recipe.incoming?.way).toBeNull();
    expect(recipe.incoming?.leftOut.every(({ because }) => because.kind === 'program-lacks')).toBe(true);
    expect(recipe.steps.length).toBeGreaterThan(0);
    expect(recipe.steps.map(({ block }) => block?.text).join('')).not.toMatch(/-key|secret-tool/);
  });

  it('shows the key where there is one, though it signs in with it nowhere', () => {
    const recipe = recipeFor(FACTS('openssl'), request(offer('implicit-tls', 'EXTERNAL')), 'en');

    expect(recipe.incoming?.way).toBeNull();
    const lines = recipe.steps.flatMap(({ block }) => block?.text.split('\n') ?? []);
    for (const line of lines.filter((one) => one.includes(' -key ')))
      expect(line).toContain('-verify_return_error');
    expect(lines.join('\n')).toContain("-key '/k/device-key.pem'");
  });

  it('is let in by a key that lets in by itself', () => {
    expect(recipeFor(FACTS('openssl'), request(offer('implicit-tls', 'PREAUTH')), 'en').incoming?.way).toBe(
      'PREAUTH',
    );
  });
});

describe.each(['fetchmail', 'getmail', 'offlineimap', 's-nail', 'curl', 'openssl'])(
  'the recipe of %s',
  (id) => {
    const ways = [null, 'EXTERNAL', 'PREAUTH'] as const;
    const supplies = [
      { kind: 'ask' },
      { kind: 'command', store: 'secret-tool' },
      { kind: 'file', password: 'Looking-Glass-1871' },
    ] as const;

    it.each(['en', 'de'] as const)('has no empty place in its words (%s)', (language) => {
      for (const keyWay of ways) {
        for (const password of supplies) {
          const given = { ...request(offer('implicit-tls', keyWay)), password };
          const { steps, warnings, proof } = recipeFor(FACTS(id), given, language);

          expect(steps.length).toBeGreaterThan(0);
          for (const text of [...steps.map((step) => step.text), ...warnings, proof])
            expect(text).not.toMatch(/\{\w+\}|undefined|null/);
        }
      }
    });

    it('writes a password only where it is to stand in the file, and nowhere else', () => {
      for (const keyWay of ways) {
        for (const password of supplies) {
          const given = { ...request(offer('implicit-tls', keyWay)), password };
          const recipe = recipeFor(FACTS(id), given, 'en');
          const all = JSON.stringify(recipe);
          const usesPassword =
            recipe.incoming?.way !== null && !['EXTERNAL', 'PREAUTH'].includes(recipe.incoming?.way ?? '');

          expect(all.includes('Looking-Glass-1871')).toBe(password.kind === 'file' && usesPassword);
        }
      }
    });
  },
);

describe('what a program does not do', () => {
  const pop3 = { ...REQUEST.account, incoming: offerAt('pop3', 'pop.example.org') };
  const imapOnly = { ...REQUEST.account, outgoing: null };
  const smtpOnly = { ...REQUEST.account, incoming: null };

  it.each([
    ['msmtp', {}, 'msmtp fetches none by IMAP'],
    ['mbsync', {}, 'mbsync sends no mail itself'],
    ['mutt', { account: pop3 }, 'Mutt fetches none by POP3'],
  ])('is said of %s, where there is a server for it', (id, change, words) => {
    expect(recipeOf(id, change).warnings.join('\n')).toContain(words);
  });

  it.each([
    ['msmtp', { account: smtpOnly }],
    ['mbsync', { account: imapOnly }],
    ['mutt', {}],
    ['thunderbird', { account: pop3 }],
  ])('is not said of %s where there is none, or it does it', (id, change) => {
    expect(recipeOf(id, change).warnings.join('\n')).not.toContain('is not set up by this');
  });
});

describe('the words about a choice', () => {
  const stronger = (id: string, offered: readonly string[]): readonly string[] | undefined => {
    const incoming = offerAt('imap', 'imap.example.org', { offered });
    return recipeOf(id, { account: { ...REQUEST.account, incoming } }).incoming?.said.stronger;
  };

  it('say why not in a stronger way, and nothing of what is weaker anyway', () => {
    expect(stronger('thunderbird', ['SCRAM-SHA-256', 'CRAM-MD5', 'LOGIN'])).toEqual([
      'Not with SCRAM-SHA-256: Thunderbird does not have that.',
    ]);
    expect(stronger('msmtp', ['LOGIN'])).toBeUndefined();
  });

  it('say of everything why not, where nothing is in common', () => {
    expect(stronger('geary', ['SCRAM-SHA-256', 'SCRAM-SHA-1'])).toHaveLength(2);
  });
});

describe('the page for any other program', () => {
  const stepsWith = (offered: readonly string[]): string => {
    const incoming = offerAt('imap', 'imap.example.org', { offered, keyWay: 'EXTERNAL' });
    const account = { ...REQUEST.account, incoming, outgoing: null };
    return recipeOf('other', { key: KEY, account })
      .steps.map(({ text }) => text)
      .join('\n');
  };

  it('speaks of a password exactly where one of the ways in takes it', () => {
    expect(stepsWith(['PLAIN'])).toContain('Type the password');
    expect(stepsWith([])).not.toContain('Type the password');
  });
});
