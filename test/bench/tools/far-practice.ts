import type { SearchSettings } from '../../../electron/node/discovery/search-context.ts';
import { examine } from '../../../electron/node/doctor.ts';
import type { DiscoveryBehaviour } from '../../../electron/node/practice/discovery/behaviour.ts';
import { practiceSearch } from '../../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../../electron/node/practice/practice.ts';
import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { Port } from '../../../shared/mail/port.ts';
import type { Report } from '../../../shared/report/report.ts';
import { faultOf } from '../../discovery/behaviours.ts';
import { startTcpForwarder, startUdpForwarder } from '../../servers/delay-forwarder.ts';
import type { HeldPort } from '../../servers/ports.ts';
import { givenPassword, surroundings } from '../../surroundings.ts';

/** A domain, as somebody's settings are searched for. */
export interface Domain {
  readonly behaviour: Partial<DiscoveryBehaviour>;
  /** The mailbox, where it is not one of the practice server's domain. */
  readonly address?: string;
  readonly ispdb?: string;
  /** What stands for an endpoint, before it is put at its distance. */
  readonly serverFor?: (endpoint: Endpoint) => Endpoint;
  /** A port that stands for the autoconfig host over HTTPS. */
  readonly autoconfigPort?: number;
}

/** When what was reached, in milliseconds from the start of a run. */
export interface Reached {
  readonly planMs: number;
  readonly incomingMs: number;
  readonly bothMs: number;
}

/** The practice server at some distance: its DNS, its web servers and its mail doors. */
export interface FarPractice {
  /** From the address to both signed in, everything confirmed by a person who needs no time. */
  setUp(domain: Domain): Promise<Reached>;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
// Between the well-known ports and those that the practice server prefers.
const PORT_DISTANCE = 10_000;
const MECHANISM = 'SCRAM-SHA-256-PLUS';

/** Starts the practice server. */
export function startNearPractice(): Promise<Practice> {
  return startPractice({ date: () => new Date() });
}

/** Puts a practice server away that far. */
export async function farPractice(practice: Practice, rttMs: number): Promise<FarPractice> {
  const far = (port: number): Promise<HeldPort> => startTcpForwarder({ to: { host: LOOPBACK, port }, rttMs });
  const doors = await Promise.all(
    practice.doors.map(async (door) => ({ ...door, far: await far(door.port) })),
  );
  const [https, http] = await Promise.all([far(practice.ports.https), far(practice.ports.http)]);
  const dns = await startUdpForwarder({ to: { host: LOOPBACK, port: practice.ports.dns }, rttMs });

  const farDoor = (endpoint: Endpoint): Endpoint => {
    const own = doors.filter(({ protocol }) => protocol === endpoint.protocol);
    const door = own.find(
      ({ port, preferredPort }) => port === endpoint.port || preferredPort === endpoint.port + PORT_DISTANCE,
    );
    return door === undefined ? endpoint : { ...endpoint, port: door.far.port as Port }; // it is listened on
  };
  return {
    async setUp({ behaviour, address, ispdb, serverFor, autoconfigPort }) {
      await practice.setFaults([faultOf(behaviour)]);
      const settings: Partial<SearchSettings> = {
        ispdb: ispdb ?? null,
        serverFor: (endpoint) => farDoor(serverFor?.(endpoint) ?? endpoint),
        web: {
          mayReach: (reached) => reached === LOOPBACK,
          portFor: ({ protocol, hostname }) => {
            if (protocol === 'http:') return http.port;
            return (hostname.startsWith('autoconfig.') ? autoconfigPort : undefined) ?? https.port;
          },
        },
      };
      return reachedIn(await setUp(practice, `${dns.host}:${dns.port}`, settings, address));
    },
    async close() {
      const held = [https, http, dns, ...doors.map((door) => door.far)];
      await Promise.all(held.map((one) => one.close()));
    },
  };
}

async function setUp(
  practice: Practice,
  dnsServer: string,
  settings: Partial<SearchSettings>,
  address: string | undefined,
): Promise<Report> {
  const run = practiceSearch(practice, null);
  if (!run.ok || run.value.examination.search === null) throw new Error('the practice server has no account');
  const { examination, account } = run.value;
  const parsed = parseEmailAddress(address ?? account.address);
  if (!parsed.ok) throw new Error('that is no address');
  return examine(
    {
      ...examination,
      address: parsed.value,
      // The account is that of the practice server, also where the address is of another domain.
      username: account.address,
      search: { ...run.value.examination.search, ...settings, domain: parsed.value.domain },
      names: { ...examination.names, dnsServers: [dnsServer] },
    },
    surroundings({
      askPassword: async () => givenPassword(account.password, { isConfirmed: true }),
    }),
  );
}

/** Without both signed in, bound to their TLS, there is nothing to measure. */
function reachedIn({ observations, findings }: Report): Reached {
  const signIns = observations.filter((one) => one.kind === 'sign-in');
  const [incoming, outgoing] = ['imap', 'submission'].map((protocol) =>
    signIns.find(
      (one) =>
        one.endpoint.protocol === protocol && one.outcome === 'accepted' && one.mechanism === MECHANISM,
    ),
  );
  if (incoming === undefined || outgoing === undefined) {
    throw new Error(`not both are signed in: ${findings.map(({ code }) => code).join(' ')}`);
  }
  return {
    planMs: incoming.at - incoming.took,
    incomingMs: incoming.at,
    bothMs: Math.max(incoming.at, outgoing.at),
  };
}
