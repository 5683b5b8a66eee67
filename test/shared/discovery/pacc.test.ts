import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformedPaccDocument, paccDocument } from '../../../electron/node/practice/discovery/documents.ts';
import { readPacc, type PaccAnswer } from '../../../shared/discovery/pacc.ts';
import type { Source, Suggestion } from '../../../shared/mail/candidate.ts';
import { formatEndpoint } from '../../../shared/mail/endpoint.ts';

const SOURCE: Source = {
  kind: 'pacc',
  uri: 'https://ua-auto-config.example.org/.well-known/user-agent-configuration.json',
  trust: 'verified-digest',
};
const WHOLE = JSON.stringify({
  protocols: {
    imap: { host: 'imap.example.org' },
    smtp: { host: 'smtp.example.org' },
    pop3: { host: 'pop3.example.org' },
    managesieve: { host: 'sieve.example.org' },
    jmap: { url: 'https://jmap.example.org/session' },
    caldav: { url: 'https://cal.example.org/' },
  },
  authentication: { 'oauth-public': { issuer: 'https://sso.example.org' }, password: true },
  info: {
    provider: { name: 'Example Mail', shortName: 'Example' },
    help: {
      documentation: 'https://help.example.org/mail',
      developer: 'https://help.example.org/developer',
      contact: ['mailto:help@example.org'],
    },
  },
});

describe('a PACC document that the domain’s DNS vouches for', () => {
  it('suggests hosts over implicit TLS at the fixed ports, with the address as user name', () => {
    const { candidates } = suggestionIn(verified(WHOLE));

    expect(candidates.map(({ endpoint }) => [endpoint.protocol, formatEndpoint(endpoint)])).toEqual([
      ['imap', 'imap.example.org:993/implicit-tls'],
      ['pop3', 'pop3.example.org:995/implicit-tls'],
      ['submission', 'smtp.example.org:465/implicit-tls'],
      ['managesieve', 'sieve.example.org:4190/implicit-tls'],
    ]);
    for (const candidate of candidates) {
      expect(candidate).toMatchObject({
        username: '%EMAILADDRESS%',
        signIn: ['password-encrypted', 'password-cleartext', 'OAuth2'],
        source: SOURCE,
      });
    }
  });

  it('names its provider, other services, and what to read', () => {
    expect(suggestionIn(verified(WHOLE))).toMatchObject({
      notOffered: [],
      dropped: [],
      others: [
        { type: 'jmap', at: 'https://jmap.example.org/session' },
        { type: 'caldav', at: 'https://cal.example.org/' },
      ],
      instructions: [{ kind: 'documentation', url: 'https://help.example.org/mail', texts: [] }],
      providerName: 'Example Mail',
    });
  });

  it('of the practice domain is read', () => {
    const { candidates, providerName } = suggestionIn(verified(paccDocument('practice.test')));

    expect(candidates.map(({ endpoint }) => endpoint.host)).toEqual([
      'imap.practice.test',
      'pop.practice.test',
      'smtp.practice.test',
    ]);
    expect(providerName).toBe('Letterlock practice mailbox');
  });

  it.each([
    ['submit', { submit: { host: 'a.example.org' } }],
    ['smtp', { smtp: { host: 'a.example.org' } }],
    ['submit before smtp', { smtp: { host: 'b.example.org' }, submit: { host: 'a.example.org' } }],
  ])('names submission as its draft did: %s', (_, protocols) => {
    const { candidates } = suggestionIn(verified(JSON.stringify({ protocols })));

    expect(candidates.map(({ endpoint }) => formatEndpoint(endpoint))).toEqual([
      'a.example.org:465/implicit-tls',
    ]);
  });

  it.each([
    [undefined, []],
    [{ password: true }, ['password-encrypted', 'password-cleartext']],
    [{ password: false, 'oauth-public': { issuer: 'https://sso.example.org' } }, ['OAuth2']],
    [{ password: 'yes', 'oauth-public': true }, []],
    ['password', []],
    [null, []],
  ])('that says of signing in %j means %j', (authentication, expected) => {
    const { candidates } = suggestionIn(
      verified(JSON.stringify({ protocols: { imap: { host: 'imap.example.org' } }, authentication })),
    );

    expect(candidates[0]?.signIn).toEqual(expected);
  });

  it.each([
    [{ pop3: {} }, 'incoming', 'host-missing', 'pop3'],
    [{ pop3: { host: 7 } }, 'incoming', 'host-missing', 'pop3'],
    [{ pop3: 'pop.example.org' }, 'incoming', 'host-missing', 'pop3'],
    [{ pop3: null }, 'incoming', 'host-missing', 'pop3'],
    [{ smtp: { host: '%EMAILDOMAIN%' } }, 'outgoing', 'host-unusable', '%EMAILDOMAIN%'],
    [{ managesieve: { host: 'a\u0000b.example.org' } }, 'other', 'host-unusable', 'a\\u{0}b.example.org'],
    [{ pop3: { host: '192.0.2.1' } }, 'incoming', 'host-unusable', '192.0.2.1'],
    [{ smtp: { host: 'smtp.example.org:25' } }, 'outgoing', 'host-unusable', 'smtp.example.org:25'],
  ])('loses only the protocol that is wrong: %j', (wrong, section, reason, given) => {
    const { candidates, dropped } = suggestionIn(
      verified(JSON.stringify({ protocols: { imap: { host: 'imap.example.org' }, ...wrong } })),
    );

    expect(candidates).toHaveLength(1);
    expect(dropped).toEqual([{ section, reason, given }]);
  });

  it('is told when it names no mail server', () => {
    const answer = verified(JSON.stringify({ protocols: { jmap: { url: 'https://jmap.example.org/' } } }));

    expect(answer).toMatchObject({
      kind: 'verified',
      document: {
        ok: false,
        problem: 'no-servers',
        suggestion: { candidates: [], others: [{ type: 'jmap', at: 'https://jmap.example.org/' }] },
      },
    });
  });

  it.each([
    ['what breaks off', malformedPaccDocument('practice.test'), 'malformed'],
    ['JSON with something after it', `${WHOLE}x`, 'malformed'],
    ['a web page', '<!doctype html><title>Example</title>', 'other-document'],
    ['nothing', '', 'other-document'],
    ['a list', '[]', 'other-document'],
    ['null', 'null', 'other-document'],
    ['an object of somebody else', '{"hello":"world"}', 'other-document'],
    ['protocols that are a text', '{"protocols":"imap"}', 'other-document'],
    [
      'bytes that are not UTF-8',
      Buffer.from('{"protocols":{"imap":{"host":"\xff"}}}', 'latin1'),
      'other-document',
    ],
    ['more than 256 KiB', `{"protocols":{}}${' '.repeat(256 * 1_024)}`, 'too-large'],
    ['more levels than any has', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'too-large'],
    ['levels without end', `{"a":${'[{"a":'.repeat(20_000)}`, 'too-large'],
    ['a text full of escaped quotes without end', `{"${'\\"'.repeat(100_000)}`, 'malformed'],
  ])('is told when it is %s', (_, document, problem) => {
    expect(verified(document)).toEqual({ kind: 'verified', document: { ok: false, problem } });
  });

  it('may hold brackets in its texts', () => {
    const name = '\\"{[{['.repeat(50);

    const { providerName } = suggestionIn(
      verified(
        JSON.stringify({ protocols: { imap: { host: 'a.example.org' } }, info: { provider: { name } } }),
      ),
    );

    expect(providerName).toHaveLength(60);
  });

  it('may begin with a byte order mark', () => {
    expect(suggestionIn(verified(`\ufeff${WHOLE}`)).candidates).toHaveLength(4);
  });

  it('has no members but its own', () => {
    const inherited = '{"__proto__":{"protocols":{"imap":{"host":"a.example.org"}}}}';
    const odd = '{"protocols":{"imap":{"host":"a.example.org"},"__proto__":{"url":"x"},"constructor":1}}';

    expect(verified(inherited)).toMatchObject({ document: { problem: 'other-document' } });
    expect(suggestionIn(verified(odd)).others).toEqual([
      { type: '__proto__', at: 'x' },
      { type: 'constructor', at: null },
    ]);
    expect({}).not.toHaveProperty('url');
  });

  it('is cut to what can be shown', () => {
    const others = Object.fromEntries(
      Array.from({ length: 100 }, (_, at) => [`\u202e${at}`, { url: 'u'.repeat(1_000) }]),
    );

    const suggestion = suggestionIn(
      verified(
        JSON.stringify({
          protocols: { imap: { host: 'a.example.org' }, ...others },
          info: {
            provider: { name: `\u001b[31m${'n'.repeat(100)}` },
            help: { documentation: 'http://a.example/' },
          },
        }),
      ),
    );

    expect(suggestion.others).toHaveLength(20);
    expect(suggestion.others[0]).toEqual({ type: '\\u{202e}0', at: `${'u'.repeat(99)}…` });
    expect(suggestion.providerName).toMatch(/^\\u\{1b\}\[31mn+…$/);
    expect([...(suggestion.providerName ?? '')]).toHaveLength(60);
    expect(suggestion.instructions).toEqual([]);
  });
});

describe('the digest of a PACC document', () => {
  const digest = digestOf(WHOLE);
  const other = digestOf(`${WHOLE} `);

  it.each([
    ['alone', [`v=UAAC1; a=sha256; d=${digest}`]],
    ['with other spaces', [`v=UAAC1;a=sha256;d=${digest};`, '']],
    ['in another order', [` d = ${digest} ; a = sha256 ; v = UAAC1 `]],
    ['with a tag that is not known', [`v=UAAC1; a=sha256; d=${digest}; x=1`]],
    [
      'after that of the document before',
      [`v=UAAC1; a=sha256; d=${other}`, `v=UAAC1; a=sha256; d=${digest}`],
    ],
    [
      'before that of the document to come',
      [`v=UAAC1; a=sha256; d=${digest}`, `v=UAAC1; a=sha256; d=${other}`],
    ],
    ['beside other texts', ['v=spf1 -all', `v=UAAC1; a=sha256; d=${digest}`, 'v=UAAC2; a=sha256; d=x']],
  ])('is found %s', (_, records) => {
    expect(read(WHOLE, records)).toMatchObject({ kind: 'verified', document: { ok: true } });
  });

  it.each([
    ['of the document before', other],
    ['empty', ''],
    ['cut', digest.slice(0, -1)],
    ['in hexadecimal digits', createHash('sha256').update(WHOLE).digest('hex')],
    ['in the alphabet of URLs', `${digest.slice(0, 42).replaceAll(/[+/]/g, '-')}-=`],
    ['with another spelling of its last bits', respelled(digest)],
  ])('does not match where it is %s, and nothing is taken of the document', (_, published) => {
    expect(read(WHOLE, [`v=UAAC1; a=sha256; d=${published}`])).toEqual({ kind: 'digest-mismatch' });
  });

  it('does not match where one byte of the document is another', () => {
    fc.assert(
      fc.property(fc.nat(Buffer.byteLength(WHOLE) - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(WHOLE);
        bytes[at] = bytes[at]! ^ change;

        expect(read(bytes, [`v=UAAC1; a=sha256; d=${digest}`])).toEqual({ kind: 'digest-mismatch' });
      }),
    );
  });

  it.each([
    ['there is no record', []],
    ['there are other texts only', ['v=spf1 mx -all', 'mailconf=https://example.org/']],
    ['its version is another', [`v=UAAC2; a=sha256; d=${digest}`]],
    ['its algorithm is another', [`v=UAAC1; a=sha1; d=${digest}`]],
    ['its algorithm is not said', [`v=UAAC1; d=${digest}`]],
    ['there is none in the record', ['v=UAAC1; a=sha256']],
    ['there are two in one record', [`v=UAAC1; a=sha256; d=${digest}; d=${other}`]],
  ])('is missing where %s, and nothing is taken of the document', (_, records) => {
    expect(read(WHOLE, records)).toEqual({ kind: 'digest-missing' });
  });

  it('is missing of a document without mail servers too', () => {
    expect(read('{"protocols":{}}', [])).toEqual({ kind: 'digest-missing' });
  });

  it.each([
    ['<!doctype html><title>Example</title>', 'other-document'],
    ['{"protocols":', 'malformed'],
    ['{}', 'other-document'],
  ])('is not missed where there is no PACC document: %s', (document, problem) => {
    expect(read(document, [])).toEqual({ kind: 'unreadable', problem });
  });

  it('that is wrong is told of what is no PACC document either', () => {
    expect(read('<!doctype html>', [`v=UAAC1; a=sha256; d=${digest}`])).toEqual({ kind: 'digest-mismatch' });
  });
});

describe('any bytes', () => {
  it('are read or told to be no PACC document', () => {
    const damaged = fc
      .tuple(fc.nat(WHOLE.length - 1), fc.uint8Array({ maxLength: 8 }))
      .map(([at, bytes]) =>
        Buffer.concat([Buffer.from(WHOLE.slice(0, at)), bytes, Buffer.from(WHOLE.slice(at))]),
      );

    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        expect(verified(bytes).kind).toBe('verified');
        expect(['unreadable', 'digest-missing']).toContain(read(bytes, []).kind);
      }),
    );
  });
});

function read(document: string | Uint8Array, digestRecords: readonly string[]): PaccAnswer {
  const bytes = Buffer.from(document);
  return readPacc(bytes, { digestRecords, digestBase64: digestOf(bytes), source: SOURCE });
}

function verified(document: string | Uint8Array): PaccAnswer {
  return read(document, [`v=UAAC1; a=sha256; d=${digestOf(document)}`]);
}

function digestOf(document: string | Uint8Array): string {
  return createHash('sha256').update(document).digest('base64');
}

/** The same 32 bytes for a decoder that does not look at the two bits that stand for nothing. */
function respelled(digest: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const last = alphabet.indexOf(digest.at(-2)!);
  return `${digest.slice(0, -2)}${alphabet[last + 1]!}=`;
}

function suggestionIn(answer: PaccAnswer): Suggestion {
  if (answer.kind !== 'verified' || !answer.document.ok) return expect.unreachable(JSON.stringify(answer));
  return answer.document.suggestion;
}
