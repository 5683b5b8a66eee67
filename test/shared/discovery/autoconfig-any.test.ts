import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAutoconfig } from '../../../shared/discovery/autoconfig.ts';
import type { XmlElement } from '../../../shared/discovery/document.ts';
import type { Suggestion } from '../../../shared/mail/candidate.ts';
import { isIpAddress, parseHostname } from '../../../shared/mail/hostname.ts';
import { safeText } from '../../../shared/wire/server-words.ts';
import { hostname, SOURCE } from './autoconfig-documents.ts';

const names = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...[
        'clientConfig',
        'emailProvider',
        'incomingServer',
        'outgoingServer',
        'setupServer',
        'hostname',
        'port',
      ],
      ...[
        'socketType',
        'authentication',
        'username',
        'displayName',
        'enable',
        'instruction',
        'documentation',
        'descr',
      ],
      ...['calendar', 'oAuth2', 'url', '__proto__'],
    ),
  },
  { weight: 1, arbitrary: fc.string() },
);
const texts = fc.oneof(
  fc.constantFrom(
    ...[
      'imap',
      'pop3',
      'smtp',
      'managesieve',
      'jmap',
      'imap.example.com',
      '%EMAILDOMAIN%',
      '192.0.2.7',
      '993',
      '0',
    ],
    ...[
      'SSL',
      'STARTTLS',
      'plain',
      'OAuth2',
      'sasl',
      'SCRAM-SHA-1',
      '%EMAILADDRESS%',
      '%',
      'https://example.com/',
    ],
    ...['', 'constructor', '\u202e\u0000', '\ud800', 'a\u0301\u0301\u0301\u0301\u0301\u0301'],
  ),
  fc.string({ unit: 'binary', maxLength: 1_200 }),
);
const attributes = fc.array(
  fc.tuple(fc.constantFrom('type', 'system', 'url', 'visiturl', 'lang', 'id', '__proto__'), texts),
  { maxLength: 4 },
);

/** Elements in elements, so many levels deep. */
function elementsOf(name: fc.Arbitrary<string>, levels: number): fc.Arbitrary<XmlElement> {
  const children = levels === 0 ? fc.constant([]) : fc.array(elementsOf(names, levels - 1), { maxLength: 8 });
  return fc.record({
    name,
    attributes: attributes.map((pairs) => new Map(pairs)),
    children,
    text: texts,
  });
}

const orJunk = (...right: readonly string[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: texts });

const leaf = (name: string, text: string): XmlElement => ({
  name,
  attributes: new Map(),
  children: [],
  text,
});

/** A section that is complete, and right unless there is junk in it. */
const sections = fc
  .record({
    name: fc.constantFrom('incomingServer', 'outgoingServer', 'setupServer'),
    type: orJunk('imap', 'smtp', 'managesieve'),
    hostname: orJunk('imap.example.com', '%EMAILDOMAIN%', '192.0.2.7'),
    port: orJunk('993', '143', '0'),
    socketType: orJunk('SSL', 'STARTTLS', 'plain'),
    username: orJunk('%EMAILADDRESS%', '%HOST%'),
    authentication: orJunk('OAuth2', 'none', 'magic'),
  })
  .map(({ name, type, ...leaves }): XmlElement => ({
    name,
    attributes: new Map([['type', type]]),
    children: Object.entries(leaves).map(([child, text]) => leaf(child, text)),
    text: '',
  }));

const documents = fc.oneof(
  elementsOf(names, 4),
  elementsOf(fc.constant('clientConfig'), 4),
  fc
    .array(sections, { maxLength: 60 })
    .map((children): XmlElement => ({ name: 'clientConfig', attributes: new Map(), children, text: '' })),
);

/** What would be wrong with a suggestion, whatever the document. */
function expectSafe({ candidates, dropped, others, instructions, providerName }: Suggestion): void {
  expect(candidates.length + dropped.length + others.length).toBeLessThanOrEqual(40);
  expect(instructions.length).toBeLessThanOrEqual(10);
  for (const { endpoint, username } of candidates) {
    expect(parseHostname(endpoint.host)).toEqual({ ok: true, value: endpoint.host });
    expect(isIpAddress(endpoint.host)).toBe(false);
    if (username !== null) expectShown(username, 255);
  }
  for (const { given } of dropped) expectShown(given, 100);
  for (const { type, at } of others) {
    expectShown(type, 100);
    expectShown(at ?? '', 500);
  }
  for (const { url, texts: inLanguages } of instructions) {
    if (url !== null) expect(url).toMatch(/^https:\/\//i);
    for (const { text } of inLanguages) expectShown(text, 500);
  }
  expectShown(providerName ?? '', 60);
}

function expectShown(text: string, mostCharacters: number): void {
  expect(safeText(text)).toBe(text);
  expect([...text].length).toBeLessThanOrEqual(mostCharacters);
}

describe('any document', () => {
  it('gives a suggestion that is safe to show and to try, or says what is wrong', () => {
    fc.assert(
      fc.property(documents, (root) => {
        const result = readAutoconfig(root, SOURCE, hostname('example.com'));

        if (!result.ok) expect(['other-document', 'no-servers']).toContain(result.problem);
        if (result.suggestion !== undefined) expectSafe(result.suggestion);
        expect(result.ok).toBe((result.suggestion?.candidates.length ?? 0) > 0);
      }),
      { numRuns: 300 },
    );
  });
});
