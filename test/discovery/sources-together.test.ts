import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { confirmationsOf } from '../../renderer/state/confirmations.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { conflictsIn } from '../../shared/discovery/conflicts.ts';
import { NOTHING } from './behaviours.ts';
import { namesIn, startDnsForwarder } from './dns-forwarder.ts';
import { folderWith, lookups, OTHER, outcomes, OWN, planned } from './reading.ts';
import { practicePlaying, search } from './searching.ts';

// Long enough for everybody who answers.
const SHORT_MS = 1_500;

describe('all sources together', () => {
  it('agree, are all kept, and the most trusted one comes first', async () => {
    const practice = await practicePlaying({});
    const folder = await folderWith('practice.test', practice);

    const report = await search(practice, { settings: { folder } });

    expect(planned(report)).toEqual({
      said: [
        'pacc verified-digest',
        'autoconfig domain-https',
        'autoconfig-well-known domain-https',
        'autodiscover domain-https',
        'folder folder',
        'ispdb other-https',
        'srv dns',
        'mailconf dns',
        'autoconfig-http http',
      ],
      server: OWN,
      toConfirm: null,
    });
    expect(conflictsIn(report.candidates)).toEqual([]);
    expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
    expect(report.plan.incoming).toMatchObject({
      mechanism: 'SCRAM-SHA-256-PLUS',
      endpoint: { connectionSecurity: 'implicit-tls' },
    });
  });

  it('are all in the ledger, with what was asked and what came of it', async () => {
    const report = await search(await practicePlaying({}));

    const kinds = new Set(lookups(report).map(({ source }) => source));
    expect([...kinds].toSorted()).toEqual([
      'autoconfig',
      'autoconfig-http',
      'autoconfig-mx',
      'autoconfig-well-known',
      'autodiscover',
      'autodiscover-json',
      'ispdb',
      'mailconf',
      'pacc',
      'srv',
    ]);
    expect(new Set(lookups(report).map(({ outcome }) => outcome))).toEqual(new Set(['found']));
  });
});

describe('SRV records', () => {
  it('name their servers in the ledger as soon as each is answered, and suggest each once', async () => {
    const practice = await practicePlaying({ ...NOTHING, srv: 'usual' });
    const events: RunEvent[] = [];

    const report = await search(practice, { onEvent: (event) => events.push(event) });

    const named = lookups(report).flatMap(({ source, suggestion }) =>
      source === 'srv' ? (suggestion?.candidates ?? []) : [],
    );
    const suggested = report.candidates.filter(({ source }) => source.kind === 'srv');
    const planAt = events.findIndex(({ type }) => type === 'plan');
    expect(named).toHaveLength(practice.doors.length);
    expect(suggested).toHaveLength(practice.doors.length);
    expect(confirmationsOf(events.slice(0, planAt + 1))).toMatchObject([
      { backing: 'nobody', namedBy: [{ kind: 'srv' }] },
    ]);
  });
});

describe('a user name that a source gives instead of its form', () => {
  it('is signed in with, and stands masked in the report', async () => {
    const practice = await practicePlaying(NOTHING);
    const folder = await folderWith('practice.test', practice);
    const file = join(folder, 'practice.test.xml');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('%EMAILADDRESS%', 'bob@practice.test'));
    const password = practice.accounts.find(({ address }) => address === 'bob@practice.test')?.password;

    const report = await search(practice, { settings: { folder }, password: password ?? null });

    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
    expect(report.plan.incoming?.username).toBe('b…@practice.test');
    expect(JSON.stringify(report)).not.toContain('bob@');
  });
});

describe('sources in conflict', () => {
  it('are shown field by field, and the best of the most trusted is taken', async () => {
    const report = await search(await practicePlaying({ wellKnownAutoconfig: 'conflicting' }));

    const ofImap = conflictsIn(report.candidates).filter(({ protocol }) => protocol === 'imap');
    expect(ofImap.map(({ field }) => field)).toEqual(['port', 'connectionSecurity', 'username']);
    expect(ofImap.at(-1)?.values.map(({ value }) => value)).toEqual(['%EMAILADDRESS%', '%EMAILLOCALPART%']);
    expect(planned(report).said).not.toContain('autoconfig-well-known domain-https');
    expect(report.plan.incoming?.endpoint.connectionSecurity).toBe('implicit-tls');
    expect(report.plan.incoming?.username).toContain('@practice.test');
    expect(report.findings.map(({ code }) => code)).toContain('discovery_sources_disagree');
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('lose nothing where the less trusted names another domain', async () => {
    const report = await search(await practicePlaying({ srv: 'other-domain' }));

    const hosts = new Set(report.candidates.map(({ endpoint }) => endpoint.host));
    expect(hosts).toContain(OTHER);
    expect(planned(report)).toMatchObject({ server: OWN, toConfirm: null });
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('take the file with a digest before the other files of the domain', async () => {
    const report = await search(await practicePlaying({ autoconfig: 'other-domain' }));

    expect(planned(report)).toMatchObject({ server: OWN, toConfirm: null });
    expect(planned(report).said[0]).toBe('pacc verified-digest');
  });

  it('lead no password to a port that is none of mail, unless a person has confirmed it', async () => {
    const practice = await practicePlaying({});
    // The ports of the practice server stand for the usual ones, but not here.
    const settings = { mailPorts: new Set([993, 465]) };

    const report = await search(practice, { settings });
    expect(planned(report)).toMatchObject({ server: OWN, toConfirm: 'practice.test' });
    expect(outcomes(report)).toEqual(['imap not-confirmed', 'submission not-confirmed']);
    expect(report.findings.map(({ code }) => code)).toContain('auth_not_confirmed');

    const confirmed = await search(practice, { settings, isConfirmed: true });
    expect(outcomes(confirmed)).toEqual(['imap accepted', 'submission accepted']);
  });

  it('take the domain before the helpdesk', async () => {
    const practice = await practicePlaying({ ...NOTHING, autoconfigDelivery: 'usual' });
    const folder = await folderWith('practice.test', practice, 'other-practice.test');

    const report = await search(practice, { settings: { folder } });

    expect(planned(report)).toMatchObject({ server: OWN, toConfirm: null });
    expect(report.candidates.map(({ endpoint }) => endpoint.host)).toContain(OTHER);
  });

  it('never lose encryption: a document that says cleartext is corrected, and told of', async () => {
    const report = await search(
      await practicePlaying({ ...NOTHING, autoconfigDelivery: 'usual', autoconfig: 'cleartext' }),
    );

    const said = report.candidates.filter(({ source }) => source.kind === 'autoconfig');
    expect(new Set(said.map(({ endpoint }) => endpoint.connectionSecurity))).toEqual(new Set(['cleartext']));
    expect(report.plan.incoming?.endpoint.connectionSecurity).not.toBe('cleartext');
    // The document knows of no other way to sign in than to hand the password over.
    expect(new Set(said.flatMap(({ signIn }) => signIn))).toEqual(new Set(['password-cleartext']));
    expect(report.plan.incoming?.mechanism).toBe('SCRAM-SHA-256-PLUS');
    expect(report.findings.map(({ code }) => code)).toContain('discovery_autoconfig_cleartext');
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });
});

describe('a source that cannot be used', () => {
  it.each([
    ['pacc', { paccDigest: 'mismatching' }, 'digest-mismatch'],
    ['pacc', { paccDigest: 'absent' }, 'digest-missing'],
    ['autoconfig', { autoconfigDelivery: 'redirect-to-http' }, 'redirect-refused'],
    ['autoconfig', { autoconfigDelivery: 'redirect-loop' }, 'redirect-refused'],
    ['autoconfig', { autoconfigDelivery: 'wants-credentials' }, 'credentials-wanted'],
    ['autoconfig', { autoconfig: 'too-large' }, 'unusable'],
    ['autodiscover', { autodiscover: 'wants-credentials' }, 'credentials-wanted'],
    ['autodiscover', { autodiscover: 'redirect-loop' }, 'redirect-refused'],
  ] as const)('%s with %j is told of as %s, and the others are used', async (kind, behaviour, outcome) => {
    const report = await search(await practicePlaying(behaviour));

    expect(lookups(report).filter(({ source }) => source === kind)).toContainEqual(
      expect.objectContaining({ outcome }),
    );
    expect(report.candidates.filter(({ source }) => source.kind === kind)).toEqual([]);
    expect(outcomes(report)).toEqual(['imap accepted', 'submission accepted']);
  });

  it.each([
    ['a settings document', {}, 'failed', 'digest-unanswered'],
    ['a page that is none', { pacc: 'malformed' }, 'absent', 'malformed'],
  ] as const)(
    'says of %s whose digest DNS did not answer about that nobody knows',
    async (_what, behaviour, outcome, detail) => {
      const practice = await practicePlaying(behaviour);
      const dnsServer = await startDnsForwarder(
        practice,
        (question) => !namesIn(question).some((name) => name.startsWith('_ua-auto-config.')),
      );

      const report = await search(practice, { dnsServer, timeoutMs: SHORT_MS });

      const [asked, document] = lookups(report)
        .filter(({ source }) => source === 'pacc')
        .toSorted((left, right) => left.uri.localeCompare(right.uri));
      expect(asked).toMatchObject({ asked: 'DNS', outcome: 'silent' });
      expect(document).toMatchObject({ outcome, detail, suggestion: null });
      expect(report.findings.map(({ code }) => code)).not.toContain('discovery_pacc_digest_missing');
      expect(planned(report).said).not.toContain('pacc verified-digest');
    },
  );

  it('says what SRV records say is not to be had', async () => {
    const report = await search(await practicePlaying({ ...NOTHING, srv: 'not-offered' }));

    const notOffered = lookups(report).flatMap(({ suggestion }) => suggestion?.notOffered ?? []);
    expect(new Set(notOffered)).toEqual(new Set(['imap', 'pop3', 'submission', 'managesieve']));
  });
});
