import type { AnchorKind, CertificateFacts, CertificateProblem } from './certificate.ts';
import { endpointKey, isSameEndpoint, type Endpoint } from './endpoint.ts';
import type { AddressFamily } from './family.ts';
import type { LookupFacts, ProviderFacts, WildcardFacts } from './lookup.ts';
import type { ArrivalFacts, MailboxFacts, SendingFacts, TestMailFacts } from './mail-works.ts';
import type { SignInFacts } from './sign-in.ts';

/** What an observation is called in its report: `o1`, `o2` … in the order in which things were seen. */
export type ObservationId = string;

/** Where in the recorded exchange something was seen. */
export interface TranscriptPlace {
  /** The connection: `c1`, `c2` … */
  readonly connection: string;
  /** The number of the last line that belongs to it, counted from 0. */
  readonly line: number;
}

/** Words of a server, made safe to show (no control characters, at most 500 characters), and never ours. */
export interface ServerWords {
  /** IMAP response code (RFC 5530), upper case, without brackets. */
  readonly responseCode?: string;
  /** The host that a REFERRAL names (RFC 2221, RFC 5804 §1.3): shown, and never gone to. */
  readonly referral?: string;
  /** The condition of an IMAP refusal (RFC 9051 §7.1): NO was judged, BAD was not understood, BYE hangs up. */
  readonly condition?: 'NO' | 'BAD' | 'BYE';
  /** SMTP reply code (RFC 5321 §4.2). */
  readonly replyCode?: number;
  /** SMTP enhanced status code, `5.7.8` (RFC 3463). */
  readonly enhancedStatusCode?: string;
  readonly text: string;
}

/** How a wait for the peer's bytes can end without them. */
export type StreamFailure =
  | 'silent'
  | 'closed'
  | 'reset'
  | 'too-long'
  | 'malformed'
  /** The server ended TLS because it was shown no certificate; TLS 1.3 says so only after the handshake. */
  | 'client-certificate-required';

/** What the first bytes of a peer say that it is. `submission` is SMTP, on whatever port. */
export type RecognisedService =
  | 'imap'
  | 'submission'
  | 'pop3'
  | 'managesieve'
  | 'http'
  | 'captive-portal'
  | 'ssh'
  | 'tls'
  | 'tls-alert'
  | 'unknown';

interface Seen {
  readonly id: ObservationId;
  /** Milliseconds from the start of the run to the end of this step. */
  readonly at: number;
  /** Milliseconds that the step took. */
  readonly took: number;
  readonly transcript: TranscriptPlace | null;
}

interface AtEndpoint extends Seen {
  readonly endpoint: Endpoint;
  /** The IP address of the connection that it was seen on; null for what belongs to no connection. */
  readonly address: string | null;
}

/** Of the run as a whole. */
interface AtNoEndpoint extends Seen {
  readonly endpoint: null;
  readonly address: null;
}

/** The answer to the question for a host's addresses. */
export interface DnsFacts {
  readonly kind: 'dns-answer';
  readonly host: string;
  readonly outcome: 'resolved' | 'not-found' | 'failed' | 'silent';
  /** Who said so: DNS, the hosts file of this computer, a person (`--resolve`), or nobody had to (an address, localhost). */
  readonly saidBy: 'dns' | 'hosts-file' | 'person' | 'nobody';
  readonly addresses: readonly string[];
  /** The resolver's own code, where it gave one. */
  readonly detail: string | null;
}

/** One attempt at a TCP connection. */
export interface TcpFacts {
  readonly kind: 'tcp-connect';
  readonly address: string;
  /** `not-tried`: somebody suggests it, and the address is none that is gone to on somebody else's word. */
  readonly outcome: 'connected' | 'refused' | 'silent' | 'unreachable' | 'reset' | 'failed' | 'not-tried';
  /** The system's own code (`ECONNREFUSED`), where it gave one. */
  readonly detail: string | null;
}

/** One TLS handshake with a certificate check that cannot be switched off. */
export interface TlsFacts {
  readonly kind: 'tls-handshake';
  readonly outcome:
    | 'established'
    | 'certificate-rejected'
    | 'not-tls'
    | 'version-refused'
    | 'client-certificate-required'
    | 'silent'
    | 'closed'
    | 'reset'
    | 'failed';
  /** `TLSv1.2` or `TLSv1.3`, where the handshake came that far. */
  readonly version: string | null;
  readonly cipher: string | null;
  /** The group that keys were agreed on in: `X25519`. Null where the TLS library does not tell (Electron's never does). */
  readonly keyExchange: string | null;
  /** The protocol that was agreed on by ALPN (RFC 7301); null where none was. */
  readonly alpn: string | null;
  /**
   * The end-entity certificate, and behind each its issuer, as far as they are known; where `anchor` is not null, the trust
   * anchor is the last, whether or not it was sent. Of a rejected chain it comes from a look that carries no secret.
   */
  readonly chain: readonly CertificateFacts[];
  readonly anchor: AnchorKind | null;
  readonly certificateProblems: readonly CertificateProblem[];
  /** Whether a certificate of our own was shown; absent where there was none at hand. */
  readonly clientCertificate?: 'shown' | 'not-asked';
  /** The newest version that we spoke, where that was not the newest that there is. */
  readonly limitedTo?: 'TLSv1.2';
  /** The TLS library's own code, or one of ours for what we reject ourselves. */
  readonly detail: string | null;
}

/** What the server said first. */
export interface GreetingFacts {
  readonly kind: 'greeting';
  readonly outcome: 'ready' | 'preauthenticated' | 'unavailable' | 'other-service' | StreamFailure;
  readonly service: RecognisedService | null;
  readonly words: ServerWords | null;
}

/** What the server offers, and whether it said so before TLS (where anybody could have said it) or inside. */
export interface CapabilitiesFacts {
  readonly kind: 'capabilities';
  readonly phase: 'before-tls' | 'in-tls';
  readonly outcome: 'listed' | 'refused' | StreamFailure;
  /** Capabilities or EHLO keywords, their names upper case, with their parameters. */
  readonly capabilities: readonly string[];
  /** Names of the SASL mechanisms among them, upper case. */
  readonly mechanisms: readonly string[];
  readonly words: ServerWords | null;
}

/** The software that a server says it is. Nothing is concluded from it: it explains what was seen. */
export interface SoftwareFacts {
  readonly kind: 'software';
  readonly name: string;
  /** Null where it was not said. */
  readonly version: string | null;
  /** Where it was said: in the greeting, as a capability (IMPLEMENTATION), or in the answer to ID (RFC 2971). */
  readonly toldBy: 'greeting' | 'capabilities' | 'id';
}

/** The attempt to switch to TLS on a cleartext connection. */
export interface StarttlsFacts {
  readonly kind: 'starttls';
  readonly outcome: 'agreed' | 'not-offered' | 'refused' | 'extra-bytes' | StreamFailure;
  readonly words: ServerWords | null;
}

/**
 * What a server tells everybody before anything is encrypted, seen on connections of their own that never come to a
 * handshake: nothing is checked, and nothing secret can go there.
 */
export interface TlsLookFacts {
  readonly kind: 'tls-look';
  /** What a client gets that speaks TLS 1.2 at the most. */
  readonly version: string | null;
  readonly cipher: string | null;
  readonly keyExchange: string | null;
  /** Exactly as sent and in that order, as far as it can be read. */
  readonly chainAsSent: readonly CertificateFacts[];
  readonly certificateCount: number;
  readonly clientCertificate: 'asked' | 'not-asked' | 'unknown';
  /** The issuers that a client's certificate may have. */
  readonly issuersAsked: readonly string[];
  /** The versions that RFC 8996 forbids, of those that the server agrees on. */
  readonly oldVersions: readonly string[];
  readonly isTls13Only: boolean;
}

/** A look at what an endpoint speaks when it does not speak what it should: first bytes only, nothing sent by us. */
export interface SecondLookFacts {
  readonly kind: 'second-look';
  /** What was tried: reading in the clear on a TLS port, or a TLS handshake on a port that stays silent. */
  readonly tried: 'cleartext' | 'tls';
  readonly service: RecognisedService | null;
}

/** Whether the host answers at a port that has nothing to do with mail, asked where all of its mail ports stay silent. */
export interface ControlFacts {
  readonly kind: 'control-connect';
  readonly port: number;
  readonly outcome: TcpFacts['outcome'];
}

/**
 * Something that the endpoint offered at an earlier run, and offers no more or not in the same way. Every run keeps what
 * was offered in verified TLS; this is one difference to it.
 */
export interface RememberedFacts {
  readonly kind: 'remembered';
  readonly change:
    'mechanism-gone' | 'starttls-gone' | 'issuer-changed' | 'tls-older' | 'certificate-renewed';
  /**
   * What was there: the strongest mechanism that is gone, STARTTLS, the issuer's organisation, the version of TLS, or the
   * last day of the certificate's validity (`2026-11-22`; null where it could not be read).
   */
  readonly before: string | null;
  /** What is there in its place; null where there is nothing, or an unreadable date. */
  readonly now: string | null;
  /** The days on which `before` was seen first and last. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** The file in which Letterlock keeps what hosts offered could not be used as it should be. */
export interface MemoryFileFacts {
  readonly kind: 'memory-file';
  /** Broken and begun anew; written by a later Letterlock; held by another one for too long; not one that is used. */
  readonly outcome: 'damaged' | 'newer' | 'busy' | 'unusable';
  /** The name under which a broken one was kept, or the reason or the system's code for not using it. */
  readonly detail: string | null;
}

/** Which kinds of network this computer is connected to, its own loopback apart. Asked where nothing could be reached. */
export interface OwnNetworkFacts {
  readonly kind: 'own-network';
  readonly families: readonly AddressFamily[];
}

/** A check of ours that broke. Its message is not kept: it could hold anything. */
export interface CrashFacts {
  readonly kind: 'check-crashed';
  /** The name of the error's class or its code. */
  readonly detail: string;
}

/** Everything that can be seen of an endpoint. */
export type ObservedFacts =
  | DnsFacts
  | TcpFacts
  | TlsFacts
  | TlsLookFacts
  | GreetingFacts
  | CapabilitiesFacts
  | SoftwareFacts
  | StarttlsFacts
  | SecondLookFacts
  | ControlFacts
  | SignInFacts
  | MailboxFacts
  | SendingFacts
  | TestMailFacts
  | ArrivalFacts
  | RememberedFacts
  | CrashFacts;

/** Everything that can be seen beside endpoints. */
export type RunFacts =
  LookupFacts | ProviderFacts | WildcardFacts | MemoryFileFacts | OwnNetworkFacts | CrashFacts;

/** A fact about an endpoint, with the time it took and its place in the transcript. Plain data, no secrets, serialisable. */
export type EndpointObservation = AtEndpoint & ObservedFacts;

/** The same of the run as a whole: about the domain, or about this computer. */
export type RunObservation = AtNoEndpoint & RunFacts;

/** Everything that a run has seen. */
export type Observation = EndpointObservation | RunObservation;

/** The observation of one kind at an endpoint. */
export type ObservationOf<K extends ObservedFacts['kind']> = AtEndpoint & Extract<ObservedFacts, { kind: K }>;

/** The observation of one kind of the run as a whole. */
export type RunObservationOf<K extends RunFacts['kind']> = AtNoEndpoint & Extract<RunFacts, { kind: K }>;

/** Tells whether something was seen of an endpoint. */
export function isAtEndpoint(observation: Observation): observation is EndpointObservation {
  return observation.endpoint !== null;
}

/** What was seen of one endpoint. */
export function observedAt(
  observations: readonly Observation[],
  endpoint: Endpoint,
): readonly EndpointObservation[] {
  return observations.filter(isAtEndpoint).filter((one) => isSameEndpoint(one.endpoint, endpoint));
}

/** The same for many endpoints: each observation is looked at once. */
export function observedByEndpoint(
  observations: readonly Observation[],
): (endpoint: Endpoint) => readonly EndpointObservation[] {
  const byKey = new Map<string, EndpointObservation[]>();
  for (const one of observations.filter(isAtEndpoint)) {
    const key = endpointKey(one.endpoint);
    const own = byKey.get(key);
    if (own === undefined) byKey.set(key, [one]);
    else own.push(one);
  }
  return (endpoint) => byKey.get(endpointKey(endpoint)) ?? [];
}

/** What was seen of the run as a whole, of one kind. */
export function observedInRun<K extends RunFacts['kind']>(
  observations: readonly Observation[],
  kind: K,
): readonly RunObservationOf<K>[] {
  return observations.filter((one): one is RunObservationOf<K> => one.endpoint === null && one.kind === kind);
}
