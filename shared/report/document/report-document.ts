import { explain, LOCALES, type FindingPages, type Language } from '../../findings/explain.ts';
import { labels } from '../../findings/labels.ts';
import { headlineOf, toneOf } from '../headline.ts';
import type { Hidden } from '../redact.ts';
import { shownIn } from '../render-text.ts';
import type { Report } from '../report.ts';
import { allTheirs, ours, theirs, type Fact, type Line, type ReportDocument } from './document.ts';
import { findingsSection } from './findings-section.ts';
import { hiddenSection } from './hidden-section.ts';
import { diskSection, timelineSection, transcriptsSection } from './record-sections.ts';
import { capabilitiesSection, certificatesSection, serversSection } from './servers-section.ts';
import { settingsSection } from './settings-section.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** How a report is written, whatever the format. */
export interface DocumentOptions {
  /** The pages of the findings, in the language that all of it is written in. */
  readonly pages: FindingPages;
  /** What was hidden in the report; not given where nobody knows. */
  readonly hidden?: readonly Hidden[];
}

const MOST_HOSTS = 10;

/** A report as a document: what every format has, in the one order. The report is one that was redacted already. */
export function documentOf(report: Report, { pages, hidden }: DocumentOptions): ReportDocument {
  const { language } = pages;
  const words = DOCUMENT_WORDS[language];
  const headline = headlineOf(report);
  const tone = toneOf(report, headline);
  return {
    language,
    name: words.name,
    contents: words.contents,
    tone,
    verdict: tone === 'warning' ? labels[language].severity.warning : words.verdicts[report.verdict],
    headline: ours(headline === null ? words.nothingFound : explain(headline, pages).title),
    about: aboutOf(report, language),
    sections: [
      findingsSection(report, pages),
      serversSection(report, language),
      settingsSection(report, language),
      timelineSection(report, language),
      capabilitiesSection(report, language),
      certificatesSection(report, language),
      diskSection(report, language),
      transcriptsSection(report, language),
      hiddenSection(hidden, language),
    ].filter(({ blocks }) => blocks.length > 0),
  };
}

function aboutOf(report: Report, language: Language): readonly Fact[] {
  const { about } = DOCUMENT_WORDS[language];
  const { subject, tool, startedAt, durationMs } = report;
  const hosts = [...new Set(shownIn(report).map(({ host }) => host))].slice(0, MOST_HOSTS);
  const whom = subject.address ?? subject.domain;
  const seconds = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 });
  return [
    ...(whom === null ? [] : [{ name: about.whom, value: theirs(whom) }]),
    ...(hosts.length === 0 ? [] : [{ name: about.hosts, value: allTheirs(hosts, ', ') }]),
    { name: about.when, value: timeOf(startedAt, language) },
    { name: about.took, value: ours(`${seconds.format(durationMs / 1000)} s`) },
    { name: about.by, value: theirs(`${tool.name} ${tool.version} (${tool.runtime})`) },
  ];
}

/** As people of that language write it, in UTC: a report is read in other places. What is no time is shown as it stands. */
function timeOf(iso: string, language: Language): Line {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return theirs(iso);
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  return ours(`${format.format(date)} UTC`);
}
