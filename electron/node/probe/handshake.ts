import type { Socket } from 'node:net';
import type { TlsFacts } from '../../../shared/mail/observation.ts';
import { lookAtCertificate } from '../net/certificate-look.ts';
import { startTls } from '../net/tls.ts';
import { startTlsWithKey } from '../net/tls-with-key.ts';
import { VerifiedConnection } from '../net/verified-connection.ts';
import type { Visit } from './context.ts';
import { reachForTls } from './reach-for-tls.ts';
import { firstBytesOf } from './second-look.ts';

const UNUSABLE: TlsFacts['certificateProblems'] = [{ kind: 'unusable', link: 0 }];

// What came of it proves that there is TLS: nothing else can be behind that port.
const SPEAKS_TLS: readonly TlsFacts['outcome'][] = ['certificate-rejected', 'client-certificate-required'];

/**
 * The TLS handshake of a look, recorded. Null where there is no verified TLS; a second look has then found out what the
 * certificate says, or what speaks there instead.
 */
export async function handshake(socket: Socket, visit: Visit): Promise<VerifiedConnection | null> {
  const { endpoint, context, transcript } = visit;
  const { trust, deadlines, signal, log, secrets, key } = context;
  const begunAt = log.begin(visit, 'tls');
  const result =
    key === undefined
      ? await startTls(socket, endpoint.host, trust, deadlines.tlsMs, signal)
      : await startTlsWithKey(socket, endpoint.host, trust, key, deadlines.tlsMs, signal);
  transcript.add('note', `TLS: ${result.facts.version ?? result.facts.detail ?? result.facts.outcome}`);
  if (result.outcome === 'established') {
    const { anchor, clientCertificate } = result.facts;
    if (clientCertificate === 'shown') transcript.add('note', 'the certificate of this device was shown');
    log.observe(visit, result.facts, begunAt, transcript.place);
    return new VerifiedConnection(
      result.socket,
      transcript,
      signal,
      secrets,
      anchor,
      clientCertificate === 'shown',
    );
  }
  const facts =
    result.facts.outcome === 'certificate-rejected'
      ? await withCertificate(result.facts, visit)
      : result.facts;
  log.observe(visit, facts, begunAt, transcript.place);
  if (endpoint.connectionSecurity === 'implicit-tls' && !SPEAKS_TLS.includes(facts.outcome)) {
    await lookInTheClear(visit);
  }
  return null;
}

async function withCertificate(facts: TlsFacts, visit: Visit): Promise<TlsFacts> {
  const { endpoint, context } = visit;
  const socket = await reachForTls(visit, visit.context);
  if (socket === null) return { ...facts, certificateProblems: UNUSABLE };
  const seen = await lookAtCertificate(socket, endpoint.host, context.trust, {
    timeoutMs: context.deadlines.tlsMs,
    signal: context.signal,
    now: context.date(),
  });
  if (seen === null) return { ...facts, certificateProblems: UNUSABLE };
  const { chain, anchor, problems, version } = seen;
  return { ...facts, chain, anchor, certificateProblems: problems, version };
}

/** Finds out whether a port that would not speak TLS speaks something else. */
async function lookInTheClear(visit: Visit): Promise<void> {
  const { context } = visit;
  const begunAt = context.log.begin(visit, 'second-look');
  const service = await firstBytesOf(visit, context);
  context.log.observe(visit, { kind: 'second-look', tried: 'cleartext', service }, begunAt);
}
