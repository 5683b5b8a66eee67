import { describe, expect, it } from 'vitest';
import { deadlinesOf } from '../../electron/node/net/deadlines.ts';
import { lookAtControlPorts } from '../../electron/node/probe/control.ts';
import { RunLog } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { parseEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';

const LOOPBACK = '127.0.0.1';

function endpoint(): Endpoint {
  const parsed = parseEndpoint('imap', 'imap.example.org');
  if (!parsed.ok) throw new Error('not an endpoint');
  return parsed.value;
}

/** What is looked at beside a port that stayed silent. */
async function controlled(mayReach: (address: string) => boolean): Promise<readonly string[]> {
  const log = new RunLog(
    () => undefined,
    () => performance.now(),
    new Secrets(),
  );
  const at = { endpoint: endpoint(), address: '192.0.2.7' };
  log.observe(at, { kind: 'tcp-connect', address: at.address, outcome: 'silent', detail: null }, log.now());
  await lookAtControlPorts([at.endpoint], {
    log,
    resolve: async (host) => ({
      kind: 'dns-answer',
      host,
      outcome: 'resolved',
      saidBy: 'dns',
      addresses: [LOOPBACK],
      detail: null,
    }),
    mayReach,
    deadlines: deadlinesOf(1_000),
    signal: new AbortController().signal,
  });
  return log.observations.flatMap((one) => (one.kind === 'control-connect' ? (one.address ?? '') : []));
}

describe('a host whose mail ports stay silent', () => {
  it('is asked at another port', async () => {
    expect(await controlled(() => true)).toEqual([LOOPBACK]);
  });

  it('is not asked at an address where nobody goes on somebody else’s word', async () => {
    expect(await controlled(() => false)).toEqual([]);
  });
});
