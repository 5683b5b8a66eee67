import { createHash } from 'node:crypto';
import { readMailconf } from '../../../shared/discovery/mailconf.ts';
import { readPacc, type PaccAnswer } from '../../../shared/discovery/pacc.ts';
import { readSrv, SRV_LABELS, srvName, type SrvAnswer } from '../../../shared/discovery/srv.ts';
import type { Source } from '../../../shared/mail/candidate.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { askMx, askSrv, askTxt, type DnsAnswer } from '../dns/records.ts';
import { registrableDomain } from '../net/registrable-domain.ts';
import { askDns, askWeb, dnsUri, endOfDocument, type LookupEnd } from './ask.ts';
import { askNamed } from './autoconfig-sources.ts';
import type { SearchContext } from './search-context.ts';

const FOUND: LookupEnd = { outcome: 'found', detail: null };

/** The SRV records of all mail services, side by side; what they suggest is told once all are there, in one order. */
export async function askSrvRecords(context: SearchContext): Promise<void> {
  const { settings, dns, suggest } = context;
  const answers: SrvAnswer[] = [];
  // Each line of the ledger says what it brought; what that is worth shows only when all are there.
  const recording: SearchContext = { ...context, suggest: () => undefined };
  await allEnded(
    SRV_LABELS.map(async (label) => {
      const name = srvName(label, settings.domain);
      const source: Source = { kind: 'srv', uri: dnsUri(name, 'SRV'), trust: 'dns' };
      await askDns(
        source,
        () => askSrv(name, dns),
        recording,
        (records) => {
          const answer = { label, records, source };
          answers.push(answer);
          return { ...FOUND, suggestion: readSrv([answer]) };
        },
      );
    }),
  );
  suggest(readSrv(answers).candidates);
}

/** The autoconfig file that a `mailconf=` TXT record names. */
export async function askMailconf(context: SearchContext): Promise<void> {
  const { settings, dns } = context;
  const source: Source = { kind: 'mailconf', uri: dnsUri(settings.domain, 'TXT'), trust: 'dns' };
  const answer = await askDns<string>(
    source,
    () => askTxt(settings.domain, dns),
    context,
    (texts) => (readMailconf(texts) === null ? { outcome: 'absent', detail: null } : FOUND),
  );
  const named = answer.kind === 'found' ? readMailconf(answer.records) : null;
  if (named !== null) await askNamed(named, context);
}

/** The PACC document and its digest, side by side: one is worth nothing without the other. */
export async function askPacc(context: SearchContext): Promise<void> {
  const { settings, dns } = context;
  const name = `_ua-auto-config.${settings.domain}`;
  const uri = `https://ua-auto-config.${settings.domain}/.well-known/user-agent-configuration.json`;
  const source: Source = { kind: 'pacc', uri, trust: 'verified-digest' };
  const asked = askDns<string>(
    { ...source, uri: dnsUri(name, 'TXT') },
    () => askTxt(name, dns),
    context,
    () => FOUND,
  );
  const fetched = askWeb(source, {}, context, async (bytes) => {
    const answer = await asked;
    const digestRecords = recordsIn(answer);
    const digestBase64 = createHash('sha256').update(bytes).digest('base64');
    const read = readPacc(bytes, { digestRecords: digestRecords ?? [], digestBase64, source });
    // Where DNS said nothing, nobody knows whether there is a digest.
    return digestRecords === null && read.kind === 'digest-missing'
      ? { outcome: 'failed', detail: 'digest-unanswered' }
      : endOfPacc(read);
  });
  await allEnded([asked, fetched]);
}

/** The MX hosts of the domain, preferred first; none where it has none. */
export async function askMxHosts(context: SearchContext): Promise<readonly Hostname[]> {
  const { settings, dns } = context;
  const source: Source = { kind: 'autoconfig-mx', uri: dnsUri(settings.domain, 'MX'), trust: 'dns' };
  const answer = await askDns(
    source,
    () => askMx(settings.domain, dns),
    context,
    () => FOUND,
  );
  return answer.kind === 'found' ? answer.records.flatMap(({ host }) => host ?? []) : [];
}

/**
 * The domains behind an MX host: `b.example.net` and `example.net` for `a.b.example.net`, never those of the domain itself
 * or of its neighbours above it.
 */
export function mxDomainsOf(mx: Hostname, domain: Hostname): readonly Hostname[] {
  const base = registrableDomain(mx);
  if (base === registrableDomain(domain)) return [];
  const above = mx.slice(mx.indexOf('.') + 1);
  const names = above.length > base.length ? [above, base] : [base];
  return names as Hostname[]; // parts of a host name, cut at its dots, are host names
}

function recordsIn(answer: DnsAnswer<string>): readonly string[] | null {
  if (answer.kind === 'found') return answer.records;
  return answer.kind === 'absent' ? [] : null;
}

function endOfPacc(answer: PaccAnswer): LookupEnd {
  switch (answer.kind) {
    case 'verified':
      return endOfDocument(answer.document);
    case 'digest-missing':
      return { outcome: 'digest-missing', detail: null };
    case 'digest-mismatch':
      return { outcome: 'digest-mismatch', detail: null };
    case 'unreadable':
      // A web server that answers everything with a page: there was never meant to be such a document.
      return { outcome: 'absent', detail: answer.problem };
  }
}
