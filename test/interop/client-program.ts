// Signs in to servers with shared/sasl, outside of the tests' own process: on Node, and inside Electron. Reads jobs as
// JSON from standard input, one array; writes one JSON array of results.

import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { channelBindingsOf } from '../../electron/node/net/channel-binding.ts';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import type { ClientBinding } from '../../shared/sasl/channel-binding.ts';
import { chooseMechanism } from '../../shared/sasl/choose.ts';
import { saslClient } from '../../shared/sasl/client.ts';
import { TALKS, type Dialect, type Talk } from './dialects.ts';
import { Wire } from './wire.ts';

/** One sign-in. */
export interface Job {
  readonly dialect: Dialect;
  readonly host: string;
  readonly port: number;
  readonly isImplicit: boolean;
  readonly ca: string;
  readonly tls: 'TLSv1.2' | 'TLSv1.3';
  readonly mechanism: string;
  readonly authcid: string;
  readonly password: string;
  readonly clientCertificate?: { readonly cert: string; readonly key: string };
  /** What is said about channel binding instead of the truth, to see what the server makes of it. */
  readonly lie?: 'y' | 'n' | 'other-data';
}

/** What came of it. */
export interface JobResult {
  readonly outcome: string;
  readonly serverVerified: boolean | null;
  readonly channelBinding: string | null;
  readonly version: string | null;
  /** What the server said last: its text, or the challenge that was not answered. */
  readonly words: string;
}

async function run(job: Job): Promise<JobResult> {
  const talk = TALKS[job.dialect];
  const socket = connect(job.port, job.host);
  await once(socket, 'connect');
  socket.setNoDelay(true);
  const wire = new Wire(socket);
  if (!job.isImplicit) {
    await talk.greeting(wire);
    await talk.starttls(wire);
  }
  const tls = connectTls({
    socket: wire.release(),
    host: job.host,
    ca: job.ca,
    minVersion: job.tls,
    maxVersion: job.tls,
    rejectUnauthorized: true,
    ...job.clientCertificate,
  });
  await once(tls, 'secureConnect');
  wire.replace(tls);
  const version = tls.getProtocol();
  if (job.isImplicit || job.dialect === 'sieve') await talk.greeting(wire);
  const advertised = await talk.mechanisms(wire);
  const bindings = channelBindingsOf(tls, 'client');
  const { chosen } = chooseMechanism({
    advertised,
    hasVerifiedTls: tls.authorized,
    channelBindings: bindings.map(({ type }) => type),
    atHand: { password: true, key: job.clientCertificate !== undefined, token: false },
    policy: { only: job.mechanism },
  });
  if (chosen === null) {
    wire.socket.destroy();
    return result('not-chosen', null, null, version, advertised.join(' '));
  }
  const binding = lieAbout(job, bindingOf(chosen.gs2CbindFlag, bindings[0]));
  const client = saslClient(chosen.mechanism, job, { crypto: nodeSaslCrypto, channelBinding: binding });
  const ended = await exchange(wire, talk, client, chosen.mechanism.name);
  wire.socket.destroy();
  return { ...ended, channelBinding: chosen.channelBinding, version };
}

function bindingOf(
  flag: 'p' | 'y' | 'n',
  binding: ReturnType<typeof channelBindingsOf>[number] | undefined,
): ClientBinding {
  if (flag === 'p' && binding !== undefined) return { kind: 'bound', binding };
  return { kind: flag === 'y' ? 'not-offered' : 'unable' };
}

function lieAbout({ lie }: Job, truth: ClientBinding): ClientBinding {
  if (lie === 'y') return { kind: 'not-offered' };
  if (lie === 'n') return { kind: 'unable' };
  if (lie === 'other-data' && truth.kind === 'bound') {
    return { kind: 'bound', binding: { ...truth.binding, data: truth.binding.data.map((byte) => byte ^ 1) } };
  }
  return truth;
}

async function exchange(
  wire: Wire,
  talk: Talk,
  client: ReturnType<typeof saslClient>,
  mechanism: string,
): Promise<JobResult> {
  const first = await client.start();
  if (first.kind === 'failed') return result(`refused: ${first.failure.reason}`, null, null, null, '');
  wire.send(talk.begin(mechanism, first.kind === 'send' ? first.bytes : undefined));
  for (;;) {
    const answer = await talk.answer(wire);
    if (answer.kind === 'failed') return result(`failed: ${answer.failure}`, null, null, null, '');
    if (answer.kind === 'rejected') return result('rejected', null, null, null, answer.words.text);
    if (answer.kind === 'accepted') {
      const outcome = await client.conclude(answer.additionalData);
      return outcome.kind === 'done'
        ? result('accepted', outcome.serverVerified, null, null, answer.words.text)
        : result(`unproved: ${outcome.failure.reason}`, null, null, null, '');
    }
    const step = await client.respond(answer.bytes);
    if (step.kind !== 'send') {
      wire.send(talk.cancel);
      return result(
        `failed: ${step.kind === 'failed' ? step.failure.reason : step.kind}`,
        null,
        null,
        null,
        Buffer.from(answer.bytes).toString(),
      );
    }
    wire.send(talk.respond(step.bytes));
  }
}

function result(
  outcome: string,
  serverVerified: boolean | null,
  channelBinding: string | null,
  version: string | null,
  words: string,
): JobResult {
  return { outcome, serverVerified, channelBinding, version, words };
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer);
const results: JobResult[] = [];
for (const job of JSON.parse(Buffer.concat(input).toString()) as Job[]) {
  results.push(
    await run(job).catch((error: unknown) => result(`threw: ${String(error)}`, null, null, null, '')),
  );
}
process.stdout.write(JSON.stringify(results));
