import { describe, expect, it } from 'vitest';
import { parseEndpoint, type ConnectionSecurity } from '../../../shared/mail/endpoint.ts';
import { factsOf } from '../../../shared/recipes/facts/programs.ts';
import { recipeFor, type Recipe } from '../../../shared/recipes/recipe.ts';
import type { RecipeRequest } from '../../../shared/recipes/setup.ts';
import { LOGIN_COMMAND } from '../../../shared/recipes/way-in.ts';
import { keyFilesIn } from './request.ts';

const PROGRAMS = ['evolution', 'geary', 'kmail', 'claws-mail'] as const;
const LANGUAGES = ['en', 'de'] as const;
const SECURITIES = ['implicit-tls', 'starttls'] as const;
const OFFERS = [
  ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
  ['PLAIN', LOGIN_COMMAND],
  ['LOGIN', LOGIN_COMMAND],
] as const;

function request(
  security: ConnectionSecurity,
  offered: readonly string[],
  outgoingUser = 'alice',
): RecipeRequest {
  const side = (protocol: 'imap' | 'submission', port: number, username: string) => {
    const endpoint = parseEndpoint(protocol, `${protocol}.example.org:${port}/${security}`);
    if (!endpoint.ok) throw new Error('these are endpoints');
    return { endpoint: endpoint.value, username, offered, keyWay: null };
  };
  return {
    account: {
      address: 'alice@example.org',
      displayName: 'Alice Example',
      incoming: side('imap', 1993, 'alice'),
      outgoing: side('submission', 1465, outgoingUser),
    },
    system: 'linux',
    home: '/home/alice',
    key: null,
    password: { kind: 'ask' },
    trustAnchorFile: '/etc/company.pem',
  };
}

function recipeOf(program: string, ...[wanted, language]: [RecipeRequest, 'en' | 'de']): Recipe {
  const facts = factsOf(program, null);
  if (facts === null) throw new Error(`${program} is in the table`);
  return recipeFor(facts, wanted, language);
}

describe.each(PROGRAMS)('%s, set up by hand', (program) => {
  it.each(LANGUAGES)('is told every value, in words without gaps: %s', (language) => {
    for (const security of SECURITIES) {
      for (const offered of OFFERS) {
        const { steps, warnings, proof } = recipeOf(program, request(security, offered), language);

        const text = [...steps.map((step) => step.text), ...warnings, proof].join('\n');
        expect(text).not.toMatch(/[{}]|—|undefined/);
        for (const value of [
          ...['imap.example.org', 'submission.example.org', '1993', '1465', '`alice`'],
          ...['alice@example.org', 'Alice Example', '/etc/company.pem'],
        ])
          expect(text).toContain(value);
      }
    }
  });

  it('is told STARTTLS and TLS by different names, and another user name for sending', () => {
    const [tls, starttls] = SECURITIES.map((security) =>
      recipeOf(program, request(security, OFFERS[0]), 'en'),
    );
    const other = recipeOf(program, request('starttls', OFFERS[0], 'alice-sends'), 'en');

    expect(tls?.steps.map(({ text }) => text)).not.toEqual(starttls?.steps.map(({ text }) => text));
    expect(other.steps.map(({ text }) => text).join('\n')).toContain('`alice-sends`');
  });
});

describe('the key of Claws Mail', () => {
  const files = keyFilesIn('/k');
  const linesWith = (algorithm: 'p256' | 'ed25519'): readonly (string | undefined)[] => {
    const wanted = request('implicit-tls', OFFERS[0]);
    const { incoming } = wanted.account;
    const account = { ...wanted.account, incoming: incoming && { ...incoming, keyWay: 'PREAUTH' as const } };
    const key = { deviceName: 'Laptop', algorithm, files };
    return recipeOf('claws-mail', { ...wanted, account, key }, 'en').steps.map(({ block }) => block?.text);
  };

  it('is one file', () => {
    expect(linesWith('ed25519')).toContain("letterlock key export --pem '/k/device.pem' -- 'Laptop'\n");
  });

  it('of P-256 is made one file out of its old form', () => {
    expect(linesWith('p256')).toContain(
      [
        "letterlock key export --cert '/k/device-certificate.pem' --sec1 '/k/device-key.pem' -- 'Laptop'\n",
        "(umask 077 && cat '/k/device-certificate.pem' '/k/device-key.pem' > '/k/device.pem')\n",
      ].join(''),
    );
  });
});

describe('Geary', () => {
  it('has nothing to choose, and says that the servers see the password', () => {
    const { incoming, outgoing, warnings } = recipeOf('geary', request('implicit-tls', OFFERS[0]), 'en');

    expect([incoming?.way, outgoing?.way]).toEqual([LOGIN_COMMAND, 'PLAIN']);
    expect(warnings.join('\n')).toContain('the servers see it');
  });
});
