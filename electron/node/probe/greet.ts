import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { softwareIn } from '../../../shared/wire/software.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { Greeting } from '../talk/talk.ts';
import type { Visit } from './context.ts';
import { withPortalNamed } from './portal.ts';
import { speaksTls } from './second-look.ts';
import { noteSoftware } from './software.ts';

// A server that speaks first does so at once, or holds back for six seconds and more. After this time it is worth a
// second look whether it waits for TLS.
const PATIENCE_MS = 2_000;

/**
 * Waits for the greeting and records it. Null where it is none to go on from.
 *
 * While a port that should speak first stays silent, a second connection finds out whether it speaks TLS from the first
 * byte; if so there is nothing to wait for.
 */
export async function greet(connection: LineConnection, visit: Visit): Promise<Greeting | null> {
  const { endpoint, context, talk } = visit;
  const begunAt = context.log.begin(visit, 'greeting');
  const enough = new AbortController();
  const watch =
    endpoint.connectionSecurity === 'implicit-tls' ? null : watchForTls(visit, connection, enough);
  try {
    const greeting = await talk.greeting(connection, context.deadlines);
    enough.abort();
    const facts = await withPortalNamed(greeting.facts, connection, visit);
    context.log.observe(visit, facts, begunAt, connection.place);
    noteSoftware(visit, softwareIn(facts.words?.text ?? ''), 'greeting', connection);
    const isSafe = greeting.facts.outcome === 'ready' || isPreauthInTls(greeting, endpoint);
    return isSafe ? greeting : null;
  } finally {
    enough.abort();
    await watch;
  }
}

/** PREAUTH inside TLS is a sign-in by certificate; in the clear it only serves to forbid STARTTLS (RFC 9051 §7.1.4). */
function isPreauthInTls({ facts }: Greeting, { connectionSecurity }: Endpoint): boolean {
  return facts.outcome === 'preauthenticated' && connectionSecurity === 'implicit-tls';
}

async function watchForTls(visit: Visit, connection: LineConnection, enough: AbortController): Promise<void> {
  const { context } = visit;
  await delay(Math.min(PATIENCE_MS, context.deadlines.greetingMs / 2), enough.signal);
  const signal = AbortSignal.any([context.signal, enough.signal]);
  if (signal.aborted) return;
  const begunAt = context.log.begin(visit, 'second-look');
  const isTls = await speaksTls(visit, { ...context, signal }).catch(() => false); // aborted: the answer came
  if (!isTls || isAborted(enough)) return;
  context.log.observe(visit, { kind: 'second-look', tried: 'tls', service: 'tls' }, begunAt);
  connection.giveUpWaiting();
}

/** Asked anew: it may have changed while something was waited for. */
function isAborted({ signal }: AbortController): boolean {
  return signal.aborted;
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
