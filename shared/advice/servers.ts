import { usernameOf } from '../discovery/autoconfig-placeholders.ts';
import { rank, type Option } from '../discovery/rank.ts';
import { readServerHost } from '../discovery/server-host.ts';
import { isNamed } from '../discovery/source-kind.ts';
import type { Endpoint, Protocol } from '../mail/endpoint.ts';
import { observedAt, type Observation } from '../mail/observation.ts';
import { gridOf } from '../report/grid.ts';
import type { Report } from '../report/report.ts';
import { signInWords } from './sign-in-words.ts';

/** A protocol that programs of people use. */
export type AdvisedProtocol = Exclude<Protocol, 'smtp'>;

/** A server that is worth publishing. */
export interface AdvisedServer {
  readonly protocol: AdvisedProtocol;
  readonly endpoint: Endpoint;
  /** The same host with STARTTLS, where that was seen to work beside implicit TLS; null where it was not. */
  readonly starttls: Endpoint | null;
  /** True where the run came into TLS with a verified certificate, and was told there what is offered. */
  readonly isVerified: boolean;
  /** The form of the user name, with placeholders. */
  readonly username: string;
  /** How one signs in, the strongest first: words of the autoconfig draft, and SASL names. Never empty. */
  readonly signIn: readonly string[];
}

/** Which servers of a domain are worth publishing. */
export interface ChosenServers {
  readonly servers: readonly AdvisedServer[];
  /** What a mailbox needs, and no server is known for. Settings without it help nobody. */
  readonly missing: readonly ('incoming' | 'outgoing')[];
  /** Servers that a person named and that cannot be published: an address in place of a name, or no encryption. */
  readonly unpublishable: readonly Endpoint[];
}

const PROTOCOLS: readonly AdvisedProtocol[] = ['imap', 'pop3', 'submission', 'managesieve'];
const INCOMING: readonly Protocol[] = ['imap', 'pop3'];
const ADDRESS = '%EMAILADDRESS%';

/**
 * Chooses the servers that are worth publishing, one for each protocol: those that a person named, whether or not they
 * could be reached; otherwise those that were verified, published ones before guesses, with implicit TLS where there is
 * any (RFC 8314 §3). Nothing without encryption, and no address in place of a name, is ever among them.
 */
export function chooseServers({
  candidates,
  observations,
}: Pick<Report, 'candidates' | 'observations'>): ChosenServers {
  const options = rank(candidates);
  const servers = PROTOCOLS.flatMap((protocol) => chooseServer(protocol, options, observations));
  const has = (protocols: readonly Protocol[]): boolean =>
    servers.some(({ protocol }) => protocols.includes(protocol));
  return {
    servers,
    missing: [
      ...(has(INCOMING) ? [] : (['incoming'] as const)),
      ...(has(['submission']) ? [] : (['outgoing'] as const)),
    ],
    unpublishable: options
      .filter((option) => hasNamed(option) && !isPublishable(option))
      .map(({ endpoint }) => endpoint),
  };
}

function chooseServer(
  protocol: AdvisedProtocol,
  options: readonly Option[],
  observations: readonly Observation[],
): readonly AdvisedServer[] {
  const own = options.filter((option) => option.endpoint.protocol === protocol && isPublishable(option));
  const works = own.filter(({ endpoint }) => isVerified(endpoint, observations));
  // Other ports of a host that a person named count where they work.
  const named = own.filter((one) => hasNamed(one) || (one.trust === 'person' && works.includes(one)));
  const published = works.filter(({ trust }) => trust !== 'guess');
  const [among = []] = [named, published, works].filter((some) => some.length > 0);
  const chosen = among.find(isImplicit) ?? among[0];
  if (chosen === undefined) return [];
  const { endpoint } = chosen;
  const beside = works.find(
    (one) => isImplicit(chosen) && !isImplicit(one) && one.endpoint.host === endpoint.host,
  );
  return [
    {
      protocol,
      endpoint,
      starttls: beside?.endpoint ?? null,
      isVerified: works.includes(chosen),
      username: usernameIn(own, chosen),
      signIn: signInWords(offeredBy(endpoint, observations)),
    },
  ];
}

function hasNamed({ candidates }: Option): boolean {
  return candidates.some(({ source }) => isNamed(source));
}

function isPublishable({ endpoint }: Option): boolean {
  // Reports are read from files, too: what is written into a zone is proved here to be a host name.
  return endpoint.connectionSecurity !== 'cleartext' && readServerHost(endpoint.host) === endpoint.host;
}

function isImplicit({ endpoint }: Option): boolean {
  return endpoint.connectionSecurity === 'implicit-tls';
}

/** Over any family of addresses: that another one is dead is told by a finding. */
function isVerified(endpoint: Endpoint, observations: readonly Observation[]): boolean {
  return gridOf([endpoint], observations).some(({ cells }) =>
    cells.some(({ outcome }) => outcome === 'works'),
  );
}

/** What the chosen server's sources say, or those of the same host; only forms, because a name is somebody's. */
function usernameIn(own: readonly Option[], chosen: Option): string {
  const sameHost = own.filter(({ endpoint }) => endpoint.host === chosen.endpoint.host);
  const said = [chosen, ...sameHost].flatMap(({ candidates }) =>
    candidates.flatMap(({ username }) => username ?? []),
  );
  return said.find((form) => /^%EMAIL[A-Z]+%/.test(form) && usernameOf(form) === form) ?? ADDRESS;
}

function offeredBy(endpoint: Endpoint, observations: readonly Observation[]): readonly string[] {
  const lists = observedAt(observations, endpoint).filter((one) => one.kind === 'capabilities');
  return lists.findLast(({ phase, outcome }) => phase === 'in-tls' && outcome === 'listed')?.mechanisms ?? [];
}
