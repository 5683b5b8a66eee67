import type { CertificateFacts, CertificateProblem } from './certificate.ts';
import type { Endpoint } from './endpoint.ts';
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
  /** The condition of an IMAP refusal (RFC 9051 §7.1): NO was judged, BAD was not understood, BYE hangs up. */
  readonly condition?: 'NO' | 'BAD' | 'BYE';
  /** SMTP reply code (RFC 5321 §4.2). */
  readonly replyCode?: number;
  /** SMTP enhanced status code, `5.7.8` (RFC 3463). */
  readonly enhancedStatusCode?: string;
  readonly text: string;
}

/** How a wait for the peer's bytes can end without them. */
export type StreamFailure = 'silent' | 'closed' | 'reset' | 'too-long' | 'malformed';

/** What the first bytes of a peer say that it is. */
export type RecognisedService =
  'imap' | 'submission' | 'pop3' | 'managesieve' | 'http' | 'ssh' | 'tls' | 'unknown';

interface Seen {
  readonly id: ObservationId;
  readonly endpoint: Endpoint;
  /** Milliseconds from the start of the run to the end of this step. */
  readonly at: number;
  /** Milliseconds that the step took. */
  readonly took: number;
  readonly transcript: TranscriptPlace | null;
}

/** The answer to the question for a host's addresses. */
export interface DnsFacts {
  readonly kind: 'dns-answer';
  readonly host: string;
  readonly outcome: 'resolved' | 'not-found' | 'failed' | 'silent';
  readonly addresses: readonly string[];
  /** The resolver's own code, where it gave one. */
  readonly detail: string | null;
}

/** One attempt at a TCP connection. */
export interface TcpFacts {
  readonly kind: 'tcp-connect';
  readonly address: string;
  readonly outcome: 'connected' | 'refused' | 'silent' | 'unreachable' | 'reset' | 'failed';
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
    | 'silent'
    | 'closed'
    | 'reset'
    | 'failed';
  /** `TLSv1.2` or `TLSv1.3`, where the handshake came that far. */
  readonly version: string | null;
  readonly cipher: string | null;
  /** The chain as sent, end-entity certificate first; of a rejected one it comes from a look that carries no secret. */
  readonly chain: readonly CertificateFacts[];
  readonly certificateProblems: readonly CertificateProblem[];
  /** The TLS library's own code. */
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
  /** Capabilities or EHLO keywords, upper case, with their parameters. */
  readonly capabilities: readonly string[];
  /** Names of the SASL mechanisms among them, upper case. */
  readonly mechanisms: readonly string[];
  readonly words: ServerWords | null;
}

/** The attempt to switch to TLS on a cleartext connection. */
export interface StarttlsFacts {
  readonly kind: 'starttls';
  readonly outcome: 'agreed' | 'not-offered' | 'refused' | 'extra-bytes' | StreamFailure;
  readonly words: ServerWords | null;
}

/** A look at what an endpoint speaks when it does not speak what it should: first bytes only, nothing sent by us. */
export interface SecondLookFacts {
  readonly kind: 'second-look';
  /** What was tried: reading in the clear on a TLS port, or a TLS handshake on a port that stays silent. */
  readonly tried: 'cleartext' | 'tls';
  readonly service: RecognisedService | null;
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
  | GreetingFacts
  | CapabilitiesFacts
  | StarttlsFacts
  | SecondLookFacts
  | SignInFacts
  | CrashFacts;

/** A fact, with the time it took and its place in the transcript. Plain data, no secrets, serialisable. */
export type Observation = Seen & ObservedFacts;

/** The observation of one kind. */
export type ObservationOf<K extends ObservedFacts['kind']> = Seen & Extract<ObservedFacts, { kind: K }>;
