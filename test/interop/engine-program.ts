// Whole runs against servers, outside of the tests' own process: on Node, and inside Electron. Reads jobs as JSON from
// standard input, one array; writes one JSON array of results.

import { examine } from '../../electron/node/doctor.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import type { ConnectionSecurity, Protocol } from '../../shared/mail/endpoint.ts';
import { parseEndpoint } from '../../shared/mail/endpoint.ts';
import { surroundings } from '../surroundings.ts';

/** One run, with one endpoint and one mechanism. */
export interface EngineJob {
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  readonly connectionSecurity: ConnectionSecurity;
  readonly ca: string;
  readonly mechanism: string;
  readonly username: string;
  readonly password: string;
}

/** What came of it. */
export interface EngineResult {
  readonly tls: string | null;
  readonly channelBinding: string | null;
  readonly outcome: string;
  readonly serverVerified: boolean | null;
  readonly findings: readonly string[];
}

const AT_ONCE = 8;

async function run(job: EngineJob): Promise<EngineResult> {
  const { protocol, host, port, connectionSecurity, ca, mechanism, username, password } = job;
  const endpoint = parseEndpoint(protocol, `${host}:${port}/${connectionSecurity}`);
  if (!endpoint.ok) throw new RangeError('that is no endpoint');
  const report = await examine(
    {
      address: null,
      username,
      endpoints: [endpoint.value],
      guessed: [],
      search: null,
      isThorough: false,
      mechanism,
      trustAnchors: [ca],
      systemAnchors: [],
      names: SYSTEM_NAMES,
      timeoutMs: null,
    },
    surroundings({
      askPassword: async () => ({
        password,
        isConfirmed: true,
        looksAtMail: false,
        sendsTestMail: false,
        language: 'en',
      }),
    }),
  );
  const [signIn] = report.signIns;
  const handshake = report.observations.find((one) => one.kind === 'tls-handshake');
  return {
    tls: handshake?.version ?? null,
    channelBinding: signIn?.channelBinding ?? null,
    outcome: signIn?.refusal ?? signIn?.failure ?? signIn?.outcome ?? 'none',
    serverVerified: signIn?.serverVerified ?? null,
    findings: report.findings.map(({ code }) => code),
  };
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer);
const jobs = JSON.parse(Buffer.concat(input).toString()) as EngineJob[]; // the test writes these
const results: EngineResult[] = [];
let next = 0;
const worker = async (): Promise<void> => {
  for (let at = next++; at < jobs.length; at = next++) results[at] = await run(jobs[at] as EngineJob); // below the length
};
await Promise.all(Array.from({ length: AT_ONCE }, worker));
process.stdout.write(JSON.stringify(results));
