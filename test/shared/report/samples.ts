import { startPractice } from '../../../electron/node/practice/practice.ts';
import { practiceRun, practiceSearch } from '../../../electron/node/practice/practice-run.ts';
import { examine } from '../../../electron/node/doctor.ts';
import type { PracticeProtocol } from '../../../electron/node/practice/protocols.ts';
import type { Report } from '../../../shared/report/report.ts';
import { reportSchema } from '../../../shared/report/schema.ts';
import { faultsNamed } from '../../practice/faults.ts';
import { givenPassword, surroundings } from '../../surroundings.ts';

/** What is looked at, beside the faults. */
interface SampleChoice {
  /** Those of an account where it is not given. */
  readonly protocols?: readonly PracticeProtocol[];
  /** Whether the settings are searched for. */
  readonly isSearch?: boolean;
}

/** The report of a real run against the practice server with these faults. */
export async function sampleReport(
  faults: readonly string[],
  { protocols, isSearch = false }: SampleChoice = {},
): Promise<Report> {
  const practice = await startPractice({ date: () => new Date(), faults: faultsNamed(...faults) });
  try {
    const run = isSearch ? practiceSearch(practice, null) : practiceRun(practice, null, protocols);
    if (!run.ok) throw new Error(run.problem.code);
    const askPassword = async () =>
      givenPassword(run.value.account.password, { isConfirmed: true, looksAtMail: true });
    return await examine({ ...run.value.examination, timeoutMs: 3_000 }, surroundings({ askPassword }));
  } finally {
    await practice.close();
  }
}

/** The same report with a text in the place of every text that is not one of a list: as somebody could write the file. */
export function withEveryText(report: Report, text: string): Report {
  const isFree = new Map<string, boolean>();
  const replaced = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => replaced(one, `${path}[]`));
    if (typeof value === 'object' && value !== null) {
      const kind = 'kind' in value && typeof value.kind === 'string' ? `(${value.kind})` : '';
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, replaced(one, `${path}${kind}.${key}`)]),
      );
    }
    return typeof value === 'string' && isFree.get(path) === true ? text : value;
  };
  const visit = (value: unknown, path: string, set: (one: unknown) => unknown): void => {
    if (Array.isArray(value)) {
      value.forEach((one, at) => visit(one, `${path}[]`, (other) => set(value.toSpliced(at, 1, other))));
    } else if (typeof value === 'object' && value !== null) {
      const kind = 'kind' in value && typeof value.kind === 'string' ? `(${value.kind})` : '';
      for (const [key, one] of Object.entries(value)) {
        visit(one, `${path}${kind}.${key}`, (other) => set({ ...value, [key]: other }));
      }
    } else if (typeof value === 'string' && !isFree.has(path) && !path.endsWith('.id')) {
      isFree.set(path, reportSchema.safeParse(set(text)).success);
    }
  };
  visit(report, '', (other) => other);
  return reportSchema.parse(replaced(report, ''));
}
