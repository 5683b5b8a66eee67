import { createServer } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Fault } from '../../electron/node/practice/fault.ts';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import { listensAt } from '../../electron/node/practice/listen.ts';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { findingFacts } from '../../shared/findings/catalogue.generated.ts';
import type { FindingCode } from '../../shared/findings/finding.ts';
import { SCRAM_ERRORS } from '../../shared/sasl/failures.ts';
import type { Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { leaveText } from '../renderer/shots.ts';
import { printTable } from '../table.ts';
import { examinePractice, playing, runMatrix, type MatrixRow } from './matrix.ts';

const LONGEST_MS = 180_000;
const FEWEST_FAULTS = 60;
const EXPIRED: FindingCode = 'tls_certificate_expired';
const SILENT: FindingCode = 'network_server_silent';
const HEALTHY: FindingCode = 'account_healthy';

/** True where it is what a person is told first; where nothing is wrong, one of the things that say so. */
function isHeadline({ expected, reached }: Pick<MatrixRow, 'expected' | 'reached'>): boolean {
  const isNothingWrong = reached.every((code) => ['note', 'good'].includes(findingFacts[code].severity));
  return reached[0] === expected || (isNothingWrong && reached.some((code) => code === expected));
}

describe('the faults of the practice server', () => {
  it('are at least sixty, each with a name of its own and a line in each language', () => {
    const names = FAULTS.map(({ name }) => name);
    const lines = FAULTS.flatMap(({ summary }) => [summary.en, summary.de]);

    expect(names.length).toBeGreaterThanOrEqual(FEWEST_FAULTS);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(lines.filter((line) => line === '' || line.includes('\n'))).toEqual([]);
  });

  it('include every error that SCRAM has a word for', () => {
    const played = FAULTS.map(({ behaviour }) => behaviour.scram ?? null);

    expect(SCRAM_ERRORS.filter((error) => !played.includes(`error-${error}`))).toEqual([]);
  });
});

describe('a finding is reached', () => {
  it.each<[string, FindingCode, readonly FindingCode[], boolean]>([
    ['it alone', EXPIRED, [EXPIRED], true],
    ['it and less', EXPIRED, [EXPIRED, 'dns_slow'], true],
    ['something else first', EXPIRED, [SILENT, EXPIRED], false],
    ['health', HEALTHY, ['auth_password_given_in_tls', HEALTHY], true],
    ['health with a warning', HEALTHY, ['dns_slow', HEALTHY], false],
    ['nothing', HEALTHY, [], false],
  ])('where it is what a person is told first: %s', (_what, expected, reached, isReached) => {
    expect(isHeadline({ expected, reached })).toBe(isReached);
  });
});

describe('the practice server of the matrix', () => {
  it('is another one where a port of it was taken while it was closed', async () => {
    const before = await startPractice({ date: () => new Date(), faults: faultsNamed('port-closed') });
    const { port } = before.doors[0]!;
    const thief = createServer();
    // Another practice server on this machine may have been faster, which is just as good.
    await listensAt(thief, port);

    const practice = await playing(before, faultsNamed('wrong-password'));
    onTestFinished(() => practice.close());
    thief.close();

    expect(practice).not.toBe(before);
    expect(practice.faults).toEqual(faultsNamed('wrong-password'));
    expect(practice.doors.map((door) => door.port)).not.toContain(port);
    const { findings } = await examinePractice(practice);
    expect(findings[0]?.code).toBe('auth_password_refused');
  });

  it('is the same one otherwise', async () => {
    const before = await startPractice({ date: () => new Date(), faults: faultsNamed('starttls-missing') });
    onTestFinished(() => before.close());

    const practice = await playing(before, faultsNamed('wrong-password'));

    expect(practice).toBe(before);
    expect(practice.faults).toEqual(faultsNamed('wrong-password'));
  });

  function faultsNamed(name: string): readonly Fault[] {
    return FAULTS.filter((fault) => fault.name === name);
  }
});

describe('the matrix of faults', () => {
  it(
    'is played on node, and every finding that exists is reached',
    () => play('node', runMatrix),
    LONGEST_MS,
  );
});

describeWith(['electron'], 'the matrix of faults, in Electron', () => {
  it(
    'is played there, too, and every finding that exists is reached',
    () => play('electron', runInElectron),
    LONGEST_MS,
  );
});

const rows: (MatrixRow & { readonly runtime: Runtime })[] = [];

async function play(runtime: Runtime, run: () => Promise<readonly MatrixRow[]>): Promise<void> {
  const played = await run();
  rows.push(...played.map((row) => ({ ...row, runtime })));

  expect(played.filter((row) => !isHeadline(row))).toEqual([]);
  expect(played.filter(({ otherwise }) => otherwise.length > 0)).toEqual([]);
  expect(new Set(played.map(({ fault }) => fault)).size).toBe(FAULTS.length);
}

afterAll(() => {
  leaveText('headlines.txt', headlines());
  printTable(
    rows.map((row) => ({
      runtime: row.runtime,
      fault: row.fault,
      protocol: row.protocol,
      expected: row.expected,
      reached: row.reached.join(' '),
      standing: isHeadline(row) ? 'equal' : 'not reached',
    })),
  );
  process.stdout.write(`${rows.length} rows\n`);
});

/** Each fault and what a person reads first of it, in both languages; the same of several protocols once. */
function headlines(): string {
  const lines = FAULTS.flatMap(({ name, summary }) => {
    const own = rows.filter(({ fault, runtime }) => fault === name && runtime === 'node');
    return [...new Set(own.map(({ headline }) => headline.en))].map((en) => {
      const told = own.filter(({ headline }) => headline.en === en);
      const protocols = told.map(({ protocol }) => protocol).join(' ');
      return `${name} (${protocols}): ${summary.en}\n  en  ${en}\n  de  ${told[0]?.headline.de}\n  ${told[0]?.reached.join(' ')}\n`;
    });
  });
  return lines.join('\n');
}

async function runInElectron(): Promise<readonly MatrixRow[]> {
  const program = await bundle('../practice/matrix-program');
  return (await answerOf(program, 'electron')) as MatrixRow[]; // the program prints exactly these
}
