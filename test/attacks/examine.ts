import { expect } from 'vitest';
import { examine } from '../../electron/node/doctor.ts';
import type { OtherCredential } from '../../electron/node/credential.ts';
import type { GivenPassword } from '../../electron/node/examination.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { parseEmailAddress } from '../../shared/mail/email-address.ts';
import {
  parseEndpoint,
  type ConnectionSecurity,
  type Endpoint,
  type Protocol,
} from '../../shared/mail/endpoint.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { makePki } from '../servers/pki.ts';
import { playTranscript, type ScriptedServer } from '../servers/scripted.ts';
import { givenPassword, surroundings } from '../surroundings.ts';

/** The password that no server in these tests may ever see, unless the mechanism hands it over in verified TLS. */
export const PASSWORD = 'walrus-Tuning-fork-77';
const AUTHCID = 'alice@example.test';

/** What to do besides the usual. */
export interface ExamineOptions {
  readonly timeoutMs?: number;
  readonly mechanism?: string;
  readonly password?: string | null;
  /** What is signed in with in place of a password. */
  readonly credential?: OtherCredential;
  /** PEM certificates to trust in place of the test CA. */
  readonly trustAnchors?: readonly string[];
  /** PEM certificates that the computer is said to trust. */
  readonly systemAnchors?: readonly string[];
  readonly signal?: AbortSignal;
  /** What is to be done besides signing in. */
  readonly given?: Partial<GivenPassword>;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onPlan?: (plan: Plan) => void | Promise<void>;
}

/** An endpoint of a test server, which is known to be well formed. */
export function endpointAt(
  protocol: Protocol,
  { host, port }: { readonly host: string; readonly port: number },
  security: ConnectionSecurity,
): Endpoint {
  const parsed = parseEndpoint(protocol, `${host}:${port}/${security}`);
  if (!parsed.ok) throw new Error(`not an endpoint: ${parsed.problem.given}`);
  return parsed.value;
}

/** Runs the doctor in this process, with the password at hand and the test CA trusted. */
export async function examineAt(
  endpoints: readonly Endpoint[],
  options: ExamineOptions = {},
): Promise<Report> {
  const address = parseEmailAddress(AUTHCID);
  return examine(
    {
      address: address.ok ? address.value : null,
      username: null,
      endpoints,
      guessed: [],
      search: null,
      isThorough: false,
      mechanism: options.mechanism ?? null,
      ...(options.credential === undefined ? {} : { credential: options.credential }),
      trustAnchors: options.trustAnchors ?? [(await makePki()).caPem],
      systemAnchors: options.systemAnchors ?? [],
      names: SYSTEM_NAMES,
      timeoutMs: options.timeoutMs ?? 3_000,
    },
    surroundings({
      emit: (event) => options.onEvent?.(event),
      askPassword: async (plan) => {
        await options.onPlan?.(plan);
        const password = options.password === undefined ? PASSWORD : options.password;
        if (options.credential !== undefined) return givenPassword(null, options.given);
        return password === null ? null : givenPassword(password, options.given);
      },
      signal: options.signal ?? new AbortController().signal,
    }),
  );
}

/** What came of a run against a script. */
export interface Played {
  readonly report: Report;
  readonly codes: readonly string[];
  readonly server: ScriptedServer;
  /** Everything that the server got, as text. */
  readonly received: string;
}

/** Plays a script to one run and closes the server. */
export async function play(
  protocol: Protocol,
  security: ConnectionSecurity,
  script: string,
  options: ExamineOptions = {},
): Promise<Played> {
  const server = await playTranscript(script, {
    pki: await makePki(),
    implicitTls: security === 'implicit-tls',
  });
  const report = await examineAt([endpointAt(protocol, server, security)], options);
  await server.close();
  return {
    report,
    codes: report.findings.map(({ code }) => code),
    server,
    received: server.received().toString('latin1'),
  };
}

/** Nothing that could be used to sign in, now or offline, went to the server. */
export function expectNoSecret({ received, report }: Played): void {
  expect(received).not.toMatch(/AUTHENTICATE|AUTH |LOGIN/i);
  expectNotIn(received);
  expect(report.signIns.filter(({ outcome }) => outcome === 'accepted')).toEqual([]);
}

/** The password in no common encoding. */
export function expectNotIn(text: string): void {
  const bytes = Buffer.from(PASSWORD);
  const lower = text.toLowerCase();
  for (const form of [PASSWORD, bytes.toString('hex'), encodeURIComponent(PASSWORD)]) {
    expect(lower).not.toContain(form.toLowerCase());
  }
  for (const offset of [0, 1, 2]) {
    const inside = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, 24);
    expect(text).not.toContain(inside);
  }
}
