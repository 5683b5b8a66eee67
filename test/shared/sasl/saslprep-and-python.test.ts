import { execFileSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { saslprep } from '../../../shared/sasl/saslprep.ts';
import { leftToRightIn32, rightToLeftIn32, unassignedIn32 } from '../../../shared/sasl/unicode-3.2.ts';
import { describeWith, pathOf } from '../../parts.ts';

// What Python's stringprep module, a reading of RFC 3454 that is not ours, makes of every code point: alone, and
// beside letters of either direction (as a mark it is composed with them). Runs of the same answer are one entry; `=`
// is "unchanged". Query strings of several code points are not compared any further: Python sorts marks that Unicode
// 3.2 had not assigned by the combining class that they have got since.
const PYTHON = `
import functools, json, stringprep as s, unicodedata
PROHIBITED = (s.in_table_c12, s.in_table_c21_c22, s.in_table_c3, s.in_table_c4, s.in_table_c5, s.in_table_c6,
              s.in_table_c7, s.in_table_c8, s.in_table_c9)
@functools.cache
def look_at(c):
    mapped = ' ' if s.in_table_c12(c) else '' if s.in_table_b1(c) else c
    reason = '[control]' if unicodedata.category(c) == 'Cc' else None
    if not reason and any(table(c) for table in PROHIBITED): reason = '[prohibited]'
    if not reason and s.in_table_a1(c): reason = '[unassigned]'
    return mapped, reason, s.in_table_d1(c), s.in_table_d2(c)
def saslprep(text, stored):
    if any(map(s.in_table_c5, text)): return '[prohibited]'
    mapped = ''.join([look_at(c)[0] for c in text])
    out = unicodedata.ucd_3_2_0.normalize('NFKC', mapped)
    seen = [look_at(c) for c in out]
    for _, reason, _, _ in seen:
        if reason and (stored or reason != '[unassigned]'): return reason
    if any(right for _, _, right, _ in seen):
        if not (seen[0][2] and seen[-1][2]) or any(left for _, _, _, left in seen): return '[bidirectional]'
    return '=' if out == text else out or '[empty]'
def runs(answer):
    found = []
    for code in range(0x110000):
        value = answer(chr(code))
        if not found or found[-1][1] != value: found.append([code, value])
    return found
print(json.dumps({
    'A.1': runs(s.in_table_a1), 'D.1': runs(s.in_table_d1), 'D.2': runs(s.in_table_d2),
    'stored': runs(lambda c: saslprep(c, True)),
    'left': runs(lambda c: saslprep('a' + c, False)),
    'right': runs(lambda c: saslprep('\\u05d0' + c + '\\u05d0', False)),
}))`;

describeWith(['python3'], "SASLprep beside Python's stringprep, for every code point", () => {
  let python: Record<string, unknown> = {};

  beforeAll(() => {
    const printed = execFileSync(pathOf('python3'), ['-c', PYTHON], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      timeout: 110_000,
    });
    python = JSON.parse(printed) as Record<string, unknown>;
  }, 120_000);

  it.each([
    ['A.1', unassignedIn32],
    ['D.1', rightToLeftIn32],
    ['D.2', leftToRightIn32],
  ])('has the same table %s', (name, table) => {
    expect(runs((character) => table.has(character))).toEqual(python[name]);
  });

  it.each([
    ['stored', 'stored', '', ''],
    ['left', 'query', 'a', ''],
    ['right', 'query', '\u05D0', '\u05D0'],
  ] as const)('gives the same answers: %s', (name, kind, before, after) => {
    const answer = (character: string): string => {
      const prepared = saslprep(before + character + after, kind);
      if (!prepared.ok) return `[${prepared.reason}]`;
      return prepared.isChanged ? prepared.text : '=';
    };

    expect(runs(answer)).toEqual(python[name]);
  });
});

function runs<Value>(answer: (character: string) => Value): [number, Value][] {
  const found: [number, Value][] = [];
  for (let code = 0; code < 0x110000; code++) {
    const value = answer(String.fromCodePoint(code));
    if (found.at(-1)?.[1] !== value) found.push([code, value]);
  }
  return found;
}
