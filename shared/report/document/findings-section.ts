import {
  explain,
  type Block,
  type FindingPage,
  type FindingPages,
  type Language,
} from '../../findings/explain.ts';
import type { Finding } from '../../findings/finding.ts';
import { labels } from '../../findings/labels.ts';
import { formatEndpoint } from '../../mail/endpoint.ts';
import { formatWords } from '../render-text.ts';
import type { Report } from '../report.ts';
import { ours, theirs, type DocumentBlock, type Line, type Section } from './document.ts';
import { DOCUMENT_WORDS } from './words.ts';

const PARTS: readonly Exclude<keyof FindingPage, 'title' | 'whatHappened'>[] = [
  'howWeKnow',
  'whoMustAct',
  'whatToDo',
  'forTheHelpdesk',
];

/** Every finding, in the order of what to do first. What is good is told in short. */
export function findingsSection(report: Report, pages: FindingPages): Section {
  const blocks = report.findings.map((finding) => findingBlock(finding, report, pages));
  return { id: 'findings', title: DOCUMENT_WORDS[pages.language].titles.findings, blocks };
}

function findingBlock(finding: Finding, report: Report, pages: FindingPages): DocumentBlock {
  const { language } = pages;
  const { severity, actor, section } = labels[language];
  const page = explain(finding, pages);
  const isGood = finding.severity === 'good';
  const parts = PARTS.map((name): DocumentBlock => {
    return { kind: 'part', title: ours(section[name]), blocks: blocksOf(page[name]) };
  });
  return {
    kind: 'finding',
    tone: finding.severity,
    title: ours(page.title),
    tags: [
      severity[finding.severity],
      ...(isGood ? [] : [actor[finding.actor]]),
      ...(finding.confidence === 'likely' ? [DOCUMENT_WORDS[language].likely] : []),
    ],
    code: finding.code,
    blocks: [
      ...blocksOf(page.whatHappened),
      ...serverSays(finding, report, language),
      ...(isGood ? [] : parts),
    ],
  };
}

function serverSays({ evidence }: Finding, report: Report, language: Language): readonly DocumentBlock[] {
  return report.observations.flatMap((seen): readonly DocumentBlock[] => {
    if (!evidence.includes(seen.id) || !('words' in seen) || seen.words === null) return [];
    const label = [...ours(`${labels[language].serverSays}: `), ...theirs(formatEndpoint(seen.endpoint))];
    return [{ kind: 'words', label, text: theirText(formatWords(seen.words)) }];
  });
}

function theirText(text: string): string {
  return theirs(text)
    .map((run) => run.text)
    .join('');
}

function blocksOf(list: readonly Block[]): readonly DocumentBlock[] {
  return list.map((block) =>
    block.kind === 'paragraph'
      ? { kind: 'paragraph', text: ours(block.text) }
      : { kind: 'steps', items: block.items.map((item): Line => ours(item)) },
  );
}
