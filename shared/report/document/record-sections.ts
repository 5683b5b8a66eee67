import type { Language } from '../../findings/explain.ts';
import { labels } from '../../findings/labels.ts';
import { formatEndpoint } from '../../mail/endpoint.ts';
import type { Observation } from '../../mail/observation.ts';
import type { Report, Transcript, TranscriptLine } from '../report.ts';
import { ours, theirs, visible, type DocumentBlock, type Line, type Section } from './document.ts';
import { cutTable } from './table.ts';
import { DOCUMENT_WORDS } from './words.ts';

const MOST_TRANSCRIPTS = 100;
const MOST_LINES = 500;
const LONGEST_LINE = 1_000;
const SIDES: Readonly<Record<TranscriptLine['from'], string>> = { client: 'C:', server: 'S:', note: '--' };

/** Everything that was seen, as a table in the order in which it was. */
export function timelineSection({ observations }: Report, language: Language): Section {
  const { titles, timeline } = DOCUMENT_WORDS[language];
  const rows = [...observations]
    .sort((left, right) => left.at - right.at)
    .map((seen): readonly Line[] => [
      ours(String(Math.round(seen.at))),
      ours(String(Math.round(seen.took))),
      placeOf(seen, timeline.run),
      ours(timeline.kinds[seen.kind]),
      outcomeOf(seen),
    ]);
  const blocks = cutTable(timeline.caption, timeline.columns, rows, language);
  return { id: 'timeline', title: titles.timeline, blocks };
}

function placeOf(seen: Observation, run: string): Line {
  const { endpoint, address } = seen;
  if (endpoint === null) return seen.kind === 'lookup' ? theirs(seen.uri) : ours(run);
  return [
    ...theirs(formatEndpoint(endpoint)),
    ...(address === null ? [] : [...ours(' '), ...theirs(address)]),
  ];
}

/** The word for the outcome that the JSON report has too, and the code behind it. */
function outcomeOf(seen: Observation): Line {
  const outcome = 'outcome' in seen ? seen.outcome : '';
  const detail = 'detail' in seen ? (seen.detail ?? '') : '';
  return [...theirs(outcome), ...ours(outcome === '' || detail === '' ? '' : ' '), ...theirs(detail)];
}

/** What was changed on the disk, or that nothing was. */
export function diskSection({ changedOnDisk }: Report, language: Language): Section {
  const { titles, nothingChanged } = DOCUMENT_WORDS[language];
  const said = changedOnDisk.map((change) => labels[language].changedOnDisk[change]);
  const blocks = (said.length === 0 ? [nothingChanged] : said).map((text): DocumentBlock => ({
    kind: 'paragraph',
    text: ours(text),
  }));
  return { id: 'disk', title: titles.disk, blocks };
}

/** What was said over each connection. */
export function transcriptsSection({ transcripts }: Report, language: Language): Section {
  const blocks = transcripts
    .slice(0, MOST_TRANSCRIPTS)
    .flatMap((transcript) => transcriptBlocks(transcript, language));
  return { id: 'transcripts', title: DOCUMENT_WORDS[language].titles.transcripts, blocks };
}

function transcriptBlocks(
  { connection, endpoint, address, lines }: Transcript,
  language: Language,
): readonly DocumentBlock[] {
  const words = DOCUMENT_WORDS[language];
  const more = lines.length - MOST_LINES;
  const title = [
    ...theirs(connection),
    ...ours(' '),
    ...theirs(formatEndpoint(endpoint)),
    ...(address === null ? [] : [...ours(' '), ...theirs(address)]),
    ...ours(` · ${words.transcript(lines.length)}`),
  ];
  return [
    {
      kind: 'log',
      title,
      lines: lines
        .slice(0, MOST_LINES)
        .map(({ from, text }) => `${SIDES[from]} ${visible(text, LONGEST_LINE)}`),
    },
    ...(more > 0 ? [{ kind: 'paragraph' as const, text: ours(words.leftOut(more)) }] : []),
  ];
}
