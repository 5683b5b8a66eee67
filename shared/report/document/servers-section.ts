import type { Language } from '../../findings/explain.ts';
import { lastSeen } from '../../findings/view.ts';
import type { CertificateFacts } from '../../mail/certificate.ts';
import { dayOf } from '../../mail/day.ts';
import { formatEndpoint, isSameEndpoint, type Endpoint } from '../../mail/endpoint.ts';
import { isAtEndpoint, observedAt, type ObservationOf } from '../../mail/observation.ts';
import { mailWords } from '../mail-words.ts';
import { SERVER_LABELS, shownIn, signInFacts } from '../render-text.ts';
import type { Report } from '../report.ts';
import { softwareTold } from '../software.ts';
import {
  allTheirs,
  ours,
  theirs,
  type DocumentBlock,
  type Fact,
  type Line,
  type Section,
} from './document.ts';
import { DOCUMENT_WORDS } from './words.ts';

const MOST_SERVERS = 100;

/** What was learned of each server: encryption, certificate, offers, sign-in and what it proved, mail. */
export function serversSection(report: Report, language: Language): Section {
  const words = DOCUMENT_WORDS[language];
  const blocks = shownIn(report)
    .slice(0, MOST_SERVERS)
    .map((endpoint): DocumentBlock => {
      const facts = factsOf(endpoint, report, language);
      return {
        kind: 'part',
        title: theirs(formatEndpoint(endpoint)),
        blocks: [
          facts.length === 0
            ? { kind: 'paragraph', text: ours(words.server.notReached) }
            : { kind: 'facts', facts },
        ],
      };
    });
  return { id: 'servers', title: words.titles.servers, blocks };
}

function factsOf(endpoint: Endpoint, report: Report, language: Language): readonly Fact[] {
  const { server } = DOCUMENT_WORDS[language];
  const own = observedAt(report.observations, endpoint);
  const tls = lastSeen({ observations: own }, 'tls-handshake');
  const software = softwareTold(own);
  const phase = endpoint.connectionSecurity === 'cleartext' ? 'before-tls' : 'in-tls';
  const listed = own.findLast(
    (one): one is ObservationOf<'capabilities'> => one.kind === 'capabilities' && one.phase === phase,
  );
  const signIn = report.signIns.findLast((attempt) => isSameEndpoint(attempt.endpoint, endpoint));
  const notAfter = tls?.chain[0]?.notAfter ?? null;
  return [
    ...(tls === undefined ? [] : fact(server.tls, encryptionOf(tls))),
    ...fact(server.until, theirs(notAfter === null ? '' : dayOf(notAfter))),
    ...fact(server.software, theirs(software ?? '')),
    ...fact(server.offers, allTheirs(listed?.mechanisms ?? [])),
    ...fact(server.signIn, signInOf(signIn, language)),
    ...fact(server.mail, ours(mailWords(own, language).join(' · '))),
  ];
}

function fact(name: string, value: Line): readonly Fact[] {
  return value.every(({ text }) => text === '') ? [] : [{ name, value }];
}

function encryptionOf({ outcome, version, cipher }: ObservationOf<'tls-handshake'>): Line {
  if (outcome !== 'established') return theirs(outcome);
  return allTheirs([version ?? 'TLS', ...(cipher === null ? [] : [cipher])], ' · ');
}

function signInOf(signIn: Report['signIns'][number] | undefined, language: Language): Line {
  if (signIn === undefined) return [];
  const accepted = signInFacts(signIn, SERVER_LABELS[language]);
  if (accepted.length > 0) return ours(accepted.join('; '));
  const { mechanism, outcome, refusal, failure } = signIn;
  return allTheirs(
    [mechanism, outcome, refusal, failure].filter((one) => one !== null),
    ' · ',
  );
}

/** What was offered before encryption and in it, side by side. */
export function capabilitiesSection(report: Report, language: Language): Section {
  const { titles, capabilities } = DOCUMENT_WORDS[language];
  const rows = shownIn(report)
    .slice(0, MOST_SERVERS)
    .flatMap((endpoint) => {
      const own = observedAt(report.observations, endpoint).filter((one) => one.kind === 'capabilities');
      if (own.length === 0) return [];
      const cell = (phase: 'before-tls' | 'in-tls'): Line => {
        const listed = own.findLast((one) => one.phase === phase);
        return listed === undefined ? ours(capabilities.none) : allTheirs(listed.capabilities.slice(0, 200));
      };
      return [[theirs(formatEndpoint(endpoint)), cell('before-tls'), cell('in-tls')]];
    });
  const { caption, columns } = capabilities;
  const table: DocumentBlock = { kind: 'table', caption: ours(caption), columns, rows };
  return { id: 'capabilities', title: titles.capabilities, blocks: rows.length === 0 ? [] : [table] };
}

/** Every chain of certificates that was shown, once, with the servers that showed it. */
export function certificatesSection(report: Report, language: Language): Section {
  const chains = new Map<string, { chain: readonly CertificateFacts[]; shownBy: Set<string> }>();
  for (const seen of report.observations.filter(isAtEndpoint)) {
    if (seen.kind !== 'tls-handshake' || seen.chain.length === 0) continue;
    const name = seen.chain.map(({ fingerprint }) => fingerprint).join(' ');
    const known = chains.get(name) ?? { chain: seen.chain, shownBy: new Set<string>() };
    chains.set(name, known);
    known.shownBy.add(formatEndpoint(seen.endpoint));
  }
  const blocks = [...chains.values()].slice(0, MOST_SERVERS).map(({ chain, shownBy }): DocumentBlock => ({
    kind: 'part',
    title: allTheirs([...shownBy].slice(0, 20), ', '),
    blocks: chain.slice(0, 10).flatMap((one, at) => certificateBlocks(one, at, language)),
  }));
  return { id: 'certificates', title: DOCUMENT_WORDS[language].titles.certificates, blocks };
}

function certificateBlocks(one: CertificateFacts, at: number, language: Language): readonly DocumentBlock[] {
  const { certificate } = DOCUMENT_WORDS[language];
  const { key, signature } = one;
  const valid = [one.notBefore, one.notAfter].map((date) => (date === null ? '?' : dayOf(date))).join(' – ');
  const facts = [
    ...fact(certificate.names, allTheirs(one.names.slice(0, 50))),
    ...fact(certificate.issuer, theirs(one.issuer)),
    ...fact(certificate.valid, theirs(valid)),
    ...fact(certificate.key, theirs([key.kind, key.curve ?? key.bits ?? ''].join(' ').trim())),
    ...fact(certificate.signature, theirs([signature.kind, signature.hash ?? ''].join(' ').trim())),
    ...fact(certificate.fingerprint, theirs(one.fingerprint)),
    ...fact(certificate.spki, theirs(one.spkiFingerprint)),
  ];
  return [
    { kind: 'paragraph', text: [...ours(`${at + 1}. `), ...theirs(one.subject)] },
    { kind: 'facts', facts },
  ];
}
