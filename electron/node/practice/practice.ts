import { randomBytes } from 'node:crypto';
import type { OtherCredential } from '../credential.ts';
import { nodeSaslCrypto } from '../sasl-crypto.ts';
import { USUAL, type Behaviour } from './behaviour.ts';
import {
  makeAuthority,
  type Authority,
  type KeyedCertificate,
  type ServerCertificate,
} from './certificates.ts';
import { makeCredential } from './credentials.ts';
import { startDiscovery, type Discovery } from './discovery/discovery.ts';
import { DOMAINS, mailHost, WEB_HOSTS } from './discovery/places.ts';
import type { Fault } from './fault.ts';
import { LOOPBACK } from './listen.ts';
import { makeAccounts, PEOPLE, type Account, type Accounts, type Person } from './mail/accounts.ts';
import { spkiFingerprintOf } from './mail/client-key.ts';
import type { Entry } from './mail/conversation.ts';
import { openMailDoors, type MailDoor } from './mail/doors.ts';
import { serveMail } from './mail/serve-mail.ts';
import { PORT_DISTANCE, PRACTICE_HOSTS, PRACTICE_PROTOCOLS } from './protocols.ts';
import { serverTls, type ServerTls } from './tls.ts';

/** What a practice server is started with. */
export interface PracticeOptions {
  readonly date: () => Date;
  readonly faults?: readonly Fault[];
  /** Who has a mailbox, where it is not the usual two. */
  readonly people?: readonly Person[];
  /** True where the usual ports of mail lead here: then those are what is published. */
  readonly isAtUsualPorts?: boolean;
  /** Told of everybody who is let in. */
  readonly onSignIn?: (entry: Entry) => void;
}

/** The practice server, running. */
export interface Practice {
  readonly doors: readonly MailDoor[];
  readonly ports: Discovery['ports'];
  /** `ADDRESS:PORT` of the DNS server that knows the practice domains, and nothing else. */
  readonly dnsServer: string;
  readonly accounts: readonly Pick<Account, 'name' | 'address' | 'password'>[];
  /** The authority of this run, PEM. */
  readonly caPem: string;
  /** Whom a run against this server trusts: the authority. */
  readonly trustAnchors: readonly string[];
  /** Whom the computer is played to trust as things are now: nobody, or with some faults the one in between. */
  readonly systemAnchors: readonly string[];
  readonly faults: readonly Fault[];
  /**
   * Plays these faults from the next connection and the next question on; none, where the list is empty.
   *
   * @returns false where a mail port cannot listen again, because somebody took it meanwhile, or all is closed
   */
  setFaults(faults: readonly Fault[]): Promise<boolean>;
  /** Lets the key of this certificate (PEM) sign in to an account. */
  registerKey(address: string, certificatePem: string): void;
  /** Lets the key of this certificate (PEM) sign in no more. */
  removeKey(certificatePem: string): void;
  /** What a run signs in to an account with, as things are now; undefined where that is the password. */
  credentialOf(address: string): OtherCredential | undefined;
  /** The device certificate of an account, whose key is registered. */
  clientCertificate(address: string): Promise<KeyedCertificate>;
  /** Ends everything; nothing is kept. */
  close(): Promise<void>;
}

const RUN_NAME_BYTES = 4;
const SECRET_BYTES = 32;

/** What is played at the moment, ready to be served with. */
interface Played {
  readonly faults: readonly Fault[];
  readonly behaviour: Behaviour;
  readonly certificate: ServerCertificate;
  readonly tls: ServerTls;
  /** What a run signs in with, by the account's address; empty where that is its password. */
  readonly credentials: ReadonlyMap<string, OtherCredential>;
}

/** Starts the practice server: all mail doors and the discovery side, on loopback alone, with an authority of its own. */
export async function startPractice({
  date,
  faults = [],
  people = PEOPLE,
  isAtUsualPorts = false,
  onSignIn = () => undefined,
}: PracticeOptions): Promise<Practice> {
  const accounts = await makeAccounts(people, nodeSaslCrypto, date);
  const runName = randomBytes(RUN_NAME_BYTES).toString('hex');
  const authority = await makeAuthority({ names: certifiedNames(), runName, now: date() });
  const serverSecret = randomBytes(SECRET_BYTES);
  let played = await prepare(faults, authority, accounts, date);

  const doors = await openMailDoors((connection, door) => {
    const { behaviour, tls } = played;
    const hostname = PRACTICE_HOSTS[door.protocol];
    return serveMail(connection, door, { accounts, behaviour, tls, hostname, serverSecret, date, onSignIn });
  });
  const discovery = await startDiscovery({
    behaviour: () => played.behaviour,
    doors: isAtUsualPorts ? doors.doors.map(atUsualPort) : doors.doors,
    certificate: () => played.certificate,
  }).catch(async (error: unknown) => {
    await doors.close();
    throw error;
  });
  await doors.setListening(played.behaviour.isListening);
  // One change after the other, in the order in which they were asked for, and the end behind them.
  let changing: Promise<unknown> = Promise.resolve();

  const registerKey = (address: string, certificatePem: string): void => {
    accountAt(address, accounts).keys.add(spkiFingerprintOf(certificatePem));
  };
  const removeKey = (certificatePem: string): void => {
    for (const { keys } of accounts.all) keys.delete(spkiFingerprintOf(certificatePem));
  };
  const clientCertificate = async (address: string): Promise<KeyedCertificate> => {
    const made = await authority.clientCertificate(address);
    registerKey(address, made.certificatePem);
    return made;
  };
  return {
    doors: doors.doors,
    ports: discovery.ports,
    dnsServer: `${LOOPBACK}:${discovery.ports.dns}`,
    accounts: accounts.all,
    caPem: authority.caPem,
    trustAnchors: [authority.caPem],
    get systemAnchors() {
      return played.behaviour.isInterceptorTrusted ? [authority.interceptorPem] : [];
    },
    get faults() {
      return played.faults;
    },
    setFaults(next) {
      const change = changing.then(async () => {
        played = await prepare(next, authority, accounts, date);
        return doors.setListening(played.behaviour.isListening);
      });
      changing = change.catch(() => undefined); // whoever asked is told; the next change is another one
      return change;
    },
    registerKey,
    removeKey,
    credentialOf: (address) => played.credentials.get(address),
    clientCertificate,
    async close() {
      const end = changing.then(() => Promise.all([doors.close(), discovery.close()]));
      changing = end.catch(() => undefined); // whoever closes is told
      await end;
    },
  };
}

/** Of two faults that change the same thing the later one is played. */
async function prepare(
  faults: readonly Fault[],
  authority: Authority,
  accounts: Accounts,
  date: () => Date,
): Promise<Played> {
  const behaviour = faults.reduce<Behaviour>((whole, fault) => ({ ...whole, ...fault.behaviour }), USUAL);
  const certificate = await authority.certificate(behaviour.certificate);
  const wanted = faults.findLast(({ signsInWith }) => signsInWith !== undefined)?.signsInWith;
  const credentials = new Map<string, OtherCredential>();
  if (wanted !== undefined) {
    for (const account of accounts.all) {
      credentials.set(account.address, await makeCredential(wanted, { account, authority, now: date() }));
    }
  }
  return { faults, behaviour, certificate, tls: serverTls(certificate, behaviour), credentials };
}

function atUsualPort(door: MailDoor): MailDoor {
  return { ...door, port: door.preferredPort - PORT_DISTANCE };
}

/** Everything that the practice server is reached by: its hosts, and the address itself for those who name that. */
function certifiedNames(): readonly string[] {
  const mailHosts = DOMAINS.flatMap((domain) =>
    PRACTICE_PROTOCOLS.map((protocol) => mailHost(protocol, domain)),
  );
  return [...mailHosts, ...WEB_HOSTS, 'localhost', LOOPBACK];
}

function accountAt(address: string, accounts: Accounts): Account {
  const account = accounts.named(address, 'both');
  if (account === null) throw new RangeError('the practice server has no such account');
  return account;
}
