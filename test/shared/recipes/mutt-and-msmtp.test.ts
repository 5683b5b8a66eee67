import { describe, expect, it } from 'vitest';
import { parseEndpoint } from '../../../shared/mail/endpoint.ts';
import { factsOf } from '../../../shared/recipes/facts/programs.ts';
import type { PasswordSupply } from '../../../shared/recipes/password-supply.ts';
import { recipeFor, type Recipe } from '../../../shared/recipes/recipe.ts';
import type { SideOffer } from '../../../shared/recipes/choose-way.ts';
import type { RecipeRequest } from '../../../shared/recipes/setup.ts';
import type { KeyWay, WayIn } from '../../../shared/recipes/way-in.ts';
import { keyFilesIn } from './request.ts';

const EVERYTHING: readonly WayIn[] = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN'];
const WITHOUT_PLUS = EVERYTHING.slice(1);

interface Wish {
  readonly version?: string;
  readonly offered?: readonly WayIn[];
  readonly host?: string;
  readonly address?: string;
  readonly username?: string;
  readonly password?: PasswordSupply;
  readonly key?: { readonly incoming: KeyWay; readonly outgoing: KeyWay };
}

function recipe(program: string, wish: Wish = {}): Recipe {
  const { version = null, offered = WITHOUT_PLUS, host = 'mail.example.org', key } = wish;
  const { address = 'alice@example.org', username = address, password = { kind: 'ask' } } = wish;
  const side = (protocol: 'imap' | 'submission', port: number, keyWay: KeyWay | undefined): SideOffer => {
    const endpoint = parseEndpoint(protocol, `${host}:${port}/implicit-tls`);
    if (!endpoint.ok) throw new Error(`${host} is no host`);
    return { endpoint: endpoint.value, username, offered, keyWay: keyWay ?? null };
  };
  const request: RecipeRequest = {
    account: {
      address,
      displayName: '',
      incoming: side('imap', 993, key?.incoming),
      outgoing: side('submission', 465, key?.outgoing),
    },
    system: 'linux',
    home: '/home/alice',
    key: key === undefined ? null : { deviceName: 'Laptop', algorithm: 'ed25519', files: keyFilesIn('/k') },
    password,
    trustAnchorFile: null,
  };
  const facts = factsOf(program, version);
  if (facts === null) throw new Error(`nothing is known of ${program} ${version}`);
  return recipeFor(facts, request, 'en');
}

function fileOf({ steps }: Recipe): string {
  return steps.find(({ file }) => file !== null)?.file?.text ?? '';
}

describe.each(['mutt', 'neomutt'])('the file of %s', (program) => {
  it('has the user name in the URL by its bytes, and an IPv6 address in brackets', () => {
    const file = fileOf(recipe(program, { host: '[2001:db8::1]', username: "a@b:c/d'e" }));

    expect(file).toContain(`set smtp_url='smtps://a%40b%3Ac%2Fd'\\''e@[2001:db8::1]:465'\n`);
    expect(file).toContain(`set folder='imaps://[2001:db8::1]:993'\n`);
    expect(file).toContain(`set imap_user='a@b:c/d'\\''e'\n`);
  });

  it('has no password where the program is to ask for it, and has it in quotes where it is to stand there', () => {
    const password = { kind: 'file', password: "p'w" } as const;

    expect(fileOf(recipe(program))).not.toContain('_pass=');
    expect(fileOf(recipe(program, { password }))).toContain(`set imap_pass='p'\\''w'\n`);
    expect(fileOf(recipe(program, { password }))).toContain(`set smtp_pass='p'\\''w'\n`);
  });

  it('has no password for a side that the key lets in', () => {
    const key = { incoming: 'PREAUTH', outgoing: 'CERTIFICATE' } as const;

    const file = fileOf(recipe(program, { key, password: { kind: 'file', password: 'x' } }));

    expect(file).toContain("set ssl_client_cert='/k/device.pem'\n");
    expect(file).toContain("set smtp_url='smtps://mail.example.org:465'\n");
    expect(file).not.toContain('_pass=');
  });

  it('is left out where the program would cut the user name off', () => {
    expect(fileOf(recipe(program, { username: 'x'.repeat(127) }))).not.toBe('');
    expect(fileOf(recipe(program, { username: 'x'.repeat(128) }))).toBe('');
    expect(fileOf(recipe(program, { username: 'ü'.repeat(64) }))).toBe('');
  });
});

describe('mutt', () => {
  it('is told its mechanism where the server has one that it would begin with and not finish', () => {
    const { incoming, outgoing } = recipe('mutt', { offered: EVERYTHING });

    expect([incoming?.way, outgoing?.way]).toEqual(['SCRAM-SHA-256', 'SCRAM-SHA-256']);
    expect(incoming?.leftOut[0]).toMatchObject({
      way: 'SCRAM-SHA-256-PLUS',
      because: { kind: 'program-fails' },
    });
  });
});

describe('neomutt', () => {
  it('sends by SCRAM, which it cannot be set to, where that is what it takes by itself', () => {
    const { outgoing } = recipe('neomutt', { offered: WITHOUT_PLUS });

    expect(outgoing).toMatchObject({ way: 'SCRAM-SHA-256', isOwn: true });
    expect(fileOf(recipe('neomutt', { offered: WITHOUT_PLUS }))).not.toContain('set smtp_authenticators');
  });

  it('is set to PLAIN where it would take by itself what it cannot finish', () => {
    const made = recipe('neomutt', { offered: EVERYTHING });

    expect(made.outgoing).toMatchObject({ way: 'PLAIN', isOwn: false });
    expect(fileOf(made)).toContain("set smtp_authenticators='plain'\n");
  });

  it('does not use a key where the server wants EXTERNAL', () => {
    const made = recipe('neomutt', { key: { incoming: 'EXTERNAL', outgoing: 'EXTERNAL' } });

    expect([made.incoming?.way, made.outgoing?.way]).toEqual(['PLAIN', 'SCRAM-SHA-256']);
    expect(fileOf(made)).not.toContain('set ssl_client_cert');
  });
});

describe('msmtp', () => {
  it.each([
    ['1.8.23', EVERYTHING, 'SCRAM-SHA-256'],
    ['1.8.25', EVERYTHING, 'SCRAM-SHA-256'],
    ['1.8.26', EVERYTHING, 'SCRAM-SHA-256-PLUS'],
    ['1.8.28', EVERYTHING, 'SCRAM-SHA-256-PLUS'],
    ['1.8.28', WITHOUT_PLUS, 'CRAM-MD5'],
    ['1.8.28', ['SCRAM-SHA-256', 'PLAIN'], 'PLAIN'],
  ])('%s with %j on offer takes %s', (version, offered, way) => {
    expect(recipe('msmtp', { version, offered }).outgoing?.way).toBe(way);
  });

  it('takes what every version can do where its version is not known', () => {
    expect(recipe('msmtp', { offered: ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'PLAIN'] }).outgoing?.way).toBe(
      'PLAIN',
    );
  });

  it.each([...EVERYTHING, 'SCRAM-SHA-1', 'SCRAM-SHA-1-PLUS'])('is never left to choose, with %s', (way) => {
    for (const version of ['1.8.23', '1.8.28']) {
      expect(fileOf(recipe('msmtp', { version, offered: [way] }))).not.toMatch(/^auth "?on/m);
    }
  });

  it('gets no file where it would make another sender of the address', () => {
    const made = recipe('msmtp', { address: 'a%Hb@example.org' });

    expect(fileOf(made)).toBe('');
    expect(made.steps.some(({ text }) => text.includes('It is left out here'))).toBe(true);
  });
});
