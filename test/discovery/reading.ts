import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { autoconfigFile } from '../../electron/node/practice/discovery/autoconfig.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import { rank, type Option } from '../../shared/discovery/rank.ts';
import type { Report } from '../../shared/report/report.ts';
import { doorOf } from '../practice/doors.ts';

/** The practice domain's own IMAP server. */
export const OWN = 'imap.practice.test';
/** That of the other domain. */
export const OTHER = 'imap.other-practice.test';

/** A folder with an autoconfig file for a domain, gone with the test. */
export async function folderWith(
  domain: string,
  { doors, ports }: Practice,
  servers = domain,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-isp-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, `${domain}.xml`), autoconfigFile('usual', servers, { ...ports, doors }));
  return folder;
}

/** The practice server's own door in place of whatever is suggested. */
export function atPractice(endpoint: Option['endpoint'], practice: Practice): Option['endpoint'] {
  const { protocol, connectionSecurity } = endpoint;
  if (connectionSecurity === 'cleartext') throw new Error('the practice server has no door in cleartext');
  const { port } = doorOf(practice, protocol, connectionSecurity);
  const host = endpoint.protocol === 'imap' ? OWN : 'smtp.practice.test';
  // A port that is listened on, and a name that is one.
  return { ...endpoint, host: host as typeof endpoint.host, port: port as typeof endpoint.port };
}

/** The IMAP server of the plan, and who names it: what is guessed is left out. */
export function planned({ plan, candidates }: Report): {
  readonly said: readonly string[];
  readonly server: string;
  readonly toConfirm: string | null;
} {
  const endpoint = plan.incoming?.endpoint;
  const option = rank(candidates).find(
    (one) =>
      one.endpoint.protocol === 'imap' &&
      one.endpoint.port === endpoint?.port &&
      one.endpoint.host === endpoint.host,
  );
  const sources = (option?.candidates ?? []).map(({ source }) => `${source.kind} ${source.trust}`);
  return {
    said: [...new Set(sources)].filter((name) => name !== 'guess guess'),
    server: endpoint?.host ?? '',
    toConfirm: plan.incoming?.toConfirm ?? null,
  };
}

/** How each attempt to sign in ended: accepted, or why it was not made. */
export function outcomes({ signIns }: Report): readonly string[] {
  return signIns.map(({ endpoint, outcome, refusal }) => `${endpoint.protocol} ${refusal ?? outcome}`);
}

/** A line of the ledger. */
export type Lookup = Extract<Report['observations'][number], { kind: 'lookup' }>;

/** The ledger. */
export function lookups({ observations }: Report): readonly Lookup[] {
  return observations.filter((one): one is Lookup => one.kind === 'lookup');
}

/** The first line of a source. */
export function lookup(report: Report, kind: Lookup['source']): Lookup | undefined {
  return lookups(report).find(({ source }) => source === kind);
}
