import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { connectTcp } from '../net/tcp.ts';
import type { LookContext } from './context.ts';

// HTTPS: where a network lets anything out, it lets this out.
const CONTROL_PORT = 443;

type ControlContext = Pick<LookContext, 'log' | 'resolve' | 'mayReach' | 'deadlines' | 'signal'>;

/**
 * For each host whose mail ports all stayed silent: whether it answers anything at all. That tells a network that blocks
 * mail from a host that is gone. Nothing is sent; the connection is closed at once.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function lookAtControlPorts(
  endpoints: readonly Endpoint[],
  context: ControlContext,
): Promise<void> {
  // Port 25 is between servers, and says nothing about mail programs.
  const mail = endpoints.filter(({ protocol }) => protocol !== 'smtp');
  const silent = mail.filter((endpoint) => isSilent(endpoint, mail, context));
  const firsts = silent.filter(
    (endpoint, at) => silent.findIndex(({ host }) => host === endpoint.host) === at,
  );
  await Promise.all(firsts.map((endpoint) => lookAtControl(endpoint, context)));
}

function isSilent({ host }: Endpoint, endpoints: readonly Endpoint[], { log }: ControlContext): boolean {
  const attempts = log.observations
    .filter((one) => one.kind === 'tcp-connect')
    .filter(({ endpoint }) => endpoint.host === host && endpoint.protocol !== 'smtp');
  const isTried = endpoints.filter((one) => one.host === host).length <= attempts.length;
  return attempts.length > 0 && isTried && attempts.every(({ outcome }) => outcome === 'silent');
}

async function lookAtControl(
  endpoint: Endpoint,
  { log, resolve, mayReach, deadlines, signal }: ControlContext,
): Promise<void> {
  const { addresses } = await resolve(endpoint.host);
  const address = addresses.find((one) => mayReach(one, endpoint));
  if (address === undefined) return;
  const begunAt = log.now();
  const result = await connectTcp(address, CONTROL_PORT, deadlines.connectMs, signal);
  if (result.outcome === 'connected') result.socket.destroy();
  const facts = { kind: 'control-connect' as const, port: CONTROL_PORT, outcome: result.outcome };
  log.observe({ endpoint, address }, facts, begunAt);
}
