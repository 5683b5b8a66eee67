import type { Finding, FindingCode } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { evidenceOfSearch } from './discovery-facts.ts';
import { LOOKUP_CASES } from './discovery-lookup-cases.ts';
import { SEARCH_CASES } from './discovery-search-cases.ts';
import { SUGGESTED_CASES } from './discovery-server-cases.ts';
import { ENCRYPTION_CASES } from './encryption-cases.ts';
import { reached } from './facts.ts';
import { HEALTHY_CASES } from './healthy-cases.ts';
import { judged, type Case } from './judged.ts';
import { MAIL_CASES } from './mail-cases.ts';
import { MEMORY_CASES } from './memory-cases.ts';
import { evidenceOf, PATTERN_CASES } from './pattern-cases.ts';
import { REACH_CASES } from './reach-cases.ts';
import { REFUSAL_CASES } from './refusal-cases.ts';
import { RUN_CASES } from './run-cases.ts';
import { SIGN_IN_CASES } from './sign-in-cases.ts';
import { WAY_IN_CASES } from './way-in-cases.ts';

/** What was seen at one endpoint, and the finding that it reaches. */
export const ENDPOINT_CASES: readonly Case[] = [
  ...REACH_CASES,
  ...ENCRYPTION_CASES,
  ...SIGN_IN_CASES,
  ...WAY_IN_CASES,
  ...REFUSAL_CASES,
  ...MAIL_CASES,
  ...MEMORY_CASES,
];

/** A code, and the judge over something that reaches it. */
export interface ReachingCase {
  readonly code: FindingCode;
  readonly judged: () => readonly Finding[];
}

/** Every case of every kind. */
export const ALL_CASES: readonly ReachingCase[] = [
  ...ENDPOINT_CASES.map(([code, security, facts]) => ({ code, judged: () => judged(security, facts) })),
  ...PATTERN_CASES.map(([code, , at]) => ({ code, judged: () => judge(evidenceOf(at)) })),
  ...RUN_CASES.map(([code, fact]) => ({ code, judged: () => judge(evidenceOfSearch({ run: [fact] })) })),
  ...[...LOOKUP_CASES, ...SEARCH_CASES, ...SUGGESTED_CASES].map(([code, , searched]) => ({
    code,
    judged: () => judge(evidenceOfSearch(searched)),
  })),
  { code: 'run_cancelled', judged: () => judged('implicit-tls', reached, true) },
];

/** What is found where nothing is wrong. */
export const HEALTHY: readonly (readonly [what: string, judged: () => readonly Finding[]])[] =
  HEALTHY_CASES.map(([what, searched]) => [what, () => judge(evidenceOfSearch(searched))]);
