// Redacting a report with a transcript of 10 MB: one in which every line has names, once in lines and once in a single one,
// and one of words alone. What that costs is held against taking the same text apart into its words and putting it together.

import { redactReport } from '../../shared/report/redact.ts';
import type { Report } from '../../shared/report/report.ts';
import { IMAP, reportWith } from '../shared/report/redact-samples.ts';
import { median } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

const MEGABYTE = 1_048_576;
const TRANSCRIPT_MB = 10;
const ROUNDS = 5;
// The old way, which looked at every word anew, took 55 to 92.
const MOST_OF_THE_FLOOR = 50;

const NAMES: readonly ((at: number) => string)[] = [
  (at) =>
    `* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] mail${at % 7}.example.org ready for user${at % 5_000}@example.org.`,
  (at) =>
    `250-mx${at % 30}.firma.test Hello p5b${at}.dip0.t-ipconnect.test [192.168.${at % 256}.7], see https://www.example.org/?e=bob%40example.org`,
  (at) =>
    `a${at} NO /home/ada/${at}: none for <bounce+bob${at}=firma.test@example.org> at [fd12:3456::${(at % 65_536).toString(16)}]:993`,
  (at) => `+ ${Buffer.from(`\0user${at}@example.org\0`).toString('base64')}`,
];
const WORDS = 'a server that has a lot to say about nothing at all, and goes on to say it';

const named = linesOf((at) => NAMES[at % NAMES.length]?.(at) ?? '');
const inWords = linesOf(() => WORDS);

header('redact');
remark(`${TRANSCRIPT_MB} MB, median of ${ROUNDS}`);
measure('a transcript in which every line has names', named);
measure('the same in one line', [named.join(' ')]);
measure('a transcript of words alone', inWords);

function linesOf(line: (at: number) => string): readonly string[] {
  const lines: string[] = [];
  for (let letters = 0; letters < TRANSCRIPT_MB * MEGABYTE; letters += lines.at(-1)?.length ?? 0) {
    lines.push(line(lines.length));
  }
  return lines;
}

function reportOf(lines: readonly string[]): Report {
  const transcript = {
    connection: 'c1',
    endpoint: IMAP,
    address: '203.0.113.5',
    lines: lines.map((text, at) => ({ at, from: 'server' as const, text })),
  };
  return reportWith([], { transcripts: [transcript] });
}

function measure(what: string, lines: readonly string[]): void {
  const given = reportOf(lines);
  // In turns: what else the machine does slows both.
  const rounds = Array.from({ length: ROUNDS }, () => ({
    floor: timeOf(() => lines.map((line) => line.replace(/\S+/g, (word) => word)).length > 0),
    took: timeOf(() => redactReport(given, 'helpdesk').report.transcripts.length === 1),
  }));
  const took = median(rounds.map((one) => one.took));
  const floor = median(rounds.map((one) => one.floor));
  remark(`${what}: ${((TRANSCRIPT_MB * 1_000) / took).toFixed(1)} MB in a second`);
  report({
    what,
    measured: took,
    unit: 'ms',
    against: { name: 'its words', measured: floor },
    ratioLimit: MOST_OF_THE_FLOOR,
  });
}

function timeOf(work: () => boolean): number {
  const startedAt = performance.now();
  if (!work()) throw new Error('it came to something else');
  return performance.now() - startedAt;
}
