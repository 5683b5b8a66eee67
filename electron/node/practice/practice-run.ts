import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { parseEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import type { Examination } from '../examination.ts';
import { ISPDB_HOST } from './discovery/places.ts';
import { LOOPBACK } from './listen.ts';
import type { Account } from './mail/accounts.ts';
import type { Fault } from './fault.ts';
import type { Practice } from './practice.ts';
import { PORT_DISTANCE, PRACTICE_HOSTS, type PracticeProtocol } from './protocols.ts';

/** A run against the practice server, and whose mailbox it is about. */
export interface PracticeRun {
  readonly examination: Examination;
  readonly account: Pick<Account, 'address' | 'password'>;
  /** True where a fault shows only in a test mail. Nobody has to agree to one in a mailbox of this process. */
  readonly needsTestMail: boolean;
}

/**
 * What a run against the practice server looks at: a door of each protocol, over the kind of door that the fault is met
 * at. The run's names come from the practice server's DNS and its trust is that server's authority, so that nothing
 * outside can be reached with it, and nothing else ever trusts that authority.
 *
 * @param address of the account; the first one where it is null
 * @param protocols what is looked at; what an account is made of where it is not given
 */
export function practiceRun(
  practice: Practice,
  address: string | null,
  protocols: readonly PracticeProtocol[] = ACCOUNT_PROTOCOLS,
): Parsed<PracticeRun> {
  const known = practice.accounts;
  const account =
    address === null ? known[0] : known.find((one) => one.address === address.trim().toLowerCase());
  if (account === undefined) {
    return refused('practice_account_unknown', address ?? '', known.map((one) => one.address).join(', '));
  }
  const parsed = parseEmailAddress(account.address);
  if (!parsed.ok) return parsed;
  const examination: Examination = {
    address: parsed.value,
    username: null,
    endpoints: practiceEndpoints(practice, protocols),
    guessed: [],
    search: null,
    isThorough: false,
    mechanism: null,
    trustAnchors: practice.trustAnchors,
    systemAnchors: practice.systemAnchors,
    names: { overrides: new Map(), dnsServers: [practice.dnsServer], hostsFile: null },
    timeoutMs: null,
  };
  const credential = practice.credentialOf(account.address);
  return accepted({
    examination: credential === undefined ? examination : { ...examination, credential },
    account,
    needsTestMail: practice.faults.some(({ expects }) => expects.account !== undefined),
  });
}

const ACCOUNT_PROTOCOLS: readonly PracticeProtocol[] = ['imap', 'submission'];

/** A run in which the practice server's faults show: what is wrong with published settings does where they are searched for. */
export function practiceMeeting(practice: Practice, address: string | null): Parsed<PracticeRun> {
  const isSearched = practice.faults.some(({ expects }) => expects.discovery !== undefined);
  return isSearched ? practiceSearch(practice, address) : practiceRun(practice, address);
}

/**
 * A run that searches for the settings of an account, as for any other: in the practice server's DNS and at its web servers,
 * whose ports stand for the usual ones, and nowhere else.
 */
export function practiceSearch(practice: Practice, address: string | null): Parsed<PracticeRun> {
  const run = practiceRun(practice, address);
  if (!run.ok) return run;
  const { ports } = practice;
  const { address: account } = run.value.examination;
  if (account === null) return refused('address_missing', '');
  const search = {
    domain: account.domain,
    toldAddress: null,
    ispdb: `https://${ISPDB_HOST}/`,
    folder: null,
    web: {
      mayReach: (reached: string) => reached === LOOPBACK,
      portFor: ({ protocol }: URL) => (protocol === 'https:' ? ports.https : ports.http),
    },
    serverFor: (endpoint: Endpoint) => doorFor(endpoint, practice),
    mailPorts: new Set(practice.doors.map(({ port }) => port)),
  };
  return accepted({ ...run.value, examination: { ...run.value.examination, endpoints: [], search } });
}

/** The practice server's own port, where a well-known one is named (PACC and guesses know no others). */
function doorFor(endpoint: Endpoint, { doors }: Practice): Endpoint {
  const door = doors.find(
    ({ protocol, preferredPort }) =>
      protocol === endpoint.protocol && preferredPort === endpoint.port + PORT_DISTANCE,
  );
  if (door === undefined) return endpoint;
  const { port, connectionSecurity } = door;
  return { ...endpoint, port: port as Endpoint['port'], connectionSecurity }; // one that is listened on
}

/** The endpoints that such a run looks at. A protocol without the kind of door that is wanted is met at the one that it has. */
export function practiceEndpoints(
  { doors, faults }: Pick<Practice, 'doors' | 'faults'>,
  protocols: readonly PracticeProtocol[] = ACCOUNT_PROTOCOLS,
): readonly Endpoint[] {
  // Faults that are met at different kinds of door are all met.
  const wanted: readonly Fault['over'][] =
    faults.length === 0 ? ['implicit-tls'] : faults.map(({ over }) => over);
  return protocols.flatMap((protocol) => {
    const own = doors.filter((door) => door.protocol === protocol);
    const met = own.filter((door) => wanted.includes('both') || wanted.includes(door.connectionSecurity));
    return (met.length === 0 ? own.slice(0, 1) : met).flatMap(endpointOf);
  });
}

function endpointOf({ protocol, port, connectionSecurity }: Practice['doors'][number]): readonly Endpoint[] {
  const endpoint = parseEndpoint(protocol, `${PRACTICE_HOSTS[protocol]}:${port}/${connectionSecurity}`);
  return endpoint.ok ? [endpoint.value] : [];
}
