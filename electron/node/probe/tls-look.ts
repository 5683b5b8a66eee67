import type { Socket } from 'node:net';
import type { StreamFailure } from '../../../shared/mail/observation.ts';
import {
  HELLO_RANDOM_BYTES,
  writeClientHello,
  type HelloVersion,
} from '../../../shared/wire/tls/client-hello.ts';
import { readDistinguishedName } from '../../../shared/wire/tls/distinguished-name.ts';
import type { KeyExchange } from '../../../shared/wire/tls/handshake-messages.ts';
import { hexNumber, type TlsVersion } from '../../../shared/wire/tls/numbers.ts';
import {
  FlightReader,
  type FlightEnding,
  type ServerFlight,
} from '../../../shared/wire/tls/server-flight.ts';
import { waitFor } from '../net/wait.ts';

/** How a server answered a hello: with all that it has to say before it is our turn, with an alert, or with nothing good. */
export type HelloOutcome = 'answered' | 'alert' | 'not-tls' | 'not-reached' | StreamFailure;

/** One hello and its answer. */
export interface HelloAnswer {
  /** The newest version that it asked for. */
  readonly hello: HelloVersion;
  readonly outcome: HelloOutcome;
  /** The version that the server chose, where it came to that. */
  readonly version: TlsVersion | null;
  /** What the server said where it gave up: `protocol_version` (RFC 8446 §6). */
  readonly alert: string | null;
}

/** What a server tells everybody before anything is encrypted. Plain data but for the certificates' DER, no secrets. */
export interface TlsLookFacts {
  readonly kind: 'tls-look';
  /** In the order of hellos: 1.2, 1.1, 1.0. What follows is taken from the first that was answered in full. */
  readonly answers: readonly HelloAnswer[];
  readonly version: TlsVersion | null;
  /** The name of the suite, or its number. Of a server that knows TLS 1.3 it is what older clients get. */
  readonly cipher: string | null;
  readonly keyExchange: KeyExchange | null;
  /** DER, exactly as sent and in that order: repeated, unrelated and missing ones as they are. At most 20. */
  readonly chainAsSent: readonly Uint8Array[];
  /** How many certificates were sent. */
  readonly certificateCount: number;
  /** Whether a client is asked for a certificate. TLS does not say beforehand whether it is let in without one. */
  readonly clientCertificate: 'asked' | 'not-asked' | 'unknown';
  /** The issuers that such a certificate may have, as text: the first 50, as far as they can be read. */
  readonly issuersAsked: readonly string[];
  /** How many were named. None at all means any (RFC 5246 §7.4.4). */
  readonly issuerCount: number;
  /** Alerts that went before the answer, such as `unrecognized_name`: this is not a host that the server knows. */
  readonly warnings: readonly string[];
  /** The versions that RFC 8996 forbids, of those that were agreed on, newest first. */
  readonly oldVersions: readonly Exclude<TlsVersion, 'TLSv1.2'>[];
  /** True where no hello was answered in full, and the newest one was said to be of a version that is too old. */
  readonly isTls13Only: boolean;
}

/** What a look is made with. */
export interface TlsLookOptions {
  /** As in `writeClientHello`. */
  readonly serverName: string | null;
  /** How long one answer may take, from the connection on. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
  readonly randomBytes: (length: number) => Uint8Array;
}

type FlightFacts = Omit<TlsLookFacts, 'kind' | 'answers' | 'oldVersions' | 'isTls13Only'>;

const HELLOS: readonly HelloVersion[] = ['TLSv1.2', 'TLSv1.1', 'TLSv1'];
// Some servers name every public root, which says no more than naming nobody.
const MOST_ISSUERS = 50;
const OLD_VERSIONS = ['TLSv1.1', 'TLSv1', 'SSLv3'] as const;

/**
 * Looks at how a server begins a TLS handshake, and never goes on with it: on each of three connections of its own, all at
 * once, it sends one ClientHello in the clear, reads the answer, and destroys the socket. No keys are agreed on, so there is
 * nothing that a secret could be sent through. It checks nothing: whoever is in between can say all of this, too.
 *
 * @param connectForTls gives a fresh socket each time, at the point where TLS begins; it keeps its own deadlines
 * @throws the signal's reason, when it is aborted; the sockets are gone then
 */
export async function lookAtTls(
  connectForTls: () => Promise<Socket | null>,
  options: TlsLookOptions,
): Promise<TlsLookFacts> {
  const seen = await Promise.all(HELLOS.map((hello) => answerTo(hello, connectForTls, options)));
  const answers = seen.map(({ answer }) => answer);
  const answered = seen.filter(({ answer }) => answer.outcome === 'answered').map(({ flight }) => flight);
  // Without a whole answer it is worth knowing how far the first one came.
  const flight = answered[0] ?? seen[0]?.flight ?? new FlightReader().flight;
  return {
    kind: 'tls-look',
    answers,
    ...flightFacts(flight),
    oldVersions: OLD_VERSIONS.filter((old) => answered.some(({ version }) => version === old)),
    isTls13Only: answered.length === 0 && answers[0]?.alert === 'protocol_version',
  };
}

interface Seen {
  readonly answer: HelloAnswer;
  readonly flight: ServerFlight;
}

async function answerTo(
  hello: HelloVersion,
  connectForTls: () => Promise<Socket | null>,
  { serverName, deadlineMs, signal, randomBytes }: TlsLookOptions,
): Promise<Seen> {
  const bytes = writeClientHello({
    version: hello,
    serverName,
    randomBytes: randomBytes(HELLO_RANDOM_BYTES),
  });
  const reader = new FlightReader();
  const socket = await connectForTls();
  const outcome = socket === null ? 'not-reached' : await exchange(socket, bytes, reader, deadlineMs, signal);
  const { version, ending } = reader.flight;
  const alert = ending?.kind === 'alert' ? ending.description : null;
  return { answer: { hello, outcome, version, alert }, flight: reader.flight };
}

/** Sends the hello and reads until the flight ends, or the connection does. */
async function exchange(
  socket: Socket,
  hello: Uint8Array,
  reader: FlightReader,
  deadlineMs: number,
  signal: AbortSignal,
): Promise<HelloOutcome> {
  try {
    return await waitFor<HelloOutcome>(deadlineMs, 'silent', signal, (done) => {
      socket.on('data', (bytes) => {
        reader.push(bytes);
        if (reader.flight.ending !== null) done(outcomeOf(reader.flight.ending));
      });
      socket.on('error', () => done('reset'));
      socket.on('end', () => done('closed'));
      socket.on('close', () => done('closed'));
      if (!socket.readable) done('closed'); // it ended on the way here, and will not say so again
      socket.write(hello);
      socket.resume();
      return () => socket.destroy();
    });
  } finally {
    socket.destroy(); // also where the wait never began, because the run was cancelled meanwhile
  }
}

function outcomeOf({ kind }: FlightEnding): HelloOutcome {
  return kind === 'done' ? 'answered' : kind;
}

function flightFacts(flight: ServerFlight): FlightFacts {
  const { version, cipherSuite, keyExchange, certificates, certificateCount, certificateRequest } = flight;
  const authorities = certificateRequest?.authorities ?? [];
  return {
    version,
    cipher: cipherSuite && (cipherSuite.name ?? hexNumber(cipherSuite.number)),
    keyExchange,
    chainAsSent: certificates,
    certificateCount,
    clientCertificate: clientCertificateOf(flight),
    warnings: flight.warnings,
    issuersAsked: authorities.slice(0, MOST_ISSUERS).map(readDistinguishedName).filter(isReadable),
    issuerCount: certificateRequest?.authorityCount ?? 0,
  };
}

/** Only a whole answer tells that there is no request in it. */
function clientCertificateOf({ certificateRequest, ending }: ServerFlight): FlightFacts['clientCertificate'] {
  if (certificateRequest !== null) return 'asked';
  return ending?.kind === 'done' ? 'not-asked' : 'unknown';
}

function isReadable(name: string | null): name is string {
  return name !== null && name !== '';
}
