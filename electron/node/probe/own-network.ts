import { networkInterfaces } from 'node:os';
import type { AddressFamily } from '../../../shared/mail/family.ts';
import type { RunLog } from '../run-log.ts';

/** The kinds of network that this computer has an address in, its own loopback and link-local addresses apart. */
export function ownFamilies(): readonly AddressFamily[] {
  const addresses = Object.values(networkInterfaces()).flatMap((own) => own ?? []);
  // RFC 4291 §2.5.6, RFC 3927: such an address is there without any network behind it.
  const leading = addresses.filter(
    ({ internal, address }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address),
  );
  const names = new Set(leading.map(({ family }) => family));
  return (['ipv4', 'ipv6'] as const).filter((family) => names.has(family === 'ipv4' ? 'IPv4' : 'IPv6'));
}

/** Where nothing at all was reached: whether this computer is connected to anything. No address of it is recorded. */
export function lookAtOwnNetwork(log: RunLog, families: () => readonly AddressFamily[]): void {
  const isReached = log.observations.some((one) => one.kind === 'tcp-connect' && one.outcome === 'connected');
  if (!isReached) log.observeRun({ kind: 'own-network', families: families() }, log.now());
}
