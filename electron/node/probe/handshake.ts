import type { Socket } from 'node:net';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { TlsFacts } from '../../../shared/mail/observation.ts';
import { CleartextConnection } from '../net/cleartext-connection.ts';
import { lookAtCertificate } from '../net/certificate-look.ts';
import { startTls } from '../net/tls.ts';
import { VerifiedConnection } from '../net/verified-connection.ts';
import type { TranscriptWriter } from '../run-log.ts';
import { talkOf } from '../talk/talk-of.ts';
import { reachAgain, type LookContext } from './context.ts';
import { firstBytesOf } from './second-look.ts';

interface Visit {
  readonly endpoint: Endpoint;
  readonly context: LookContext;
  readonly transcript: TranscriptWriter;
}

/**
 * The TLS handshake of a look, recorded. Null where there is no verified TLS; a second look has then found out what the
 * certificate says, or what speaks there instead.
 */
export async function handshake(socket: Socket, visit: Visit): Promise<VerifiedConnection | null> {
  const { endpoint, context, transcript } = visit;
  const { trust, deadlines, signal, log, secrets } = context;
  const begunAt = log.begin(endpoint, 'tls');
  const result = await startTls(socket, endpoint.host, trust, deadlines.tlsMs, signal);
  transcript.add('note', `TLS: ${result.facts.version ?? result.facts.detail ?? result.facts.outcome}`);
  if (result.outcome === 'established') {
    log.observe(endpoint, result.facts, begunAt, transcript.place);
    return new VerifiedConnection(result.socket, transcript, signal, secrets);
  }
  const facts =
    result.facts.outcome === 'certificate-rejected'
      ? await withCertificate(result.facts, visit)
      : result.facts;
  log.observe(endpoint, facts, begunAt, transcript.place);
  if (endpoint.connectionSecurity === 'implicit-tls' && facts.outcome !== 'certificate-rejected') {
    await lookInTheClear(visit);
  }
  return null;
}

async function withCertificate(facts: TlsFacts, visit: Visit): Promise<TlsFacts> {
  const { endpoint, context } = visit;
  const socket = await reachForTls(visit);
  if (socket === null) return { ...facts, certificateProblems: ['unusable'] };
  const seen = await lookAtCertificate(socket, endpoint.host, context.trust, {
    timeoutMs: context.deadlines.tlsMs,
    signal: context.signal,
    now: context.date(),
  });
  if (seen === null) return { ...facts, certificateProblems: ['unusable'] };
  return { ...facts, chain: seen.chain, certificateProblems: seen.problems, version: seen.version };
}

/** A fresh socket at the point where the server expects a TLS handshake. */
async function reachForTls({ endpoint, context }: Visit): Promise<Socket | null> {
  const socket = await reachAgain(endpoint, context);
  if (socket === null || endpoint.connectionSecurity === 'implicit-tls') return socket;
  const cleartext = new CleartextConnection(socket, context.log.openTranscript(endpoint), context.signal);
  const talk = talkOf(endpoint.protocol);
  let bare: Socket | 'extra-bytes' | null = null;
  try {
    const { facts } = await talk.greeting(cleartext, context.deadlines);
    const listed = facts.outcome === 'ready' ? await talk.capabilities(cleartext, context.deadlines) : null;
    const answer = listed?.outcome === 'listed' ? await talk.starttls(cleartext, context.deadlines) : null;
    bare = answer?.outcome === 'agreed' ? cleartext.takeSocketForTls() : null;
    return bare === 'extra-bytes' ? null : bare;
  } finally {
    if (bare === null || bare === 'extra-bytes') cleartext.close();
  }
}

/** Finds out whether a port that would not speak TLS speaks something else. */
async function lookInTheClear({ endpoint, context }: Visit): Promise<void> {
  const begunAt = context.log.begin(endpoint, 'second-look');
  const service = await firstBytesOf(endpoint, context);
  context.log.observe(endpoint, { kind: 'second-look', tried: 'cleartext', service }, begunAt);
}
