import { expect, it, onTestFinished } from 'vitest';
import { examine } from '../../../electron/node/doctor.ts';
import { makeAuthority } from '../../../electron/node/practice/certificates.ts';
import { startDnsServer } from '../../../electron/node/practice/discovery/dns-server.ts';
import { startHttpsServer } from '../../../electron/node/practice/discovery/http-server.ts';
import { WEB_HOSTS } from '../../../electron/node/practice/discovery/places.ts';
import {
  statusReply,
  textReply,
  type WebReply,
  type WebRequest,
} from '../../../electron/node/practice/discovery/web-reply.ts';
import type { ZoneRecord } from '../../../electron/node/practice/discovery/zone.ts';
import { practiceSearch } from '../../../electron/node/practice/practice-run.ts';
import type { Practice } from '../../../electron/node/practice/practice.ts';
import { PORT_DISTANCE, PRACTICE_DOMAIN } from '../../../electron/node/practice/protocols.ts';
import { adviseOn, type Advice } from '../../../shared/advice/advice.ts';
import type { Report } from '../../../shared/report/report.ts';
import { NOTHING } from '../../discovery/behaviours.ts';
import { practicePlaying, reachingOnly, search } from '../../discovery/searching.ts';
import { surroundings } from '../../surroundings.ts';
import { hostname, sha256Base64, zoneLines } from './reports.ts';

const DOMAIN = hostname(PRACTICE_DOMAIN);
const LOOPBACK = '127.0.0.1';
const MAIL_HOSTS = ['imap', 'smtp', 'pop', 'sieve'].map((label) => `${label}.${DOMAIN}`);

it('advice, once it is followed, leaves nothing to publish', async () => {
  const practice = await practicePlaying(NOTHING);
  const before = await search(practice, { password: null });
  const advice = adviceOf(before, practice);

  const after = await searchAt(await publish(advice), practice);

  expect(advice.standards.every(({ state }) => state !== 'found')).toBe(true);
  expect(advice.publish.map(({ state }) => state)).not.toContain('same');
  const now = adviceOf(after, practice);
  expect(now.publish.map(({ id, state }) => [id, state])).toEqual([
    ['srv', 'same'],
    ['srv-not-offered', 'same'],
    ['autoconfig', 'same'],
    ['pacc', 'same'],
    ['pacc-digest', 'same'],
    ['autodiscover', 'same'],
  ]);
  expect(now.servers.map(({ endpoint }) => endpoint)).toEqual(advice.servers.map(({ endpoint }) => endpoint));
  const found = now.standards.filter(({ state }) => state === 'found').map(({ standard }) => standard);
  expect(found).toEqual(['srv', 'autoconfig', 'autoconfig-well-known', 'pacc', 'autodiscover']);
  expect(now.findings.map(({ code }) => code)).toEqual(['discovery_srv_not_offered']);
});

/** Where the texts are published: `ADDRESS:PORT` of DNS, the port of the web server, and whom to trust for it. */
interface Published {
  readonly dnsServer: string;
  readonly https: number;
  readonly caPem: string;
}

/** The advice about a run in which the practice server's ports stand for the usual ones. */
function adviceOf(report: Report, { doors }: Practice): Advice {
  const usual = new Map(doors.map(({ port, preferredPort }) => [port, preferredPort - PORT_DISTANCE]));
  const atUsualPorts = JSON.parse(
    JSON.stringify(report, (key, value: unknown) =>
      key === 'port' ? (usual.get(Number(value)) ?? value) : value,
    ),
  ) as Report; // as it was, with other numbers
  return adviseOn(atUsualPorts, { domain: DOMAIN, sha256Base64 });
}

async function publish({ publish: blocks }: Advice): Promise<Published> {
  const authority = await makeAuthority({ names: WEB_HOSTS, runName: 'advice', now: new Date() });
  const certificate = await authority.certificate('good');
  const web = await startHttpsServer(17_443, () => certificate);
  onTestFinished(() => web.close());
  web.answerWith((request) => answerTo(request, blocks));
  const zone = { records: recordsOf(blocks), addressOfUnknown: null };
  const dns = await startDnsServer({ preferredPort: 17_053, zone: () => zone, manner: () => 'usual' });
  onTestFinished(() => dns.close());
  return { dnsServer: `${LOOPBACK}:${dns.port}`, https: web.port, caPem: authority.caPem };
}

/** A file is given to who asks for it; Autodiscover answers a POST, with the address that is asked for. */
function answerTo({ host, path, method, body }: WebRequest, blocks: Advice['publish']): WebReply {
  const block = blocks.find(({ at }) => at.includes(`https://${host}${path}`));
  const isPosted = block?.id === 'autodiscover';
  if (block === undefined || method !== (isPosted ? 'POST' : 'GET')) return statusReply(404);
  const [, asked = ''] = /<EMailAddress>([^<]+)</.exec(body) ?? [];
  const type = block.id === 'pacc' ? 'application/json' : 'text/xml';
  return textReply(type, isPosted ? block.text.replaceAll('%EMAILADDRESS%', asked) : block.text);
}

function recordsOf(blocks: Advice['publish']): readonly ZoneRecord[] {
  const lines = blocks.filter(({ at }) => at.length === 0).flatMap(({ text }) => zoneLines(text));
  return [
    ...[...MAIL_HOSTS, ...WEB_HOSTS].map((name) => ({ type: 'A' as const, name, data: LOOPBACK })),
    ...lines.map((line): ZoneRecord => {
      if (line.type === 'TXT') return { type: 'TXT', name: line.name, data: line.text };
      const { name, type, ...data } = line;
      return { type, name, data };
    }),
  ];
}

async function searchAt({ dnsServer, https, caPem }: Published, practice: Practice): Promise<Report> {
  const run = practiceSearch(practice, null);
  if (!run.ok || run.value.examination.search === null) throw new Error('the practice server has no account');
  const { examination } = run.value;
  const web = reachingOnly({ ports: { ...practice.ports, https } }, ({ protocol }) => protocol === 'https:');
  return examine(
    {
      ...examination,
      search: { ...run.value.examination.search, ispdb: null, web },
      trustAnchors: [...examination.trustAnchors, caPem],
      names: { ...examination.names, dnsServers: [dnsServer] },
    },
    surroundings(),
  );
}
