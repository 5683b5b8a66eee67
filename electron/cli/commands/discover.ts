import { createHash } from 'node:crypto';
import { adviseOn } from '../../../shared/advice/advice.ts';
import type { Language } from '../../../shared/findings/explain.ts';
import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { isIpAddress, parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { accepted, refused, type Parsed, type Refused } from '../../../shared/mail/parsed.ts';
import type { Report } from '../../../shared/report/report.ts';
import { searchFor } from '../../node/discovery/search-for.ts';
import type { Examination } from '../../node/examination.ts';
import { renderAdvice } from '../advice-text.ts';
import { readRunOptions, type RawRunOptions } from '../options.ts';
import { readReportTarget, type RawReportTarget } from '../report-option.ts';
import { outputOf } from '../run-options.ts';
import { runOnTerminal, type Output } from '../run.ts';
import { styleFor } from '../terminal/style.ts';
import { widthOf, type Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock discover`, as commander gives them. */
export interface RawDiscoverOptions extends RawRunOptions, RawReportTarget {
  /** Says what the administrator of the domain can publish, in place of the report. */
  readonly advise?: boolean;
}

/**
 * Searches for the settings of a domain, and prints what was found, or what its administrator can publish.
 *
 * @returns the exit code, or what is wrong with what was typed
 */
export async function discover(
  given: string,
  raw: RawDiscoverOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const reportTo = await readReportTarget(raw);
  if (!reportTo.ok) return reportTo;
  const examination = await readDiscover(given, raw);
  if (!examination.ok) return examination;
  const output = outputOf(raw);
  const domain = examination.value.search?.domain;
  if (raw.advise !== true || domain === undefined) {
    return runOnTerminal(examination.value, { output, language, ...reportTo.value }, terminal);
  }
  const printInstead = (report: Report): void => printAdvice(report, { domain, output, language }, terminal);
  return runOnTerminal(examination.value, { output, language, printInstead, ...reportTo.value }, terminal);
}

/** As text, as one JSON object, or as the last of the JSON lines. */
function printAdvice(
  report: Report,
  {
    domain,
    output,
    language,
  }: { readonly domain: Hostname; readonly output: Output; readonly language: Language },
  { stdout, env }: Terminal,
): void {
  const sha256Base64 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
  const advice = adviseOn(report, { domain, sha256Base64 });
  const printed: Readonly<Record<Output, () => string>> = {
    text: () => renderAdvice(advice, { language, style: styleFor(stdout, env), width: widthOf(stdout) }),
    json: () => `${JSON.stringify(advice, null, 2)}\n`,
    jsonl: () => `${JSON.stringify({ type: 'advice', advice })}\n`,
  };
  stdout.write(printed[output]());
}

/**
 * Reads `letterlock discover ADDRESS|DOMAIN`. Of an address only its domain is used, but where its owner wants that domain to
 * be told: there is nobody to sign in for. Servers can be named for advice alone, which is then about them.
 */
async function readDiscover(given: string, raw: RawDiscoverOptions): Promise<Parsed<Examination>> {
  const address = given.includes('@') ? parseEmailAddress(given) : null;
  if (address?.ok === false) return address;
  const domain = address === null ? parseHostname(given) : accepted(address.value.domain);
  if (!domain.ok) return domain;
  // Nobody publishes settings for an address: there is no zone, and there are no names below it.
  if (raw.advise === true && isIpAddress(domain.value)) return refused('domain_unusable', given);
  const toldAddress = raw.tellAddress === true && address !== null ? address.value : null;
  const isToldToNobody = raw.tellAddress === true && toldAddress === null;
  if (isToldToNobody) return refused('address_told_to_nobody', '--tell-address');
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const [named] = run.value.endpoints;
  if (named !== undefined && raw.advise !== true) return refused('servers_already_named', named.host);
  return accepted({
    ...run.value,
    guessed: [],
    search: searchFor(domain.value, run.value.names, { toldAddress }),
    isThorough: false,
    address: null,
    username: null,
    mechanism: null,
  });
}
