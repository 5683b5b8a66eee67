// The HTTP client outside of the tests' own process: on Node, and inside Electron. It reads one job a line as JSON from
// standard input, fetches from the practice servers, and prints what came. It ends by itself when its input does and
// nothing is open any more.

import { createInterface } from 'node:readline';
import { fetchDocument } from '../../electron/node/http/fetch-document.ts';
import { hostLookup, SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import type { FetchFacts } from '../../shared/mail/fetch-outcome.ts';

/** What to fetch, and where the practice servers are. */
export interface FetchJob {
  readonly url: string;
  readonly post?: { readonly contentType: string; readonly text: string };
  readonly allowsHttp?: true;
  readonly caPem: string;
  readonly ports: { readonly https: number; readonly http: number; readonly dns: number };
  readonly timeoutMs: number;
  /** Has the environment say that no certificate needs to be right. */
  readonly isEnvironmentLax?: true;
  /** Whether nothing but public addresses may be reached, which practice servers have none of. */
  readonly isPublicOnly?: true;
}

/** What came of it, with the document as text. */
export interface FetchedText {
  readonly facts: FetchFacts;
  readonly text: string | null;
}

const { signal } = new AbortController();

async function fetched(job: FetchJob): Promise<FetchedText> {
  const { url, post, allowsHttp, caPem, ports, timeoutMs } = job;
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = job.isEnvironmentLax === true ? '0' : '1';
  const names = { ...SYSTEM_NAMES, dnsServers: [`127.0.0.1:${ports.dns}`] };
  const { facts, bytes } = await fetchDocument(
    {
      url: new URL(url),
      ...(post && { post: { contentType: post.contentType, bytes: Buffer.from(post.text) } }),
      ...(allowsHttp && { allowsHttp }),
    },
    {
      resolve: hostLookup({ names, timeoutMs, signal }),
      trust: createTrust([caPem], []),
      timeoutMs,
      signal,
      portFor: ({ protocol }) => (protocol === 'https:' ? ports.https : ports.http),
      ...(job.isPublicOnly === true ? {} : { mayReach: (address: string) => address === '127.0.0.1' }),
    },
  );
  return { facts, text: bytes === null ? null : Buffer.from(bytes).toString() };
}

for await (const line of createInterface(process.stdin)) {
  process.stdout.write(`${JSON.stringify(await fetched(JSON.parse(line) as FetchJob))}\n`);
}
