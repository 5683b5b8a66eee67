import type { Language } from '../findings/explain.ts';
import type { Endpoint, Protocol } from '../mail/endpoint.ts';
import { FAMILY_NAMES, type AddressFamily } from '../mail/family.ts';
import { gridOf, type CellOutcome, type GridCell, type GridRow } from './grid.ts';
import type { TextStyle } from './render-text.ts';
import { serversIn, type Report } from './report.ts';

/** The words of the grid: a verdict of two or three words for each cell. */
export const GRID_WORDS: Readonly<Record<Language, Readonly<Record<CellOutcome, string>>>> = {
  en: {
    works: 'works',
    'works-in-cleartext': 'works, in the clear',
    'name-unknown': 'no such name',
    refused: 'closed',
    filtered: 'no answer at all',
    unreachable: 'no way there',
    reset: 'broken off',
    closed: 'hung up',
    silent: 'says nothing',
    'other-service': 'something else',
    'turned-away': 'turned away',
    preauthenticated: 'PREAUTH in the clear',
    'no-starttls': 'no STARTTLS',
    'no-tls': 'no TLS',
    certificate: 'bad certificate',
    'wants-certificate': 'wants a certificate',
    'no-offer': 'no list of offers',
    malformed: 'makes no sense',
    open: '…',
  },
  de: {
    works: 'geht',
    'works-in-cleartext': 'geht, unverschlüsselt',
    'name-unknown': 'kein solcher Name',
    refused: 'geschlossen',
    filtered: 'gar keine Antwort',
    unreachable: 'kein Weg dorthin',
    reset: 'abgebrochen',
    closed: 'aufgelegt',
    silent: 'sagt nichts',
    'other-service': 'etwas anderes',
    'turned-away': 'abgewiesen',
    preauthenticated: 'PREAUTH unverschlüsselt',
    'no-starttls': 'kein STARTTLS',
    'no-tls': 'kein TLS',
    certificate: 'ungültiges Zertifikat',
    'wants-certificate': 'will ein Zertifikat',
    'no-offer': 'kein Angebot',
    malformed: 'unverständlich',
    open: '…',
  },
};

/** The protocols as the grid names them. */
export const GRID_PROTOCOLS: Readonly<Record<Protocol, string>> = {
  imap: 'IMAP',
  pop3: 'POP3',
  submission: 'Submission',
  managesieve: 'ManageSieve',
  smtp: 'SMTP',
};

const FAMILIES: readonly AddressFamily[] = ['ipv6', 'ipv4'];
const GAP = '  ';

/** The grid of a report as text, a host after the other: a line for each port, a column for each family. */
export function renderGrid(
  report: Report,
  options: { readonly language: Language; readonly style: TextStyle },
): string {
  const rows = gridOf(serversIn(report), report.observations);
  const hosts = [...new Set(rows.map(({ endpoint }) => endpoint.host))];
  return hosts
    .map((host) => {
      const own = rows.filter(({ endpoint }) => endpoint.host === host);
      return [options.style.strong(host), ...table(own, options.language)].join('\n');
    })
    .join('\n\n');
}

function table(rows: readonly GridRow[], language: Language): readonly string[] {
  const families = FAMILIES.filter((family) =>
    rows.some(({ cells }) => cells.some((cell) => cell.family === family)),
  );
  const lines = [
    ['', '', '', ...families.map((family) => FAMILY_NAMES[family])],
    ...rows.map(({ endpoint, cells }) => [
      ...headOf(endpoint),
      ...(families.length === 0 ? [textOf(cells[0], language)] : []),
      ...families.map((family) =>
        textOf(
          cells.find((cell) => cell.family === family),
          language,
        ),
      ),
    ]),
  ];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines.map((line) =>
    `${GAP}${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(GAP)}`.trimEnd(),
  );
}

function headOf({ protocol, port, connectionSecurity }: Endpoint): readonly string[] {
  return [String(port).padStart(5), GRID_PROTOCOLS[protocol], connectionSecurity];
}

function textOf(cell: GridCell | undefined, language: Language): string {
  if (cell === undefined) return '–';
  const time = cell.totalMs > 0 ? ` (${Math.round(cell.totalMs)} ms)` : '';
  return `${GRID_WORDS[language][cell.outcome]}${time}`;
}
