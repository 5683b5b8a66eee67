import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../electron/node/discovery/xml.ts';
import type { Advice } from '../../../shared/advice/advice.ts';
import type { AdvisedServer } from '../../../shared/advice/servers.ts';
import { readAutoconfig } from '../../../shared/discovery/autoconfig.ts';
import { neutralAddress } from '../../../shared/discovery/autodiscover-address.ts';
import { readAutodiscover } from '../../../shared/discovery/autodiscover.ts';
import type { XmlElement } from '../../../shared/discovery/document.ts';
import { readPacc } from '../../../shared/discovery/pacc.ts';
import { readSrv, SRV_LABELS, srvName } from '../../../shared/discovery/srv.ts';
import type { Candidate, PlacedCandidate } from '../../../shared/mail/candidate.ts';
import { formatEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { formatEmailAddress } from '../../../shared/mail/email-address.ts';
import { describeWith, pathOf } from '../../parts.ts';
import { endpointAt, sourceOf, suggested } from '../discovery/candidates.ts';
import { adviceOn, blockOf, DOMAIN, sha256Base64, suggestionOf, zoneLines, type Ran } from './reports.ts';

const IMAP = endpointAt('imap', 'imap.example.org');
const IMAP_STARTTLS = endpointAt('imap', 'imap.example.org:143');
const POP3 = endpointAt('pop3', 'pop.example.org');
const SMTP = endpointAt('submission', 'smtp.example.org:465');
const SIEVE = endpointAt('managesieve', 'sieve.example.org');

/** A domain whose servers are known by guesses alone, and work. */
const GUESSED: Ran = {
  candidates: [IMAP, IMAP_STARTTLS, POP3, SMTP, SIEVE].map((endpoint) =>
    suggested('guess', endpoint.protocol, formatEndpoint(endpoint)),
  ),
  works: [
    [IMAP, 'SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'PLAIN'],
    [IMAP_STARTTLS, 'PLAIN'],
    [POP3, 'CRAM-MD5', 'PLAIN'],
    [SMTP, 'EXTERNAL', 'PLAIN'],
    [SIEVE, 'PLAIN'],
  ],
};

function rootOf(text: string): XmlElement {
  const xml = readXml(new TextEncoder().encode(text));
  if (!xml.ok) throw new Error(`no XML: ${xml.problem}`);
  return xml.root;
}

function said({ endpoint, username, signIn }: Candidate | AdvisedServer): unknown {
  return { endpoint, username, signIn };
}

function endpointsOf(candidates: readonly Pick<Candidate, 'endpoint'>[]): readonly Endpoint[] {
  return candidates.map(({ endpoint }) => endpoint);
}

describe('what is to be published', () => {
  it('is, as an autoconfig file, read by our own reader as the servers that it was made of', () => {
    const advice = adviceOn(GUESSED);
    const root = rootOf(blockOf(advice, 'autoconfig').text);

    const read = readAutoconfig(root, sourceOf('autoconfig'), DOMAIN);

    expect(read.ok && read.suggestion.candidates.map(said)).toEqual(advice.servers.map(said));
    expect(read.ok && [read.suggestion.dropped, read.suggestion.providerName]).toEqual([[], DOMAIN]);
  });

  it('is, as a PACC document, vouched for by its digest, and read as the same hosts', () => {
    const advice = adviceOn(GUESSED);
    const { text } = blockOf(advice, 'pacc');
    const [record] = zoneLines(blockOf(advice, 'pacc-digest').text);

    const read = readPacc(new TextEncoder().encode(text), {
      digestRecords: [record?.type === 'TXT' ? record.text : ''],
      digestBase64: sha256Base64(text),
      source: sourceOf('pacc'),
    });

    expect(record?.name).toBe('_ua-auto-config.example.org');
    expect(read.kind === 'verified' && read.document.ok && read.document.suggestion).toMatchObject({
      candidates: [IMAP, POP3, SMTP].map((endpoint) => ({ endpoint, username: '%EMAILADDRESS%' })),
      dropped: [],
    });
  });

  it('is, as an answer of Autodiscover, read as the same servers for whoever asks', () => {
    const address = neutralAddress(DOMAIN);
    const { text } = blockOf(adviceOn(GUESSED), 'autodiscover');
    const root = rootOf(text.replaceAll('%EMAILADDRESS%', formatEmailAddress(address)));

    const answer = readAutodiscover(root, { address, source: sourceOf('autodiscover'), isOwner: false });

    expect(answer).toMatchObject({
      kind: 'settings',
      document: {
        ok: true,
        suggestion: {
          candidates: [IMAP, POP3, SMTP].map((endpoint) => ({
            endpoint,
            username: '%EMAILADDRESS%',
            signIn: ['password-cleartext'],
          })),
          dropped: [],
          others: [],
        },
      },
    });
  });

  it('is, as SRV records, read as the same servers, and as a word about all that there is not', () => {
    const advice = adviceOn(GUESSED);
    const lines = zoneLines(blockOf(advice, 'srv').text + blockOf(advice, 'srv-not-offered').text);

    const read = readSrv(
      SRV_LABELS.map((label) => ({
        label,
        records: lines.flatMap((line) =>
          line.type === 'SRV' && line.name === srvName(label, DOMAIN) ? [line] : [],
        ),
        source: sourceOf('srv'),
      })),
    );

    expect(endpointsOf(read.candidates)).toEqual([IMAP, IMAP_STARTTLS, POP3, SMTP, SIEVE]);
    expect(
      lines.filter((line) => line.type === 'SRV' && line.target === '.').map(({ name }) => name),
    ).toEqual(['_pop3._tcp.example.org', '_submission._tcp.example.org']);
    expect(lines).toHaveLength(SRV_LABELS.length);
  });

  it('has the records with implicit TLS before those with STARTTLS, for who compares priorities', () => {
    const records = zoneLines(blockOf(adviceOn(GUESSED), 'srv').text);

    const priority = new Map(records.map((line) => [line.name, line.type === 'SRV' ? line.priority : null]));
    expect(priority.get('_imaps._tcp.example.org')).toBe(0);
    expect(priority.get('_imap._tcp.example.org')).toBe(10);
    expect(priority.get('_pop3s._tcp.example.org')).toBe(20);
  });

  it.each([
    [
      'another port',
      { candidates: [suggested('person', 'imap', 'imap.example.org:10993/implicit-tls')] },
      'ports',
    ],
    ['STARTTLS', { candidates: [suggested('person', 'imap', 'imap.example.org:143')] }, 'ports'],
    [
      'a user name that is not the address',
      {
        candidates: [
          suggested('person', 'imap', 'imap.example.org'),
          suggested('autoconfig', 'imap', 'imap.example.org', { username: '%EMAILLOCALPART%' }),
        ],
      },
      'user-name',
    ],
  ] as const)('has no PACC document for %s, and says why', (_what, { candidates }, problem) => {
    const smtp = suggested('person', 'submission', 'smtp.example.org:465');

    const advice = adviceOn({ candidates: [...candidates, smtp] });

    expect(advice.paccProblem).toBe(problem);
    expect(advice.publish.map(({ id }) => id)).not.toContain('pacc');
  });

  it('is nothing where a server is missing without which nobody is helped', () => {
    const advice = adviceOn({ candidates: [suggested('person', 'imap', 'imap.example.org')] });

    expect(advice).toMatchObject({ publish: [], missing: ['outgoing'], paccProblem: null });
  });

  it('names for each text the programs that ask for it', () => {
    const { publish } = adviceOn(GUESSED);

    const helps = Object.fromEntries(publish.map((block) => [block.id, block.helps]));
    expect(helps).toMatchObject({
      srv: ['fairemail', 'evolution'],
      autodiscover: ['thunderbird', 'fairemail', 'delta-chat', 'outlook-classic'],
      pacc: [],
    });
    expect(helps['autoconfig']).toContain('geary');
  });
});

describe('how what is to be published compares with what is', () => {
  const published = (candidates: readonly PlacedCandidate[]): Advice =>
    adviceOn({
      ...GUESSED,
      lookups: [
        { source: 'autoconfig', outcome: 'found', suggestion: suggestionOf(candidates) },
        { source: 'autodiscover', outcome: 'silent' },
        { source: 'pacc', outcome: 'digest-mismatch' },
      ],
    });
  const same = [IMAP, POP3, SMTP, SIEVE].map((endpoint) =>
    suggested('autoconfig', endpoint.protocol, formatEndpoint(endpoint), { username: '%EMAILADDRESS%' }),
  );

  it.each([
    ['the same', same, 'same'],
    ['the same and more behind it', [...same, suggested('autoconfig', 'imap', 'old.example.org')], 'same'],
    ['another server first', [suggested('autoconfig', 'imap', 'old.example.org'), ...same], 'different'],
    ['less', same.slice(1), 'different'],
    ['another user name', same.map((one) => ({ ...one, username: '%EMAILLOCALPART%' })), 'different'],
  ] as const)('is, where the file says %s: %3$s', (_what, candidates, state) => {
    expect(blockOf(published(candidates), 'autoconfig').state).toBe(state);
  });

  it.each([
    ['all that there is not', ['_pop3', '_submission'], 'found', 'same'],
    ['a part of it', ['_pop3'], 'found', 'missing'],
    ['nothing', [], 'absent', 'missing'],
    ['nothing because nobody answers', [], 'silent', 'unknown'],
  ] as const)('is, where SRV records refuse %s: %4$s', (_what, labels, outcome, state) => {
    const suggestion = suggestionOf([], { notOffered: ['pop3'] });
    const refused = labels.map((label) => ({
      source: 'srv' as const,
      uri: `dns:${label}._tcp.example.org?type=SRV`,
      outcome,
      suggestion,
    }));

    const advice = adviceOn({ ...GUESSED, lookups: [...refused, { source: 'srv', outcome }] });

    expect(blockOf(advice, 'srv-not-offered').state).toBe(state);
  });

  it('has what contradicts itself first, then what is no use, what is missing, and what is not known', () => {
    const { publish } = published(same.slice(1));

    expect(publish.map(({ id, state }) => [id, state])).toEqual([
      ['autoconfig', 'different'],
      ['pacc', 'unusable'],
      ['pacc-digest', 'unusable'],
      ['srv', 'missing'],
      ['srv-not-offered', 'missing'],
      ['autodiscover', 'unknown'],
    ]);
  });
});

describe('the findings of advice', () => {
  it('are those of the run in their order, without what is as it should be', () => {
    const finding = { actor: 'provider', confidence: 'seen', params: {}, evidence: [] } as const;
    const problem = { ...finding, code: 'discovery_only_over_http', severity: 'problem' } as const;
    const note = { ...finding, code: 'discovery_srv_not_offered', severity: 'note' } as const;
    const good = { ...finding, code: 'servers_healthy', severity: 'good' } as const;

    expect(adviceOn({ findings: [problem, note, good] }).findings).toEqual([problem, note]);
  });
});

describeWith(['python3'], "what is to be published, read by Python's parsers", () => {
  const PYTHON = `
import sys, json, xml.etree.ElementTree as tree
data = json.load(sys.stdin)
local = lambda one: one.tag.split('}')[-1]
text = lambda one, name: next(child.text for child in one if local(child) == name)
config = tree.fromstring(data['autoconfig'])
outlook = tree.fromstring(data['autodiscover'])
print(json.dumps([
  [[text(one, 'hostname'), text(one, 'port'), text(one, 'socketType')] for one in config.iter() if local(one).endswith('Server')],
  [[text(one, 'Type'), text(one, 'Server'), text(one, 'Port'), text(one, 'Encryption')] for one in outlook.iter() if local(one) == 'Protocol'],
  json.loads(data['pacc'])['protocols']]))
`;

  it('names the same servers', () => {
    const { publish } = adviceOn(GUESSED);
    const input = JSON.stringify(Object.fromEntries(publish.map(({ id, text }) => [id, text])));

    const printed = execFileSync(pathOf('python3'), ['-c', PYTHON], {
      input,
      encoding: 'utf8',
      timeout: 60_000,
    });

    expect(JSON.parse(printed)).toEqual([
      [
        ['imap.example.org', '993', 'SSL'],
        ['pop.example.org', '995', 'SSL'],
        ['smtp.example.org', '465', 'SSL'],
        ['sieve.example.org', '4190', 'STARTTLS'],
      ],
      [
        ['IMAP', 'imap.example.org', '993', 'SSL'],
        ['POP3', 'pop.example.org', '995', 'SSL'],
        ['SMTP', 'smtp.example.org', '465', 'SSL'],
      ],
      {
        imap: { host: 'imap.example.org' },
        pop3: { host: 'pop.example.org' },
        submit: { host: 'smtp.example.org' },
        smtp: { host: 'smtp.example.org' },
      },
    ]);
  });
});
