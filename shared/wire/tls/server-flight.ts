import { keyExchangeOf, type CipherSuite } from './cipher-suites.ts';
import { GrowingBytes } from './growing-bytes.ts';
import {
  readCertificateRequest,
  readCertificates,
  readKeyExchange,
  readServerHello,
  type CertificateRequest,
  type KeyExchange,
} from './handshake-messages.ts';
import { alertName, MESSAGE, RECORD, type TlsVersion } from './numbers.ts';
import { MOST_FLIGHT_BYTES, RecordReader } from './record-reader.ts';

/** What a server has said in answer to a ClientHello, up to and with its ServerHelloDone (RFC 5246 §7.3). */
export interface ServerFlight {
  /** Null until the ServerHello has come. */
  readonly version: TlsVersion | null;
  readonly cipherSuite: CipherSuite | null;
  readonly keyExchange: KeyExchange | null;
  /** DER, exactly as sent and in that order, at most `MOST_CERTIFICATES`. */
  readonly certificates: readonly Uint8Array[];
  /** How many were sent. */
  readonly certificateCount: number;
  readonly certificateRequest: CertificateRequest | null;
  /** Alerts that did not end it, such as `unrecognized_name` (RFC 6066 §3). */
  readonly warnings: readonly string[];
  /** Null as long as more can come. What was read before an ending stays. */
  readonly ending: FlightEnding | null;
}

/** How a flight ends: it is complete, the server gives up, or its bytes are none of TLS, wrong, or too many. */
export type FlightEnding =
  | { readonly kind: 'done' }
  | { readonly kind: 'alert'; readonly level: 'warning' | 'fatal'; readonly description: string }
  | { readonly kind: 'not-tls' | 'malformed' | 'too-long' };

/** The most messages and alerts of one flight. Seven is the most that a server can mean. */
export const MOST_MESSAGES = 32;

const NOTHING_YET: ServerFlight = {
  version: null,
  cipherSuite: null,
  keyExchange: null,
  certificates: [],
  certificateCount: 0,
  certificateRequest: null,
  warnings: [],
  ending: null,
};
const HEADER_BYTES = 4;
const ALERT_BYTES = 2;
const WARNING = 1;
const FATAL = 2;
const CLOSE_NOTIFY = 0;

/** What a message adds to a flight; null where it is malformed. */
type ReadMessage = (body: Uint8Array, flight: ServerFlight) => Partial<ServerFlight> | null;

/** The messages in the order that they must have; all but the first and the last may be absent (RFC 5246 §7.3). */
const MESSAGES: readonly (readonly [type: number, read: ReadMessage])[] = [
  [MESSAGE.serverHello, serverHello],
  [MESSAGE.supplementalData, () => ({})],
  [MESSAGE.certificate, readCertificates],
  [MESSAGE.certificateStatus, () => ({})],
  [MESSAGE.serverKeyExchange, serverKeyExchange],
  [MESSAGE.certificateRequest, certificateRequest],
  [MESSAGE.serverHelloDone, (body) => (body.length === 0 ? { ending: { kind: 'done' } } : null)],
];

/**
 * Reads a server's answer to a ClientHello out of bytes as they come, however records and messages are cut and joined. Any
 * bytes at all give a flight with an ending, or one that waits for more; its memory is bounded by `MOST_FLIGHT_BYTES`. It
 * believes nothing: no signature is checked, and not whether the server has chosen among what it was offered.
 */
export class FlightReader {
  readonly #records = new RecordReader();
  readonly #messages = new GrowingBytes(MOST_FLIGHT_BYTES);
  #at = 0;
  #count = 0;
  /** The place in `MESSAGES` that the next message may have at the earliest. */
  #next = 0;
  #flight = NOTHING_YET;

  /** What is known so far. */
  get flight(): ServerFlight {
    return this.#flight;
  }

  /** Takes bytes as they come. After the ending they are ignored. */
  push(bytes: Uint8Array): void {
    if (this.#flight.ending !== null) return;
    this.#records.push(bytes);
    while (this.#readRecord());
  }

  /** Reads one record, if there is a whole one and it is still of interest. */
  #readRecord(): boolean {
    if (this.#flight.ending !== null) return false;
    const record = this.#records.next();
    if (record === null) return false;
    if (typeof record === 'string') this.#end({ kind: record });
    else if (record.type === RECORD.alert) this.#readAlert(record.bytes);
    else if (record.type === RECORD.handshake) this.#readMessages(record.bytes);
    else this.#end({ kind: 'malformed' });
    return true;
  }

  #readMessages(fragment: Uint8Array): void {
    this.#messages.push(fragment);
    while (this.#readMessage());
  }

  /** Reads one message, if there is a whole one and it is still of interest. */
  #readMessage(): boolean {
    if (this.#flight.ending !== null) return false;
    const rest = this.#messages.bytes.subarray(this.#at);
    if (rest.length < HEADER_BYTES) return false;
    const [type = 0, high = 0, middle = 0, low = 0] = rest;
    const length = high * 65_536 + middle * 256 + low;
    if (length > MOST_FLIGHT_BYTES) this.#end({ kind: 'too-long' });
    if (rest.length < HEADER_BYTES + length) return false;
    this.#at += HEADER_BYTES + length;
    this.#takeMessage(type, rest.subarray(HEADER_BYTES, HEADER_BYTES + length));
    return true;
  }

  #takeMessage(type: number, body: Uint8Array): void {
    if (!this.#isOneMore()) return;
    if (type === MESSAGE.helloRequest) return; // RFC 5246 §7.4.1.1: may come at any time, and means nothing here
    const place = MESSAGES.findIndex(([known]) => known === type);
    const isInOrder = place >= this.#next && (place === 0 || this.#next > 0);
    const added = isInOrder ? MESSAGES[place]?.[1](body, this.#flight) : null;
    if (added === null || added === undefined) return this.#end({ kind: 'malformed' });
    this.#next = place + 1;
    this.#flight = { ...this.#flight, ...added };
  }

  #readAlert(bytes: Uint8Array): void {
    const [level, description = 0] = bytes;
    if (bytes.length !== ALERT_BYTES || (level !== WARNING && level !== FATAL)) {
      return this.#end({ kind: 'malformed' });
    }
    const name = alertName(description);
    if (level === FATAL || description === CLOSE_NOTIFY) {
      return this.#end({ kind: 'alert', level: level === FATAL ? 'fatal' : 'warning', description: name });
    }
    if (!this.#isOneMore()) return;
    this.#flight = { ...this.#flight, warnings: [...this.#flight.warnings, name] };
  }

  #isOneMore(): boolean {
    this.#count += 1;
    if (this.#count > MOST_MESSAGES) this.#end({ kind: 'too-long' });
    return this.#count <= MOST_MESSAGES;
  }

  #end(ending: FlightEnding): void {
    this.#flight = { ...this.#flight, ending };
  }
}

/** RFC 5246 §7.4.3: with an RSA key exchange there is no further message that would name it. */
function serverHello(body: Uint8Array): Partial<ServerFlight> | null {
  const hello = readServerHello(body);
  if (hello === null) return null;
  return keyExchangeOf(hello.cipherSuite) === 'rsa' ? { ...hello, keyExchange: { kind: 'rsa' } } : hello;
}

function serverKeyExchange(body: Uint8Array, flight: ServerFlight): Partial<ServerFlight> | null {
  if (flight.cipherSuite === null) return null;
  const keyExchange = readKeyExchange(body, flight.cipherSuite);
  return keyExchange === 'unknown' ? {} : keyExchange && { keyExchange };
}

function certificateRequest(body: Uint8Array, flight: ServerFlight): Partial<ServerFlight> | null {
  const request = flight.version && readCertificateRequest(body, flight.version);
  return request && { certificateRequest: request };
}
