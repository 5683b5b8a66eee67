import type { Finding, Severity } from '../../shared/findings/finding.ts';
import type {
  Observation,
  ObservationOf,
  ObservedFacts,
  RecognisedService,
  SoftwareFacts,
} from '../../shared/mail/observation.ts';
import type { CellOutcome } from '../../shared/report/grid.ts';
import { saidIn, type SaidByServer } from './evidence.ts';
import type { LookCell, LookRow } from './look-table.ts';

/** How a cell is marked: always by an icon and a word, and beside them by a colour. */
export type Tone = 'good' | 'warning' | 'problem' | 'quiet';

// Where no finding says more. A closed port, or a network without IPv6, is nothing to complain of by itself.
const TONES: Readonly<Record<CellOutcome, Tone>> = {
  works: 'good',
  'works-in-cleartext': 'warning',
  'name-unknown': 'problem',
  refused: 'quiet',
  filtered: 'warning',
  unreachable: 'quiet',
  reset: 'problem',
  closed: 'problem',
  silent: 'problem',
  'other-service': 'problem',
  'turned-away': 'problem',
  preauthenticated: 'problem',
  'no-starttls': 'problem',
  'no-tls': 'problem',
  certificate: 'problem',
  'wants-certificate': 'warning',
  'no-offer': 'problem',
  malformed: 'problem',
  open: 'quiet',
};

/** How a cell of a row is marked: by the worst finding about it, otherwise by how far the look came. */
export function toneOf(cell: LookCell, row: LookRow, findings: readonly Finding[]): Tone {
  if (cell.seen === null || cell.state !== 'settled') return 'quiet';
  const severities = findingsAbout(cell, row, findings).map(({ severity }) => severity);
  const worst = (['problem', 'warning'] as const satisfies readonly Severity[]).find((severity) =>
    severities.includes(severity),
  );
  const usual = TONES[cell.seen.outcome];
  // Between servers, for information only: what is wrong there keeps nobody's mail program from working.
  return worst ?? (row.endpoint.protocol === 'smtp' && usual !== 'good' ? 'quiet' : usual);
}

/**
 * The findings about a cell of a row. What goes alike over both families is judged over one of them, and holds for the
 * other; DNS is everybody's and proves nothing about one cell.
 */
export function findingsAbout(
  { seen }: LookCell,
  { cells }: LookRow,
  findings: readonly Finding[],
): readonly Finding[] {
  const ids = cells
    .filter((one) => one.seen !== null && one.seen.outcome === seen?.outcome)
    .flatMap(({ observations }) => observations)
    .filter(({ address }) => address !== null || seen?.family === null)
    .map(({ id }) => id);
  return findings.filter(
    ({ severity, evidence }) => severity !== 'good' && evidence.some((id) => ids.includes(id)),
  );
}

/** Everything that was seen in a cell, in the order in which a helpdesk asks for it. */
export interface CellFacts {
  readonly address: string | null;
  /** Codes of the system and of the TLS library for what did not come about. */
  readonly codes: readonly string[];
  /** What answers where it is not what should. */
  readonly answers: RecognisedService | null;
  readonly software: readonly SoftwareFacts[];
  readonly tls: ObservationOf<'tls-handshake'> | null;
  /** What a look that finishes no handshake told besides. */
  readonly tlsLook: ObservationOf<'tls-look'> | null;
  /** What it offered before TLS, and in it; null where it never came to say so. */
  readonly beforeTls: readonly string[] | null;
  readonly inTls: readonly string[] | null;
  readonly said: readonly SaidByServer[];
}

/** Sorts what was seen in a cell. */
export function factsOf({ seen, observations }: LookCell): CellFacts {
  return {
    address: seen?.address ?? null,
    codes: [...new Set(observations.flatMap(codeOf))],
    answers: answersOf(observations),
    software: softwareIn(observations),
    tls: lastOf(observations, 'tls-handshake') ?? null,
    tlsLook: lastOf(observations, 'tls-look') ?? null,
    beforeTls: offeredIn('before-tls', observations),
    inTls: offeredIn('in-tls', observations),
    said: observations.flatMap(saidIn),
  };
}

/** Said again at another place of the same kind (before TLS and in it), it is said once. */
function softwareIn(observations: readonly Observation[]): readonly SoftwareFacts[] {
  const said = observations.filter((one) => one.kind === 'software');
  const keyOf = ({ name, version, toldBy }: SoftwareFacts): string => JSON.stringify([name, version, toldBy]);
  return [...new Map(said.map((one) => [keyOf(one), one])).values()];
}

function codeOf(observation: Observation): readonly string[] {
  return 'detail' in observation && observation.detail !== null ? [observation.detail] : [];
}

function answersOf(observations: readonly Observation[]): RecognisedService | null {
  const greeting = lastOf(observations, 'greeting');
  const other = greeting?.outcome === 'other-service' ? greeting.service : null;
  return other ?? lastOf(observations, 'second-look')?.service ?? null;
}

function offeredIn(
  phase: ObservationOf<'capabilities'>['phase'],
  observations: readonly Observation[],
): readonly string[] | null {
  const listed = observations.findLast(
    (one): one is ObservationOf<'capabilities'> =>
      one.kind === 'capabilities' && one.phase === phase && one.outcome === 'listed',
  );
  return listed?.capabilities ?? null;
}

function lastOf<K extends ObservedFacts['kind']>(
  observations: readonly Observation[],
  kind: K,
): ObservationOf<K> | undefined {
  return observations.findLast((one): one is ObservationOf<K> => one.kind === kind);
}
