import { GRID_PROTOCOLS } from '../render-grid.ts';
import { FIELD_NAMES, OUTCOME_NAMES } from '../render-origins.ts';
import { originsOf } from '../origins.ts';
import { sourceNames } from '../source-names.ts';
import type { Conflict } from '../../discovery/conflicts.ts';
import type { Language } from '../../findings/explain.ts';
import { formatEndpoint } from '../../mail/endpoint.ts';
import type { Report } from '../report.ts';
import { ours, theirs, type DocumentBlock, type Line, type Section } from './document.ts';
import { cutTable } from './table.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** Who suggests which server, where they do not agree, and what was asked for it. Empty where nothing was searched for. */
export function settingsSection(report: Report, language: Language): Section {
  const { titles } = DOCUMENT_WORDS[language];
  const origins = originsOf(report);
  const blocks = origins.ledger.length === 0 ? [] : settingsBlocks(origins, language);
  return { id: 'settings', title: titles.settings, blocks };
}

function settingsBlocks(
  { protocols, conflicts, ledger }: ReturnType<typeof originsOf>,
  language: Language,
): readonly DocumentBlock[] {
  const words = DOCUMENT_WORDS[language].settings;
  const suggested = protocols.flatMap(({ protocol, origins }) =>
    origins.map(({ endpoint, sources, username }): readonly Line[] => [
      ours(GRID_PROTOCOLS[protocol]),
      theirs(formatEndpoint(endpoint)),
      ours(sourceNames(sources, language)),
      theirs(username ?? ''),
    ]),
  );
  const isTold = ledger.some(({ toldAddress }) => toldAddress !== undefined);
  const caption = (isTold ? words.askedTelling : words.asked)(ledger.length);
  const asked = ledger.map(({ uri, asked: whom, outcome, toldAddress }): readonly Line[] => [
    theirs(uri),
    theirs(whom ?? ''),
    ours(OUTCOME_NAMES[language][outcome] + (toldAddress === undefined ? '' : ` (${words.addressTold})`)),
  ]);
  return [
    ...cutTable(words.caption, words.columns, suggested, language),
    ...(conflicts.length === 0
      ? []
      : [
          {
            kind: 'part' as const,
            title: ours(words.disagree),
            blocks: [{ kind: 'list' as const, items: conflicts.map((one) => conflictLine(one, language)) }],
          },
        ]),
    ...cutTable(caption, words.askedColumns, asked, language),
  ];
}

function conflictLine({ protocol, field, values }: Conflict, language: Language): Line {
  return [
    ...ours(`${GRID_PROTOCOLS[protocol]}, ${FIELD_NAMES[language][field]}: `),
    ...values.flatMap(({ value, sources }, at) => [
      ...ours(at === 0 ? '' : ' – '),
      ...theirs(value),
      ...ours(` (${sourceNames(sources, language)})`),
    ]),
  ];
}
