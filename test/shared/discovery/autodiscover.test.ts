import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  autodiscoverError,
  autodiscoverRedirect,
  autodiscoverSettings,
} from '../../../electron/node/practice/discovery/documents.ts';
import { readXml } from '../../../electron/node/discovery/xml.ts';
import type { XmlElement } from '../../../shared/discovery/document.ts';
import { neutralAddress } from '../../../shared/discovery/autodiscover-address.ts';
import {
  autodiscoverRequest,
  readAutodiscover,
  type AutodiscoverAnswer,
} from '../../../shared/discovery/autodiscover.ts';
import type { Candidate, Source, Suggestion } from '../../../shared/mail/candidate.ts';
import { formatEmailAddress } from '../../../shared/mail/email-address.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { PLACES } from '../../node/practice-discovery.ts';
import { anyText } from './any-text.ts';

const DOMAIN = hostname('practice.test');
const ADDRESS = neutralAddress(DOMAIN);
const PERSON = { localPart: 'alice', domain: DOMAIN };
const SOURCE: Source = {
  kind: 'autodiscover',
  uri: 'https://autodiscover.practice.test/autodiscover/autodiscover.xml',
  trust: 'domain-https',
};

describe('a request of Autodiscover', () => {
  it('asks for an address that is nobody’s, and for nothing else', () => {
    const { contentType, body } = autodiscoverRequest(ADDRESS);

    expect(contentType).toBe('text/xml; charset=utf-8');
    const root = elementOf(body);
    expect(root.name).toBe('Autodiscover');
    expect(body).toMatch(/<Autodiscover xmlns="[^"]+\/outlook\/requestschema\/2006">/);
    expect(root.children[0]?.children.map(({ name, text }) => [name, text])).toEqual([
      ['EMailAddress', 'letterlock-settings@practice.test'],
      ['AcceptableResponseSchema', expect.stringMatching(/\/outlook\/responseschema\/2006a$/)],
    ]);
  });

  it('asks for a person’s own address as it is, whatever stands in it', () => {
    const { body } = autodiscoverRequest({ localPart: 'a&amp;b+c', domain: DOMAIN });

    expect(elementOf(body).children[0]?.children[0]?.text).toBe('a&amp;b+c@practice.test');
  });
});

describe('an answer of Autodiscover with settings', () => {
  it('suggests the servers of the practice domain, and the form of the user name', () => {
    const xml = autodiscoverSettings(formatEmailAddress(ADDRESS), DOMAIN, PLACES);

    const { candidates, others, dropped } = suggestionIn(read(xml));

    expect(candidates).toEqual(
      [
        ['imap', 'imap.practice.test', 10_993],
        ['submission', 'smtp.practice.test', 10_465],
        ['pop3', 'pop.practice.test', 10_995],
      ].map(([protocol, host, port]) => ({
        endpoint: { protocol, host, port, connectionSecurity: 'implicit-tls' },
        username: '%EMAILADDRESS%',
        signIn: ['password-cleartext'],
        source: SOURCE,
      })),
    );
    expect([others, dropped]).toEqual([[], []]);
  });

  it.each([
    ['', '993/implicit-tls'],
    ['<SSL>on</SSL>', '993/implicit-tls'],
    ['<SSL>off</SSL>', '143/cleartext'],
    ['<Encryption>SSL</Encryption>', '993/implicit-tls'],
    ['<Encryption>TLS</Encryption>', '143/starttls'],
    ['<Encryption>Auto</Encryption>', '993/implicit-tls'],
    ['<Encryption>None</Encryption>', '143/cleartext'],
    ['<SSL>off</SSL><Encryption>SSL</Encryption>', '993/implicit-tls'],
    ['<SSL>on</SSL><Encryption>None</Encryption>', '143/cleartext'],
    ['<SSL>off</SSL><Encryption/>', '143/cleartext'],
    ['<Port>143</Port><SSL>on</SSL>', '143/starttls'],
    ['<Port>143</Port><SSL>on</SSL><Encryption>Auto</Encryption>', '143/starttls'],
    ['<Port>143</Port><Encryption>SSL</Encryption>', '143/implicit-tls'],
    ['<Port>10993</Port><SSL>ON</SSL>', '10993/implicit-tls'],
    ['<Port> 993 </Port><Encryption> tls </Encryption>', '993/starttls'],
  ])('means with %j port and security %s', (inside, expected) => {
    const [candidate] = candidatesIn(`<Type>IMAP</Type><Server>mail.example.org</Server>${inside}`);

    expect(formatEndpoint(candidate!.endpoint)).toBe(`mail.example.org:${expected}`);
  });

  it.each([
    ['SMTP', '587', 'submission', 'starttls'],
    ['SMTP', '25', 'submission', 'starttls'],
    ['smtp', '465', 'submission', 'implicit-tls'],
    ['POP3', '110', 'pop3', 'starttls'],
  ])('with SSL for %s at port %s means %s with %s', (type, port, protocol, connectionSecurity) => {
    const [candidate] = candidatesIn(
      `<Type>${type}</Type><Server>mail.example.org</Server><Port>${port}</Port><SSL>on</SSL>`,
    );

    expect(candidate?.endpoint).toMatchObject({ protocol, port: Number(port), connectionSecurity });
  });

  it.each([
    ['letterlock-settings@practice.test', '%EMAILADDRESS%'],
    ['Letterlock-Settings@Practice.Test', '%EMAILADDRESS%'],
    ['letterlock-settings', '%EMAILLOCALPART%'],
    ['PRACTICE\\letterlock-settings', null],
    ['somebody@practice.test', null],
    ['m1234567', null],
    ['%EMAILADDRESS%', null],
    ['', null],
  ])('with the user name %j means %j', (loginName, username) => {
    const [candidate] = candidatesIn(
      `<Type>IMAP</Type><Server>mail.example.org</Server><LoginName>${loginName}</LoginName>`,
    );

    expect(candidate?.username).toBe(username);
  });

  it.each([
    ['m1234567', 'm1234567'],
    ['PRACTICE\\alice', 'PRACTICE\\alice'],
    ['&lt;b&gt;alice&lt;/b&gt;', null],
    ['', null],
  ])('with the user name %j that it gives to a person’s own address means %j', (loginName, username) => {
    const xml = account(`<Type>IMAP</Type><Server>a.example.org</Server><LoginName>${loginName}</LoginName>`);

    const answer = readAutodiscover(elementOf(xml), { address: PERSON, source: SOURCE, isOwner: true });

    expect(suggestionIn(answer).candidates[0]?.username).toBe(username);
  });

  it('for a person’s own address keeps nothing of it', () => {
    const asked = { address: PERSON, source: SOURCE, isOwner: true };
    const xml = account('<Type>IMAP</Type><Server>a.example.org</Server><LoginName>Alice</LoginName>');

    const answer = readAutodiscover(elementOf(xml), asked);

    expect(suggestionIn(answer).candidates[0]?.username).toBe('%EMAILLOCALPART%');
    expect(JSON.stringify(answer)).not.toMatch(/alice/i);
  });

  it.each([
    ['', []],
    ['<SPA>off</SPA>', ['password-cleartext']],
    ['<SPA>on</SPA>', ['NTLM']],
    ['<SPA>on</SPA><AuthPackage>basic</AuthPackage>', ['password-cleartext']],
    ['<AuthPackage>kerb</AuthPackage>', ['GSSAPI']],
    ['<AuthPackage>kerbntlm</AuthPackage>', ['GSSAPI', 'NTLM']],
    ['<AuthPackage>Certificate</AuthPackage>', ['TLS-client-cert']],
    ['<AuthPackage>constructor</AuthPackage><SPA>off</SPA>', ['password-cleartext']],
    ['<SPA>off</SPA><AuthRequired>off</AuthRequired>', ['none']],
  ])('means by %j that one signs in with %j', (inside, expected) => {
    const [candidate] = candidatesIn(`<Type>SMTP</Type><Server>mail.example.org</Server>${inside}`);

    expect(candidate?.signIn).toEqual(expected);
  });

  it.each([
    ['<Type>IMAP</Type>', 'incoming', 'host-missing', ''],
    ['<Type>POP3</Type><Server> </Server>', 'incoming', 'host-missing', ''],
    ['<Type>SMTP</Type><Server>a b.example.org</Server>', 'outgoing', 'host-unusable', 'a b.example.org'],
    ['<Type>IMAP</Type><Server>192.0.2.1</Server>', 'incoming', 'host-unusable', '192.0.2.1'],
    ['<Type>IMAP</Type><Server>a<b/>.example.org</Server>', 'incoming', 'host-unusable', 'a.example.org<b>'],
    ['<Type>IMAP</Type><Server>a.example.org</Server><Port>0</Port>', 'incoming', 'port-unusable', '0'],
    [
      '<Type>IMAP</Type><Server>a.example.org</Server><Port>993abc</Port>',
      'incoming',
      'port-unusable',
      '993abc',
    ],
    [
      '<Type>IMAP</Type><Server>a.example.org</Server><SSL>maybe</SSL>',
      'incoming',
      'security-unknown',
      'maybe',
    ],
    [
      '<Type>IMAP</Type><Server>a.example.org</Server><Encryption>DTLS</Encryption>',
      'incoming',
      'security-unknown',
      'DTLS',
    ],
  ])('loses only the server that is wrong: %s', (wrong, section, reason, given) => {
    const xml = account(wrong, '<Type>IMAP</Type><Server>imap.example.org</Server>');

    const { candidates, dropped } = suggestionIn(read(xml));

    expect(candidates).toHaveLength(1);
    expect(dropped).toEqual([{ section, reason, given }]);
  });

  it('names Exchange and the web among the other services', () => {
    const xml = account(
      '<Type>IMAP</Type><Server>imap.example.org</Server>',
      '<Type>EXCH</Type><Server>exchange.example.org</Server>',
      '<Type>WEB</Type><Internal/>',
    ).replace('</Account>', '<Protocol Type="mapiHttp" Version="1"><Server/></Protocol></Account>');

    expect(suggestionIn(read(xml)).others).toEqual([
      { type: 'EXCH', at: 'exchange.example.org' },
      { type: 'WEB', at: null },
      { type: 'mapiHttp', at: null },
    ]);
  });

  it('of Exchange alone names no mail server', () => {
    expect(read(account('<Type>EXCH</Type><Server>exchange.example.org</Server>'))).toMatchObject({
      kind: 'settings',
      document: { ok: false, problem: 'no-servers', suggestion: { others: [{ type: 'EXCH' }] } },
    });
  });

  it('never keeps the name of a person', () => {
    const xml = account('<Type>IMAP</Type><Server>imap.example.org</Server>').replace(
      '<Account>',
      '<User><DisplayName>Alice Adams</DisplayName></User><Account>',
    );

    expect(JSON.stringify(read(xml))).not.toContain('Alice');
  });

  it('is read up to fifty servers', () => {
    const many = Array.from(
      { length: 500 },
      (_, at) => `<Type>IMAP</Type><Server>m${at}.example.org</Server>`,
    );

    expect(suggestionIn(read(account(...many))).candidates).toHaveLength(50);
  });
});

describe('an answer of Autodiscover without settings', () => {
  it.each([
    [
      { action: 'redirectUrl', to: 'https://autodiscover.other.test/autodiscover/autodiscover.xml' },
      { kind: 'redirect-url', url: 'https://autodiscover.other.test/autodiscover/autodiscover.xml' },
    ],
    [
      { action: 'redirectUrl', to: 'http://autodiscover.other.test/autodiscover.xml' },
      { kind: 'redirect-refused', given: 'http://autodiscover.other.test/autodiscover.xml' },
    ],
    [
      { action: 'redirectUrl', to: 'javascript:alert(1)' },
      { kind: 'redirect-refused', given: 'javascript:alert(1)' },
    ],
    [
      { action: 'redirectAddr', to: 'letterlock-settings@Other.test' },
      { kind: 'redirect-address', domain: 'other.test' },
    ],
    [
      { action: 'redirectAddr', to: 'moved.letterlock-settings@practice.test' },
      { kind: 'redirect-address', domain: 'practice.test' },
    ],
    [
      { action: 'redirectAddr', to: 'other.test' },
      { kind: 'redirect-refused', given: 'other.test' },
    ],
    [
      { action: 'redirectAddr', to: 'a@' },
      { kind: 'redirect-refused', given: 'a@' },
    ],
    [
      { action: 'redirectUrl', to: '' },
      { kind: 'redirect-refused', given: '' },
    ],
  ] as const)('can send elsewhere: %j', (redirect, expected) => {
    expect(read(autodiscoverRedirect(redirect))).toEqual(expected);
  });

  it('is an error with its code and words', () => {
    expect(read(autodiscoverError())).toEqual({ kind: 'error', code: '600', message: 'Invalid Request' });
  });

  it('is an error without words too, made safe to show', () => {
    const xml =
      '<Autodiscover><Response><Error><ErrorCode>\u202e500</ErrorCode></Error></Response></Autodiscover>';

    expect(read(xml)).toEqual({ kind: 'error', code: '\\u{202e}500', message: null });
  });

  it.each([
    ['<page><title>Welcome</title></page>'],
    ['<clientConfig version="1.1"><emailProvider/></clientConfig>'],
    ['<Autodiscover/>'],
    ['<Autodiscover><Response/></Autodiscover>'],
    ['<Other><Response><Account/></Response></Other>'],
  ])('is another document: %s', (xml) => {
    expect(read(xml)).toEqual({ kind: 'settings', document: { ok: false, problem: 'other-document' } });
  });

  it('is empty where its account has nothing in it', () => {
    expect(read('<Autodiscover><Response><Account/></Response></Autodiscover>')).toMatchObject({
      kind: 'settings',
      document: { ok: false, problem: 'no-servers' },
    });
  });
});

describe('any texts in an answer of Autodiscover', () => {
  it('give a result', () => {
    const text = fc.oneof(anyText(20), fc.constantFrom('IMAP', 'on', 'TLS', '993', 'a.example.org', '::1'));

    fc.assert(
      fc.property(fc.array(text, { minLength: 5, maxLength: 5 }), (texts) => {
        const names = ['Type', 'Server', 'Port', 'Encryption', 'SSL'];
        const children = names.map((name, at) => leaf(name, texts[at]!));
        const root = branch('Autodiscover', [
          branch('Response', [branch('Account', [branch('Protocol', children)])]),
        ]);

        const answer = readAutodiscover(root, { address: ADDRESS, source: SOURCE, isOwner: false });

        expect(answer.kind).toBe('settings');
      }),
    );
  });
});

function read(xml: string): AutodiscoverAnswer {
  return readAutodiscover(elementOf(xml), {
    address: ADDRESS,
    source: SOURCE,
    isOwner: false,
  });
}

function elementOf(xml: string): XmlElement {
  const read = readXml(Buffer.from(xml));
  return read.ok ? read.root : expect.unreachable(`${read.problem}: ${xml}`);
}

function account(...protocols: readonly string[]): string {
  const inside = protocols.map((protocol) => `<Protocol>${protocol}</Protocol>`).join('');
  return `<Autodiscover><Response><Account><Action>settings</Action>${inside}</Account></Response></Autodiscover>`;
}

function candidatesIn(protocol: string): readonly Candidate[] {
  return suggestionIn(read(account(protocol))).candidates;
}

function suggestionIn(answer: AutodiscoverAnswer): Suggestion {
  if (answer.kind !== 'settings' || !answer.document.ok) return expect.unreachable(JSON.stringify(answer));
  return answer.document.suggestion;
}

function leaf(name: string, text: string) {
  return { name, attributes: new Map<string, string>(), children: [], text };
}

function branch(name: string, children: readonly XmlElement[]) {
  return { name, attributes: new Map<string, string>(), children, text: '' };
}

function hostname(text: string): Hostname {
  const parsed = parseHostname(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}
