import type { Report } from '../../../shared/report/report.ts';
import { reportSchema } from '../../../shared/report/schema.ts';
import { sampleReport } from './samples.ts';

/** A report with as many fields as two runs against the practice server give, and each of them seldom. */
export async function variedReport(): Promise<Report> {
  const account = await sampleReport(['wrong-password']);
  const search = await sampleReport([], { isSearch: true });
  const met = new Set<string>();
  const isNew = (value: object): boolean => {
    const paths: string[] = [];
    visit(value, '', [], (path) => paths.push(path));
    const isOne = paths.some((path) => !met.has(path));
    for (const path of paths) met.add(path);
    return isOne;
  };
  return {
    ...account,
    candidates: [...account.candidates, ...search.candidates].filter(isNew),
    observations: [...account.observations, ...search.observations].filter(isNew),
    findings: [...account.findings, ...search.findings].filter(isNew),
    transcripts: account.transcripts.slice(0, 1).map((one) => ({ ...one, lines: one.lines.slice(0, 3) })),
  };
}

/** The text at a place; nothing where there is none any more. */
export function textAt(report: Report, place: Place): string {
  const found = place.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    report,
  );
  return typeof found === 'string' ? found : '';
}

/** Where a text stands: the keys that lead to it. */
export type Place = readonly (string | number)[];

/** Every field of a report that can hold any text, by its name, with all the places where there is one. */
export function freeTextsIn(report: Report): readonly (readonly [path: string, places: readonly Place[]])[] {
  const byPath = new Map<string, Place[]>();
  visit(report, '', [], (path, place) => byPath.set(path, [...(byPath.get(path) ?? []), place]));
  return [...byPath].filter(
    ([, [first]]) =>
      first !== undefined && reportSchema.safeParse(withTextAt(report, [first], 'any text')).success,
  );
}

/** The same report with a text at these places. */
export function withTextAt(report: Report, places: readonly Place[], text: string): Report {
  const copy = structuredClone(report);
  for (const place of places) {
    let at: unknown = copy;
    for (const key of place.slice(0, -1)) at = (at as Record<string, unknown>)[key];
    (at as Record<string, unknown>)[place.at(-1)!] = text; // each place was met in this very report
  }
  return copy;
}

function visit(value: unknown, path: string, place: Place, meet: (path: string, place: Place) => void): void {
  if (typeof value === 'string') {
    meet(path, place);
  } else if (Array.isArray(value)) {
    value.forEach((one, at) => visit(one, `${path}[]`, [...place, at], meet));
  } else if (typeof value === 'object' && value !== null) {
    const kind = 'kind' in value && typeof value.kind === 'string' ? `(${value.kind})` : '';
    for (const [key, one] of Object.entries(value))
      visit(one, `${path}${kind}.${key}`, [...place, key], meet);
  }
}
