import { shortText } from '../discovery/short-text.ts';
import type { Finding } from '../findings/finding.ts';
import type { SourceKind } from '../mail/candidate.ts';
import type { Endpoint } from '../mail/endpoint.ts';
import type { Hostname } from '../mail/hostname.ts';
import { observedInRun } from '../mail/observation.ts';
import type { Report } from '../report/report.ts';
import type { ProviderNames } from './autoconfig-file.ts';
import { blocksFor, type Block } from './blocks.ts';
import type { PaccProblem } from './pacc-file.ts';
import { programsAt, type ProgramSeen } from './programs.ts';
import { chooseServers, type AdvisedServer, type ChosenServers } from './servers.ts';
import { standardsIn, type StandardSeen } from './standards.ts';

/** What an administrator is told about a domain. Plain data, printed as it is with `--json`. */
export interface Advice {
  readonly format: 'letterlock-advice';
  readonly version: 1;
  readonly domain: Hostname;
  /** What mail programs find there. */
  readonly standards: readonly StandardSeen[];
  /** What each program asks, and what it takes there. */
  readonly programs: readonly ProgramSeen[];
  /** What is wrong there as the run judged it, the first thing to do first; without what is as it should be. */
  readonly findings: readonly Finding[];
  /** The servers that the texts below name. */
  readonly servers: readonly AdvisedServer[];
  /** What no server is known for: then there is nothing to publish yet. */
  readonly missing: ChosenServers['missing'];
  readonly unpublishable: readonly Endpoint[];
  /** What to publish. */
  readonly publish: readonly Block[];
  /** Why there is no PACC document in it; null where there is one, or nothing at all. */
  readonly paccProblem: PaccProblem | null;
}

/** What makes advice beside a report. */
export interface AdviceContext {
  readonly domain: Hostname;
  /** SHA-256 in base64 with padding (RFC 4648 §4). */
  readonly sha256Base64: (bytes: Uint8Array) => string;
}

// Whose documents may say what the provider is called.
const NAMING: readonly SourceKind[] = ['pacc', 'autoconfig', 'autoconfig-well-known'];
const LONGEST_NAME = 60;
const LONGEST_SHORT_NAME = 20;

/**
 * What an administrator can do for the mail programs of a domain, out of the report of a run that searched for its
 * settings. It judges nothing anew, and everything that came from the net is a value in it, escaped where it is written.
 */
export function adviseOn(report: Report, { domain, sha256Base64 }: AdviceContext): Advice {
  const standards = standardsIn(report);
  const { servers, missing, unpublishable } = chooseServers(report);
  const context = { domain, names: namesIn(report, domain), standards, sha256Base64 };
  const { blocks, paccProblem } =
    missing.length > 0 ? { blocks: [], paccProblem: null } : blocksFor(servers, context);
  return {
    format: 'letterlock-advice',
    version: 1,
    domain,
    standards,
    programs: programsAt(standards),
    findings: report.findings.filter(({ severity }) => severity !== 'good'),
    servers,
    missing,
    unpublishable,
    publish: blocks,
    paccProblem,
  };
}

/** What the provider calls itself in its own documents, or the domain. What hides characters, or has markup, is no name. */
function namesIn({ observations }: Report, domain: Hostname): ProviderNames {
  const lookups = observedInRun(observations, 'lookup').filter(({ source }) => NAMING.includes(source));
  const said = lookups.flatMap(({ suggestion }) => suggestion?.providerName ?? []);
  const name = said.find(isPlain) ?? domain;
  return { name: shortened(name, LONGEST_NAME), shortName: shortened(name, LONGEST_SHORT_NAME) };
}

/** What was taken out of a text on its way here stands in it as `\u{…}`. */
function isPlain(name: string): boolean {
  return name.trim() !== '' && shortText(name, LONGEST_NAME) === name && !/[<>]|\\u\{/.test(name);
}

function shortened(name: string, mostCharacters: number): string {
  return [...name].slice(0, mostCharacters).join('').trim();
}
