import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode } from 'dns-packet';
import { onTestFinished } from 'vitest';

const LOOPBACK = '127.0.0.1';

/**
 * Starts a DNS server that passes each question on to that of the practice, and its answer back, until the test ends. Over TCP
 * nobody answers: no answer of the practice server needs it.
 *
 * @param isAnswered told each question; what it says false to stays without an answer
 * @returns `ADDRESS:PORT`
 */
export async function startDnsForwarder(
  practice: { readonly dnsServer: string },
  isAnswered: (question: Buffer) => boolean,
): Promise<string> {
  const upstreamPort = Number(practice.dnsServer.split(':')[1]);
  const server = createSocket('udp4');
  const askers = new Set<UdpSocket>();
  server.on('message', (bytes, from) => {
    if (!isAnswered(bytes)) return;
    const asker = createSocket('udp4');
    askers.add(asker);
    asker.on('message', (answer) => server.send(answer, from.port, from.address));
    asker.send(bytes, upstreamPort, LOOPBACK);
  });
  server.bind(0, LOOPBACK);
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of [server, ...askers]) socket.close();
  });
  return `${LOOPBACK}:${server.address().port}`;
}

/** The names that a DNS question asks for. */
export function namesIn(question: Buffer): readonly string[] {
  return (decode(question).questions ?? []).map(({ name }) => name);
}
