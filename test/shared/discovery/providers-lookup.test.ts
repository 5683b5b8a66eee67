import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasMailProtocols,
  providerOfDomain,
  providerOfMx,
  PROVIDERS,
  suggestionOf,
} from '../../../shared/discovery/providers/index.ts';
import type { Provider } from '../../../shared/discovery/providers/provider.ts';
import type { Suggestion } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';

/** A provider that is known to be in the list. */
function known(domain: string): Provider {
  const provider = providerOfDomain(domain);
  if (provider === null) throw new Error(`nobody known at ${domain}`);
  return provider;
}

function written({ candidates }: Suggestion): readonly string[] {
  return candidates.map(({ endpoint }) => `${endpoint.protocol} ${formatEndpoint(endpoint)}`);
}

describe('providerOfDomain', () => {
  it.each([
    ['gmail.com', 'gmail'],
    ['GMail.Com', 'gmail'],
    ['gmail.com.', 'gmail'],
    ['mein.gmx', 'gmx.net'],
    ['cox.net', 'cox'],
    ['poczta.onet.pl', 'onet'],
    ['hotmail.co.uk', 'outlook.com'],
  ])('knows %s', (domain, id) => {
    expect(providerOfDomain(domain)?.id).toBe(id);
  });

  it.each(['mail.gmail.com', 'evilgmail.com', 'com', '', '.', 'example.org', '__proto__', 'constructor'])(
    'knows nobody at "%s"',
    (domain) => {
      expect(providerOfDomain(domain)).toBeNull();
    },
  );

  it('finds every provider at each of its domains', () => {
    const wrong = PROVIDERS.flatMap((provider) =>
      provider.domains.filter((domain) => providerOfDomain(domain.toUpperCase()) !== provider),
    );

    expect(wrong).toEqual([]);
  });
});

describe('providerOfMx', () => {
  it.each([
    ['aspmx.l.google.com', 'google-workspace'],
    ['ALT1.ASPMX.L.GOOGLE.COM.', 'google-workspace'],
    ['example-org.mail.protection.outlook.com', 'microsoft365'],
    ['example-org.j-v1.mx.microsoft', 'microsoft365'],
    ['eur.olc.protection.outlook.com', 'outlook.com'],
    ['in1-smtp.messagingengine.com', 'fastmail'],
    ['mta5.am0.yahoodns.net', 'yahoo'],
    ['mx-aol.mail.gm0.yahoodns.net', 'aol'],
    ['mx01.mail.icloud.com', 'icloud-domain'],
    ['mxext1.mailbox.org', 'mailbox.org'],
    ['mx1.mail.ovh.net', 'ovh'],
    ['mxbiz1.qq.com', 'tencent-exmail'],
    ['mail.protonmail.ch', 'proton'],
    ['mail.tutanota.de', 'tuta'],
  ])('knows %s', (mxHost, id) => {
    expect(providerOfMx(mxHost)?.id).toBe(id);
  });

  it.each([
    ['a name that only ends alike', 'mx.evilgoogle.com'],
    ['a name that only begins alike', 'google.com.example.org'],
    ['what several share', 'yahoodns.net'],
    ['another product of a known house', 'ex4.mail.ovh.net'],
    ['personal mailboxes, whose servers are others', 'mx1.qq.com'],
    ['a top-level domain', 'com'],
    ['nothing', ''],
  ])('does not know %s', (_what, mxHost) => {
    expect(providerOfMx(mxHost)).toBeNull();
  });

  it('knows every name below a suffix, and none that is only longer in front', () => {
    const suffixes = PROVIDERS.flatMap((provider) =>
      provider.mxSuffixes.map((suffix) => ({ provider, suffix })),
    );
    const label = fc.stringMatching(/^[a-z0-9]{1,10}$/);

    fc.assert(
      fc.property(fc.constantFrom(...suffixes), label, ({ provider, suffix }, front) => {
        expect(providerOfMx(`${front}.${suffix}`)).toBe(provider);
        expect(providerOfMx(`${front}${suffix}`)).not.toBe(provider);
      }),
    );
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(() => [providerOfMx(text), providerOfDomain(text)]).not.toThrow();
      }),
    );
  });
});

describe('suggestionOf', () => {
  it('suggests the servers of Gmail, with its ways to sign in', () => {
    const suggestion = suggestionOf(known('gmail.com'));

    expect(written(suggestion)).toEqual([
      'imap imap.gmail.com:993/implicit-tls',
      'submission smtp.gmail.com:465/implicit-tls',
      'submission smtp.gmail.com:587/starttls',
      'pop3 pop.gmail.com:995/implicit-tls',
    ]);
    expect(suggestion.candidates[0]).toMatchObject({
      username: '%EMAILADDRESS%',
      signIn: ['OAuth2', 'password-cleartext'],
      source: { kind: 'provider-list', uri: null, trust: 'provider-list' },
    });
    expect(suggestion.notOffered).toEqual([]);
    expect(suggestion.providerName).toBe('Gmail');
  });

  it('never suggests a connection without encryption', () => {
    const candidates = PROVIDERS.flatMap((provider) => suggestionOf(provider).candidates);

    expect(candidates.filter(({ endpoint }) => endpoint.connectionSecurity === 'cleartext')).toEqual([]);
  });

  it('offers no password where only OAuth 2 is taken', () => {
    expect(suggestionOf(known('outlook.com')).candidates.map(({ signIn }) => signIn)).toEqual(
      Array.from({ length: 4 }, () => ['OAuth2']),
    );
  });

  it('leaves the user name open where the address does not tell it', () => {
    const suggestion = suggestionOf(known('docomo.ne.jp'));

    expect(suggestion.candidates.map(({ username }) => username)).toEqual([null, null]);
  });

  it('knows that iCloud wants two user names', () => {
    const suggestion = suggestionOf(known('icloud.com'));

    expect(suggestion.candidates.map(({ username }) => username)).toEqual([
      '%EMAILLOCALPART%',
      '%EMAILADDRESS%',
    ]);
  });

  it.each([
    ['what has to be done first', 'gmx.de', 'enable'],
    ['only what there is to read', 'orange.fr', 'documentation'],
  ])('names the page of the provider, and %s', (_what, domain, kind) => {
    const provider = known(domain);

    expect(suggestionOf(provider).instructions).toEqual([{ kind, url: provider.help, texts: [] }]);
  });

  it('has no instruction where there is neither a page nor anything to do', () => {
    expect(suggestionOf(known('mailo.com')).instructions).toEqual([]);
  });

  it.each(['tuta.com', 'hey.com'])('says of %s that no mail program can reach it', (domain) => {
    const provider = known(domain);

    const suggestion = suggestionOf(provider);

    expect(hasMailProtocols(provider)).toBe(false);
    expect(suggestion.candidates).toEqual([]);
    expect(suggestion.notOffered).toEqual(['imap', 'submission', 'pop3', 'managesieve']);
  });

  it('says of Proton that only its Bridge on this computer can reach it', () => {
    const provider = known('proton.me');

    const suggestion = suggestionOf(provider);

    expect(hasMailProtocols(provider)).toBe(false);
    expect(provider.access).toBe('local-bridge');
    expect(provider.preconditions).toContain('bridge-must-run');
    expect(written(suggestion)).toEqual([
      'imap 127.0.0.1:1143/starttls',
      'submission 127.0.0.1:1025/starttls',
    ]);
    expect(suggestion.notOffered).toEqual(['pop3', 'managesieve']);
  });

  it('does not say that every other provider lacks what the list does not name', () => {
    const reached = PROVIDERS.filter((provider) => hasMailProtocols(provider));

    expect(reached.filter((provider) => suggestionOf(provider).notOffered.length > 0)).toEqual([]);
  });
});
