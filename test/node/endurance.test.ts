import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MailDoor } from '../../electron/node/practice/mail/doors.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { PRACTICE_HOSTS } from '../../electron/node/practice/protocols.ts';
import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import { endpointAt } from '../attacks/examine.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { closeServer, portOf, refusedPort, type HeldPort } from '../servers/ports.ts';
import type { EnduranceJob, EnduranceResult, EnduranceRun } from './endurance-program.ts';

// 5 kinds of runs with 8 endpoints each.
const ROUNDS = 25;
const PROBES = 1_000;
const WARM_UPS = 3;
const MOST_GROWTH = 1.05;
const PATIENCE_MS = 5_000;
// What does not answer is given up soon: it only has to be one of the ways in which a look ends.
const NO_PATIENCE_MS = 40;
const LONGEST_RUN_MS = 120_000;

// In the order of the kinds.
const ENDINGS = [
  'servers_healthy',
  'tls_certificate_unknown_issuer',
  'network_port_refused network_server_silent',
  'run_cancelled',
  'run_cancelled',
];

describeWith(['linux', 'electron'], '1,000 probes in a row', () => {
  let practice: Practice;
  let silent: Server;
  let refused: HeldPort;
  let program: string;
  const open = new Set<Socket>();

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
    silent = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => socket.destroy()); // the client went, as it should
      socket.on('close', () => open.delete(socket));
      socket.resume();
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    refused = await refusedPort();
    program = await bundle('../node/endurance-program');
  });

  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await Promise.all([practice.close(), refused.close(), closeServer(silent)]);
  });

  it.each(RUNTIMES)(
    'leave no socket and no memory behind, however they end, on %s',
    async (runtime) => {
      const job = { kinds: kindsOfRuns(), warmUps: WARM_UPS, rounds: ROUNDS };

      const { probes, ended, sockets, heap, warnings } = await endure(runtime, job);

      expect(probes).toBe(PROBES);
      expect(ended).toEqual(ENDINGS);
      expect(sockets.after).toBe(sockets.before);
      expect(heap.after / heap.before).toBeLessThan(MOST_GROWTH);
      expect(warnings).toEqual([]);
    },
    LONGEST_RUN_MS,
  );

  function kindsOfRuns(): readonly EnduranceRun[] {
    const door = ({ protocol, port, connectionSecurity }: MailDoor, spoken: Protocol = protocol): Endpoint =>
      endpointAt(spoken, { host: PRACTICE_HOSTS[protocol], port }, connectionSecurity);
    const submission = doorOf(practice, 'submission', 'starttls');
    // SMTP between servers, which the practice server has no port for, begins as submission does.
    const doors = [...practice.doors.map((one) => door(one)), door(submission, 'smtp')];
    const nowhere = [refused, { host: '127.0.0.1', port: portOf(silent) }].flatMap((place) => [
      endpointAt('imap', place, 'implicit-tls'),
      endpointAt('pop3', place, 'implicit-tls'),
      endpointAt('submission', place, 'starttls'),
      endpointAt('managesieve', place, 'starttls'),
    ]);
    const usual = {
      endpoints: doors,
      trustAnchors: [practice.caPem],
      dnsServer: practice.dnsServer,
      timeoutMs: PATIENCE_MS,
      cancelledAt: null,
    };
    return [
      usual,
      { ...usual, trustAnchors: [] },
      { ...usual, endpoints: nowhere, timeoutMs: NO_PATIENCE_MS },
      { ...usual, cancelledAt: 'connect' },
      { ...usual, cancelledAt: 'starttls' },
    ];
  }

  async function endure(runtime: Runtime, job: EnduranceJob): Promise<EnduranceResult> {
    return (await answerOf(program, runtime, job)) as EnduranceResult; // the program prints exactly this
  }
});
