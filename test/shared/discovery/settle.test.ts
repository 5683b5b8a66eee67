import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rank, TRUST_OF, TRUSTS, type Option } from '../../../shared/discovery/rank.ts';
import {
  isSettled,
  needsConfirmation,
  securedEndpoint,
  shownUsername,
  usernameFor,
  withUsernameForms,
} from '../../../shared/discovery/settle.ts';
import type { PlacedCandidate, SourceKind, Trust } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { sourceOf, suggested } from './candidates.ts';

const KINDS = Object.keys(TRUST_OF) as SourceKind[]; // the table has every kind as a key
const ALICE = { localPart: 'alice', domain: 'example.org' };

function optionOf(...candidates: readonly PlacedCandidate[]): Option {
  return rank(candidates)[0] ?? expect.unreachable('no candidates');
}

function trusted(trust: Trust, host = 'imap.example.org'): Option {
  return optionOf(suggested(sourceOf('autoconfig', trust), 'imap', host));
}

function named(...usernames: readonly (string | null)[]): Option {
  return optionOf(
    ...usernames.map((username) => suggested('autoconfig', 'imap', 'imap.example.org', { username })),
  );
}

describe('what comes first is settled', () => {
  it.each<readonly [chosen: Trust, pending: readonly SourceKind[], isIt: boolean]>([
    ['guess', [], true],
    ['domain-https', [], true],
    ['domain-https', ['pacc'], false],
    ['domain-https', ['autoconfig'], false],
    ['domain-https', ['autodiscover'], false],
    ['domain-https', ['folder', 'provider-list', 'ispdb', 'srv', 'autoconfig-http'], true],
    ['verified-digest', ['autoconfig', 'srv'], true],
    ['verified-digest', ['pacc'], false],
    ['provider-list', ['ispdb', 'srv'], true],
    ['provider-list', ['folder'], false],
    ['other-https', ['ispdb'], false],
    ['other-https', ['srv', 'mailconf', 'autoconfig-mx'], true],
    ['dns', ['srv'], false],
    ['dns', ['autoconfig-http'], true],
    ['http', ['srv'], false],
    ['guess', ['autoconfig-http'], false],
    ['person', KINDS.filter((kind) => kind !== 'person'), true],
  ])('for %s with %j still being asked: %s', (trust, pending, isIt) => {
    expect(isSettled([trusted(trust)], pending)).toBe(isIt);
  });

  it('only where it is for each of those that were chosen', () => {
    const sure = trusted('verified-digest');
    const unsure = trusted('dns');

    expect(isSettled([sure, unsure], ['ispdb'])).toBe(false);
    expect(isSettled([sure, sure], ['ispdb'])).toBe(true);
  });

  it('exactly where no source that is asked could be trusted as much', () => {
    const kinds = fc.array(fc.constantFrom(...KINDS));
    fc.assert(
      fc.property(fc.constantFrom(...TRUSTS), kinds, (trust, pending) => {
        const strongest = pending.every((kind) => TRUSTS.indexOf(TRUST_OF[kind]) > TRUSTS.indexOf(trust));

        expect(isSettled([trusted(trust)], pending)).toBe(strongest);
      }),
    );
  });
});

describe('a server has to be confirmed', () => {
  it.each<readonly [trust: Trust, atOwnSite: boolean, atOtherSite: boolean]>([
    ['person', false, false],
    ['verified-digest', false, true],
    ['domain-https', false, true],
    ['folder', false, true],
    ['provider-list', false, true],
    ['other-https', true, true],
    ['dns', true, true],
    ['http', true, true],
    ['guess', true, true],
  ])('where %s names it: at the own site %s, at another %s', (trust, atOwnSite, atOtherSite) => {
    expect(needsConfirmation(trusted(trust), 'example.org')).toBe(atOwnSite);
    expect(needsConfirmation(trusted(trust, 'imap.example.net'), 'example.org')).toBe(atOtherSite);
    expect(needsConfirmation(trusted(trust), null)).toBe(atOtherSite);
    const odd = trusted(trust, 'imap.example.org:6379/implicit-tls');
    expect(needsConfirmation(odd, 'example.org')).toBe(trust !== 'person');
    expect(needsConfirmation(odd, 'example.org', new Set([6379]))).toBe(atOwnSite);
  });
});

describe('the user name of an option', () => {
  it.each([
    [null, 'alice@example.org'],
    ['%EMAILADDRESS%', 'alice@example.org'],
    ['%EMAILLOCALPART%', 'alice'],
    ['%EMAILDOMAIN%', 'example.org'],
    ['%EMAILLOCALPART%.%EMAILDOMAIN%', 'alice.example.org'],
    ['org/%EMAILLOCALPART%/%EMAILLOCALPART%', 'org/alice/alice'],
    ['u1234', 'u1234'],
    ['%EMAIL%', '%EMAIL%'],
    ['%emailaddress%', '%emailaddress%'],
    ['%25EMAILADDRESS%25', '%25EMAILADDRESS%25'],
    ['%%EMAILADDRESS%%', '%alice@example.org%'],
  ])('is, for the form %s, %s', (form, expected) => {
    expect(usernameFor(named(form), ALICE)).toBe(expected);
  });

  it.each(['%EMAILDOMAIN%', '%EMAILADDRESS%', '$&', "$'", '$`', '$1', '$$', '%25EMAILDOMAIN%25', '\\0'])(
    'leaves a local part as it is that is %s',
    (localPart) => {
      const address = { localPart, domain: 'example.org' };

      expect(usernameFor(named('%EMAILLOCALPART%'), address)).toBe(localPart);
      expect(usernameFor(named('%EMAILADDRESS%'), address)).toBe(`${localPart}@example.org`);
      expect(usernameFor(named(null), address)).toBe(`${localPart}@example.org`);
    },
  );

  it('never depends on what stands in the local part', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (localPart) => {
        const address = { localPart, domain: 'example.org' };

        expect(usernameFor(named('a%EMAILLOCALPART%b%EMAILDOMAIN%'), address)).toBe(
          `a${localPart}bexample.org`,
        );
      }),
    );
  });

  it('is what the most trusted of those says that say one', () => {
    const option = optionOf(
      suggested('srv', 'imap', 'imap.example.org', { username: null }),
      suggested('ispdb', 'imap', 'imap.example.org', { username: '%EMAILADDRESS%' }),
      suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILLOCALPART%' }),
    );

    expect(usernameFor(option, ALICE)).toBe('alice');
  });

  it.each(['person', 'well-known-port'] as const)(
    'is never the masked one that a candidate of a %s has',
    (kind) => {
      const option = optionOf(suggested(kind, 'imap', 'imap.example.org', { username: 'a…e@example.org' }));

      expect(usernameFor(option, ALICE)).toBe('alice@example.org');
    },
  );
});

describe('the user name of a source', () => {
  it.each([
    ['%EMAILADDRESS%', '%EMAILADDRESS%'],
    ['%EMAILLOCALPART%', '%EMAILLOCALPART%'],
    ['EXAMPLE\\%EMAILLOCALPART%', 'EXAMPLE\\%EMAILLOCALPART%'],
    ['m1234567', 'm…7'],
    ['alice@example.org', 'a…e@example.org'],
    [null, null],
  ])('%j stands in reports as %j', (username, expected) => {
    expect(shownUsername(username)).toBe(expected);
  });

  it.each([
    ['alice@example.org', '%EMAILADDRESS%'],
    ['Alice@Example.org', '%EMAILADDRESS%'],
    ['ALICE', '%EMAILLOCALPART%'],
    ['%EMAILADDRESS%', '%EMAILADDRESS%'],
    ['m1234567', 'm1234567'],
    [null, null],
  ])('%j means %j where that source was told the address', (username, expected) => {
    const told = { localPart: 'alice', domain: hostname('example.org') };

    const [one] = withUsernameForms(
      [suggested('autoconfig', 'imap', 'imap.example.org', { username })],
      told,
    );

    expect(one?.username).toBe(expected);
  });
});

describe('an endpoint is looked at', () => {
  it.each([
    ['imap.example.org:143/cleartext', 'imap.example.org:143/starttls'],
    ['imap.example.org:1143/cleartext', 'imap.example.org:1143/starttls'],
    ['imap.example.org:993/cleartext', 'imap.example.org:993/starttls'],
    ['imap.example.org:143/starttls', 'imap.example.org:143/starttls'],
    ['imap.example.org:993/implicit-tls', 'imap.example.org:993/implicit-tls'],
  ])('never in the clear: %s as %s', (written, expected) => {
    expect(formatEndpoint(securedEndpoint(suggested('autoconfig', 'imap', written)))).toBe(expected);
  });
});

function hostname(text: string): Hostname {
  const parsed = parseHostname(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}
