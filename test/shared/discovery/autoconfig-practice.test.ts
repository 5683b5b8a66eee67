import { describe, expect, it } from 'vitest';
import {
  autoconfigFile,
  conflictingAutoconfigFile,
} from '../../../electron/node/practice/discovery/autoconfig.ts';
import type { AutoconfigText } from '../../../electron/node/practice/discovery/behaviour.ts';
import { autodiscoverError, portalPage } from '../../../electron/node/practice/discovery/documents.ts';
import { DOORS } from '../../../electron/node/practice/protocols.ts';
import { readDocument } from './autoconfig-documents.ts';

const DOMAIN = 'practice.test';
const PLACES = { doors: DOORS.map((door) => ({ ...door, port: door.preferredPort })), https: 443, http: 80 };
// The format has no place among the mail servers for ManageSieve.
const MAIL_DOORS = PLACES.doors.filter(({ protocol }) => protocol !== 'managesieve');
const STARTTLS_DOORS = MAIL_DOORS.filter(({ connectionSecurity }) => connectionSecurity === 'starttls');

const read = (text: AutoconfigText) => readDocument(autoconfigFile(text, DOMAIN, PLACES));
const problemOf = (text: string): string | null => {
  const result = readDocument(text);
  return result.ok ? null : result.problem;
};

describe('the autoconfig file of the practice server', () => {
  it('names all of its doors, in their order', () => {
    const { suggestion } = read('usual');

    expect(suggestion?.candidates.map(({ endpoint }) => [endpoint.protocol, endpoint.port])).toEqual(
      MAIL_DOORS.map(({ protocol, port }) => [protocol, port]),
    );
    expect(suggestion?.candidates.map(({ endpoint }) => endpoint.connectionSecurity)).toEqual(
      MAIL_DOORS.map(({ connectionSecurity }) => connectionSecurity),
    );
    expect(suggestion?.dropped).toEqual([]);
    expect(suggestion?.providerName).toBe('Letterlock practice mailbox');
  });

  it('has mechanisms that prove the server first, and the password in the clear last', () => {
    const signIn = read('usual').suggestion?.candidates[0]?.signIn ?? [];

    expect(signIn[0]).toMatch(/^SCRAM-/);
    expect(signIn.slice(-3)).toEqual(['TLS-client-cert', 'password-encrypted', 'password-cleartext']);
  });

  it('asks for cleartext where that is its fault', () => {
    const candidates = read('cleartext').suggestion?.candidates ?? [];

    expect(candidates.map(({ endpoint }) => endpoint.connectionSecurity)).toEqual(
      STARTTLS_DOORS.map(() => 'cleartext'),
    );
    expect(candidates.map(({ signIn }) => signIn)).toEqual(STARTTLS_DOORS.map(() => ['password-cleartext']));
  });

  it('says something else where it conflicts', () => {
    const { suggestion } = readDocument(conflictingAutoconfigFile(DOMAIN, PLACES));

    expect(suggestion?.candidates.map(({ username }) => username)).toEqual(
      STARTTLS_DOORS.map(() => '%EMAILLOCALPART%'),
    );
  });

  it.each<AutoconfigText>(['hosts-unknown', 'ports-dead', 'other-domain'])(
    'is read, though it is wrong: %s',
    (text) => {
      const { ok, suggestion } = read(text);

      expect(ok).toBe(true);
      expect(suggestion?.candidates).toHaveLength(MAIL_DOORS.length);
    },
  );

  it.each<[AutoconfigText, string]>([
    ['address-in-host', '%EMAILADDRESS%.imap.practice.test'],
    ['markup-in-host', '<b>imap.practice.test</b>'],
  ])('names no servers where it has %s', (text, given) => {
    const result = read(text);

    expect(result).toMatchObject({ ok: false, problem: 'no-servers' });
    expect(result.suggestion?.dropped).toHaveLength(MAIL_DOORS.length);
    expect(result.suggestion?.dropped).toContainEqual({
      section: 'incoming',
      reason: 'host-unusable',
      given,
    });
  });

  it.each<[AutoconfigText, string]>([
    ['malformed', 'malformed'],
    ['entities', 'entities'],
    ['too-large', 'too-large'],
    ['html', 'other-document'],
  ])('is not read where it is %s', (text, problem) => {
    expect(problemOf(autoconfigFile(text, DOMAIN, PLACES))).toBe(problem);
  });

  it.each([
    ['an Autodiscover error', autodiscoverError()],
    ['the page of a captive portal', portalPage('https://portal.practice.test/')],
  ])('is not what else is served there: %s', (_, text) => {
    expect(problemOf(text)).toBe('other-document');
  });
});
