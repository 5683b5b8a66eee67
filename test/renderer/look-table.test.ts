import { describe, expect, it } from 'vitest';
import { findingsAbout, toneOf } from '../../renderer/state/cell-facts.ts';
import { lookTable, progressOf, type LookCell, type LookRow } from '../../renderer/state/look-table.ts';
import { axisEnd, barOf } from '../../renderer/state/time-axis.ts';
import type { Finding } from '../../shared/findings/finding.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { CellOutcome, GridCell, Phase } from '../../shared/report/grid.ts';
import { DOORS, V4, V6, doorsOf, lookedAt, probed, unanswered, well, doorAt } from './helpdesk-events.ts';

const IMAPS = doorAt(993);
const RELAY = doorAt(25);

function cellsAfter(events: readonly RunEvent[]): readonly LookCell[] {
  return lookTable(events)[0]?.cells ?? [];
}

function statesAfter(events: readonly RunEvent[]): readonly string[] {
  return cellsAfter(events).map(({ state }) => state);
}

describe('the table of a look', () => {
  it('has a row for each endpoint and a cell for each family before anything was seen', () => {
    const rows = lookTable(
      lookedAt(
        DOORS.map((door) => well(door, V4)),
        -1,
      ),
    );

    expect(rows.map(({ endpoint }) => endpoint.port)).toEqual([993, 143, 465, 587, 995, 110, 4190, 25]);
    expect(rows.every(({ cells }) => cells.every(({ state }) => state === 'waiting'))).toBe(true);
  });

  it('looks for both families until DNS has answered, and then for those that it named', () => {
    const looks = [well(IMAPS, V4)];

    expect(statesAfter(lookedAt(looks, 5))).toEqual(['working', 'working']);
    expect(statesAfter(lookedAt(looks, 10))).toEqual(['absent', 'working']);
    expect(statesAfter(lookedAt(looks))).toEqual(['absent', 'settled']);
  });

  it('knows the family of a host that is an address', () => {
    const [door] = doorsOf('192.0.2.25:993');

    const states = door === undefined ? [] : statesAfter(lookedAt([well(door, '192.0.2.25')], -1));

    expect(states).toEqual(['absent', 'waiting']);
  });

  it('fills both families apart, and says what is being done in each', () => {
    const cells = cellsAfter(lookedAt([unanswered(IMAPS, V6, 'silent'), well(IMAPS, V4)], 90));

    expect(cells.map(({ step }) => step)).toEqual(['connect', 'greeting']);
    expect(cells[1]?.seen?.phases.map(({ phase }) => phase)).toEqual(['dns', 'tcp', 'tls']);
    expect(cells[0]?.seen?.phases.map(({ phase }) => phase)).toEqual(['dns']);
  });

  it('does not take an address that failed for the last word while another one is tried', () => {
    const refused = lookedAt([unanswered(IMAPS, V4, 'refused')]);
    const tried: RunEvent = { type: 'step', endpoint: IMAPS, address: V4, step: 'connect', at: 40 };

    expect(statesAfter(refused)[1]).toBe('settled');
    expect(statesAfter([...refused, tried])[1]).toBe('working');
  });

  it('calls a look unfinished when the run is over before it', () => {
    const half = lookedAt([well(IMAPS, V6), unanswered(IMAPS, V4, 'silent')], 150);

    const states = statesAfter([...half, probed(half, { isCancelled: true })]);

    expect(states).toEqual(['settled', 'unfinished']);
  });

  it('counts the looks that are over, of those that are made', () => {
    const both = [unanswered(IMAPS, V6, 'silent'), well(IMAPS, V4)];

    const counts = [-1, 500, Infinity].map((untilMs) => progressOf(lookTable(lookedAt(both, untilMs))));

    expect(counts.map(({ doneCount, totalCount }) => [doneCount, totalCount])).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
    expect(progressOf(lookTable(lookedAt([well(IMAPS, V4)])))).toEqual({ doneCount: 1, totalCount: 1 });
  });
});

describe('the mark of a cell', () => {
  const finding = (severity: Finding['severity'], evidence: readonly string[]): Finding => ({
    code: 'network_family_dead',
    severity,
    actor: 'provider',
    confidence: 'seen',
    params: {},
    evidence,
  });
  const rowOf = (...looks: Parameters<typeof lookedAt>[0]): LookRow => {
    const [row] = lookTable(lookedAt(looks));
    if (row === undefined) throw new Error('one endpoint was looked at');
    return row;
  };
  const tonesIn = (row: LookRow, ...findings: readonly Finding[]): readonly string[] =>
    row.cells.map((cell) => toneOf(cell, row, findings));
  const idIn = (cell: LookCell | undefined, kind: string): string =>
    cell?.observations.find((one) => one.kind === kind)?.id ?? '';

  it('is the worst finding that rests on it', () => {
    const row = rowOf(unanswered(IMAPS, V6, 'silent'), well(IMAPS, V4));
    const id = idIn(row.cells[1], 'tls-handshake');
    const findings = [finding('note', [id]), finding('warning', [id]), finding('problem', ['elsewhere'])];

    expect(tonesIn(row)).toEqual(['warning', 'good']);
    expect(tonesIn(row, ...findings)).toEqual(['warning', 'warning']);
    expect(row.cells[1] && findingsAbout(row.cells[1], row, findings)).toEqual(findings.slice(0, 2));
  });

  it('is the same where a look went alike over the other family, by which it was judged', () => {
    const alike = rowOf(unanswered(IMAPS, V6, 'refused'), unanswered(IMAPS, V4, 'refused'));
    const apart = rowOf(unanswered(IMAPS, V6, 'refused'), well(IMAPS, V4));

    const tones = [alike, apart].map((row) =>
      tonesIn(row, finding('problem', [idIn(row.cells[0], 'tcp-connect')])),
    );

    expect(tones).toEqual([
      ['problem', 'problem'],
      ['problem', 'good'],
    ]);
  });

  it('is not moved by a finding about the name, which all cells share', () => {
    const row = rowOf(well(IMAPS, V6), well(IMAPS, V4));

    expect(tonesIn(row, finding('problem', [idIn(row.cells[0], 'dns-answer')]))).toEqual(['good', 'good']);
  });

  it('is quiet where servers hand mail to each other, whatever is wrong there', () => {
    expect(tonesIn(rowOf(unanswered(RELAY, V6, 'silent'), well(RELAY, V4)))).toEqual(['quiet', 'good']);
  });
});

describe('the common axis', () => {
  const cell = (outcome: CellOutcome, ...phases: readonly (readonly [Phase, number])[]): GridCell => ({
    family: 'ipv4',
    address: V4,
    outcome,
    phases: phases.map(([phase, tookMs]) => ({ phase, tookMs })),
    totalMs: phases.reduce((sum, [, tookMs]) => sum + tookMs, 0),
  });
  const works = (ms: number): GridCell => cell('works', ['tcp', 20], ['tls', ms - 20]);
  const filtered = cell('filtered', ['tcp', 3_200]);

  it.each([
    ['nothing yet', [], 100],
    ['a name that was looked up', [cell('open', ['dns', 9])], 100],
    ['looks that took about the same', [works(121), works(136), works(186)], 200],
    ['ports that stay silent beside those that answer', [works(121), filtered, filtered, filtered], 200],
    ['nothing but ports that stay silent', [filtered, filtered], 100],
    ['closed ports beside one that answers', [cell('refused', ['tcp', 31]), works(136)], 200],
    ['one greeting that is held back', [works(121), works(136), works(8_000)], 600],
    ['looks on this computer', [works(22.4), works(23)], 30],
  ])('ends at a round number that suits %s', (_what, cells, endMs) => {
    expect(axisEnd(cells)).toBe(endMs);
  });

  it('has each phase where the one before ended', () => {
    const { parts, isCut } = barOf(cell('works', ['dns', 10], ['tcp', 30], ['tls', 60]), 200);

    expect(parts).toEqual([
      { phase: 'dns', from: 0, share: 5 },
      { phase: 'tcp', from: 5, share: 15 },
      { phase: 'tls', from: 20, share: 30 },
    ]);
    expect(isCut).toBe(false);
  });

  it('is cut where a look takes longer than it reaches', () => {
    const { parts, isCut } = barOf(cell('works', ['tcp', 50], ['greeting', 500], ['tls', 50]), 100);

    expect(parts.map(({ phase, share }) => [phase, share])).toEqual([
      ['tcp', 50],
      ['greeting', 50],
    ]);
    expect(isCut).toBe(true);
  });
});
