import { explain, type Block, type FindingPages, type Language } from '../findings/explain.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { labels, SEVERITY_MARKS } from '../findings/labels.ts';
import { dayOf } from '../mail/day.ts';
import { formatEndpoint, isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import { observedAt, type ServerWords } from '../mail/observation.ts';
import { mailWords } from './mail-words.ts';
import { renderGrid } from './render-grid.ts';
import { renderOrigins } from './render-origins.ts';
import { serversIn, type Report, type SignIn } from './report.ts';
import { softwareTold } from './software.ts';

/** How a text is dressed: identities for plain text, escape sequences for a terminal. */
export interface TextStyle {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

/** How and for whom a report is rendered. */
export interface TextOptions {
  readonly language: Language;
  readonly style: TextStyle;
  /** Columns to wrap to. */
  readonly width: number;
}

const INDENT = '    ';

/** The same, with the pages of the findings, which know their language. */
export interface ReportTextOptions extends Omit<TextOptions, 'language'> {
  readonly pages: FindingPages;
}

/**
 * A report as text: every finding with its explanation, problems first, then what was seen of each server. Words of a
 * server stand in lines of their own that say so.
 */
export function renderText(report: Report, { pages, style, width }: ReportTextOptions): string {
  const options = { language: pages.language, style, width };
  const findings = report.findings.map((finding) => renderFinding(finding, report, { pages, ...options }));
  // A look at a whole host is a picture first.
  const grid = isOfHosts(report) ? renderGrid(report, options) : '';
  return (
    [
      grid,
      ...findings,
      renderOrigins(report, options),
      renderServers(report, options),
      renderChanges(report, options),
    ]
      .filter((part) => part !== '')
      .join('\n\n') + '\n'
  );
}

/** A look at hosts is about nobody's account, and they were named. */
function isOfHosts({ subject, observations }: Report): boolean {
  return subject.address === null && !observations.some(({ kind }) => kind === 'lookup');
}

function renderFinding(finding: Finding, report: Report, options: TextOptions & ReportTextOptions): string {
  const { style, language } = options;
  const page = explain(finding, options.pages);
  const { section, severity, actor } = labels[language];
  const head = `${style.severity(finding.severity, SEVERITY_MARKS[finding.severity])} ${style.strong(page.title)}`;
  const tags = `${severity[finding.severity]} · ${actor[finding.actor]} · ${finding.code}`;
  const lines = [head, INDENT + style.quiet(tags), ...blocks(page.whatHappened, options)];
  if (finding.severity === 'good') return lines.join('\n');
  const part = (name: keyof typeof section): string[] => [
    '',
    INDENT + style.strong(section[name]),
    ...blocks(page[name], options),
  ];
  return [
    ...lines,
    ...serverSays(finding, report, options),
    ...part('howWeKnow'),
    ...part('whoMustAct'),
    ...part('whatToDo'),
  ].join('\n');
}

function serverSays(finding: Finding, report: Report, { style, language }: TextOptions): readonly string[] {
  return report.observations
    .filter(({ id }) => finding.evidence.includes(id))
    .flatMap((observation) =>
      'words' in observation && observation.words !== null ? [observation.words] : [],
    )
    .map((words) => `${INDENT}${style.quiet(`${labels[language].serverSays}:`)} ${formatWords(words)}`);
}

/** A server's words on one line, its codes in front as it sent them. */
export function formatWords({
  replyCode,
  enhancedStatusCode,
  responseCode,
  referral,
  text,
}: ServerWords): string {
  const code = responseCode === undefined ? [] : [`[${[responseCode, referral ?? []].flat().join(' ')}]`];
  // The enhanced code stands in the text already, as the server wrote it.
  const reply = replyCode === undefined ? [] : [String(replyCode)];
  const missing =
    enhancedStatusCode === undefined || text.includes(enhancedStatusCode) ? [] : [enhancedStatusCode];
  return [...reply, ...missing, ...code, text].join(' ');
}

function blocks(list: readonly Block[], options: TextOptions): string[] {
  return list.flatMap((block) =>
    block.kind === 'paragraph'
      ? wrap(block.text, options.width, INDENT, INDENT)
      : block.items.flatMap((item, at) => wrap(item, options.width, `${INDENT}${at + 1}. `, `${INDENT}   `)),
  );
}

/**
 * Breaks text between words into lines of at most so many columns; a word longer than the line stands alone. Backticks stay:
 * they mark literal text.
 *
 * @param first what the first line begins with
 * @param rest what every other line begins with
 */
export function wrap(text: string, width: number, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

interface ServerLabels {
  readonly heading: string;
  readonly validUntil: (day: string) => string;
  readonly software: (name: string) => string;
  readonly offers: (mechanisms: string) => string;
  readonly signedIn: (mechanism: string) => string;
  /** In the TLS handshake, without any mechanism. */
  readonly signedInByKey: string;
  readonly proved: string;
  readonly bound: string;
  readonly notProvable: string;
}

/** The words for what was learned of a server. */
export const SERVER_LABELS: Readonly<Record<Language, ServerLabels>> = {
  en: {
    heading: 'What was seen',
    validUntil: (day) => `certificate valid until ${day}`,
    software: (name) => `calls itself “${name}”`,
    offers: (mechanisms) => `offers ${mechanisms}`,
    signedIn: (mechanism) => `signed in with ${mechanism}`,
    signedInByKey: 'signed in by the key of this device',
    proved: 'the server proved that it knows the password; the password was not sent',
    bound: 'nobody sits in between: the sign-in was bound to this connection',
    notProvable: 'this mechanism has no proof by the server',
  },
  de: {
    heading: 'Was gesehen wurde',
    validUntil: (day) => `Zertifikat gültig bis ${day}`,
    software: (name) => `nennt sich „${name}“`,
    offers: (mechanisms) => `bietet ${mechanisms}`,
    signedIn: (mechanism) => `angemeldet mit ${mechanism}`,
    signedInByKey: 'angemeldet durch den Schlüssel dieses Geräts',
    proved: 'der Server hat bewiesen, dass er das Passwort kennt; das Passwort wurde nicht gesendet',
    bound: 'niemand sitzt dazwischen: die Anmeldung war an diese Verbindung gebunden',
    notProvable: 'bei diesem Verfahren beweist der Server nichts',
  },
};

/** What was changed on the disk is said. */
function renderChanges({ changedOnDisk }: Report, { language, width }: TextOptions): string {
  return changedOnDisk
    .flatMap((change) => wrap(labels[language].changedOnDisk[change], width, '', ''))
    .join('\n');
}

/** Of servers that were found, those that mail goes to; of servers that were named, all. */
export function shownIn(report: Report): readonly Endpoint[] {
  const all = serversIn(report);
  const { incoming, outgoing } = report.plan;
  const planned = [incoming, outgoing].flatMap((one) => one?.endpoint ?? []);
  if (!report.observations.some(({ kind }) => kind === 'lookup') || planned.length === 0) return all;
  return all.filter((endpoint) => planned.some((one) => isSameEndpoint(one, endpoint)));
}

function renderServers(report: Report, options: TextOptions): string {
  const words = SERVER_LABELS[options.language];
  const servers = shownIn(report).flatMap((endpoint) => {
    const own = observedAt(report.observations, endpoint);
    const tls = own.findLast((observation) => observation.kind === 'tls-handshake');
    // What was offered before TLS could have been said by anybody.
    const listed = own.findLast(
      (observation) => observation.kind === 'capabilities' && observation.phase === 'in-tls',
    );
    const signIn = report.signIns.findLast((attempt) => isSameEndpoint(attempt.endpoint, endpoint));
    const software = softwareTold(own);
    const notAfter = tls?.chain[0]?.notAfter ?? null;
    const facts = [
      ...(tls?.outcome === 'established' ? [tls.version ?? 'TLS'] : []),
      ...(notAfter === null ? [] : [words.validUntil(dayOf(notAfter))]),
      ...(software === null ? [] : [words.software(software)]),
      ...(listed?.kind === 'capabilities' && listed.mechanisms.length > 0
        ? [words.offers(listed.mechanisms.join(' '))]
        : []),
      ...signInFacts(signIn, words),
      ...mailWords(own, options.language),
    ];
    return facts.length === 0
      ? []
      : [
          `${INDENT}${formatEndpoint(endpoint)}`,
          ...wrap(facts.join(' · '), options.width, INDENT + '  ', INDENT + '  '),
        ];
  });
  return servers.length === 0 ? '' : [options.style.strong(words.heading), ...servers].join('\n');
}

/** A sign-in that was accepted, and what it proves; empty for any other. */
export function signInFacts(signIn: SignIn | undefined, words: ServerLabels): readonly string[] {
  if (signIn?.outcome !== 'accepted') return [];
  const proof = signIn.serverVerified === true ? words.proved : words.notProvable;
  const bound = signIn.serverVerified === true && signIn.channelBinding !== null ? [words.bound] : [];
  const how = signIn.mechanism === null ? words.signedInByKey : words.signedIn(signIn.mechanism);
  return [how, proof, ...bound];
}
