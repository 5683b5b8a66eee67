import type { Finding, Severity } from '../findings/finding.ts';
import type { Report, Verdict } from './report.ts';

/**
 * What a person is told first: where all is well, that it is; otherwise what is to be done first. Null where nothing is said
 * at all.
 */
export function headlineOf({ findings, verdict }: Pick<Report, 'findings' | 'verdict'>): Finding | null {
  const good = findings.find(({ severity }) => severity === 'good');
  return (verdict === 'healthy' ? good : undefined) ?? findings[0] ?? null;
}

const TONES: Readonly<Record<Verdict, Severity>> = {
  healthy: 'good',
  problems: 'problem',
  unfinished: 'note',
};

/**
 * How a run as a whole is to be taken. Where nothing is in the way of mail and a warning is what is said first, nobody may say
 * that all is well.
 */
export function toneOf({ verdict }: Pick<Report, 'verdict'>, headline: Finding | null): Severity {
  return verdict === 'healthy' && headline?.severity === 'warning' ? 'warning' : TONES[verdict];
}
