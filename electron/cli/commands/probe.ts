import { accepted, type Parsed } from '../../../shared/mail/parsed.ts';
import type { Examination } from '../../node/examination.ts';
import { lookAtHosts } from '../../node/look-at-hosts.ts';
import { readRunOptions, type RawRunOptions } from '../options.ts';

/** Reads the endpoints of `letterlock probe`: hosts alone mean all of their well-known ports. */
export async function readProbe(hosts: readonly string[], raw: RawRunOptions): Promise<Parsed<Examination>> {
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const look = lookAtHosts(hosts, run.value.endpoints);
  return look.ok ? accepted({ ...run.value, ...look.value }) : look;
}
