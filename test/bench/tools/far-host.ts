import { startDnsServer } from '../../../electron/node/practice/discovery/dns-server.ts';
import type { Zone } from '../../../electron/node/practice/discovery/zone.ts';
import {
  startTcpForwarder,
  startUdpForwarder,
  type ForwarderOptions,
} from '../../servers/delay-forwarder.ts';
import type { DovecotPorts } from '../../servers/dovecot-setup.ts';
import { startDovecot23 } from '../../servers/dovecot23.ts';
import { makePki } from '../../servers/pki.ts';
import type { HeldPort } from '../../servers/ports.ts';

/** A mail host that can be put at any distance: Dovecot 2.3, and a DNS server that knows it. */
export interface MailHost {
  /** Path of the trust anchor. */
  readonly caFile: string;
  /** The host at `USUAL`, with all its usual ports. Throws where one is taken, or is not ours to take. */
  usualPorts(rttMs: number): Promise<FarHost>;
  /** The host at `FREE`, with some of Dovecot's ports. */
  freePorts(rttMs: number, names: readonly PortName[]): Promise<FarHost>;
  stop(): Promise<void>;
}

/** The host at some distance. */
export interface FarHost {
  /** `ADDRESS:PORT` of its DNS server. */
  readonly dnsServer: string;
  /** In the order in which they were asked for. */
  readonly doors: readonly HeldPort[];
  close(): Promise<void>;
}

/** A port of Dovecot's. */
export type PortName = keyof DovecotPorts;

/** Where all usual ports are: an address that nothing else on this machine has them at. */
export const USUAL = { name: 'mail.example.test', address: '127.0.0.25' } as const;
/** Where ports with other numbers are. */
export const FREE = { name: 'imap.example.test', address: '127.0.0.1' } as const;

/** Dovecot has no port 25; its submission port stands there, which says the same until somebody signs in. */
export const USUAL_PORTS: readonly { readonly port: number; readonly name: PortName }[] = [
  { port: 993, name: 'imaps' },
  { port: 143, name: 'imap' },
  { port: 465, name: 'submissions' },
  { port: 587, name: 'submission' },
  { port: 995, name: 'pop3s' },
  { port: 110, name: 'pop3' },
  { port: 4190, name: 'sieve' },
  { port: 25, name: 'submission' },
];

const DNS_PORT = 15_353;
const ZONE: Zone = {
  records: [USUAL, FREE].map(({ name, address }) => ({ type: 'A', name, data: address })),
  addressOfUnknown: null,
};

/** Starts Dovecot 2.3 (as root, where it is installed) and the DNS server. */
export async function startMailHost(): Promise<MailHost> {
  const dovecot = await startDovecot23(await makePki());
  const dns = await startDnsServer({ preferredPort: DNS_PORT, zone: () => ZONE, manner: () => 'usual' });
  const far = async (rttMs: number, doors: readonly ForwarderOptions[]): Promise<FarHost> => {
    const farDns = await startUdpForwarder({ to: { host: '127.0.0.1', port: dns.port }, rttMs });
    const opened = await Promise.all(doors.map(startTcpForwarder));
    return {
      dnsServer: `${farDns.host}:${farDns.port}`,
      doors: opened,
      async close() {
        await Promise.all([farDns, ...opened].map((held) => held.close()));
      },
    };
  };
  const behind = (name: PortName): ForwarderOptions['to'] => ({
    host: dovecot.addresses.good,
    port: dovecot.ports[name],
  });
  return {
    caFile: dovecot.caFile,
    usualPorts: (rttMs) =>
      far(
        rttMs,
        USUAL_PORTS.map(({ port, name }) => ({ to: behind(name), rttMs, at: { host: USUAL.address, port } })),
      ),
    freePorts: (rttMs, names) =>
      far(
        rttMs,
        names.map((name) => ({ to: behind(name), rttMs, at: { host: FREE.address, port: 0 } })),
      ),
    async stop() {
      await Promise.all([dovecot.stop(), dns.close()]);
    },
  };
}
