import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

// TLS record and handshake types (RFC 8446 §4, §5.1; the same in RFC 5246).
const HANDSHAKE_RECORD = 22;
const CLIENT_HELLO = 1;
const CERTIFICATE = 11;
const RECORD_HEADER_BYTES = 5;
// Without a certificate the flight of TLS 1.3 has 110 bytes at the most (an empty Certificate, and a Finished of SHA-384);
// with the smallest of them it has more than 250.
const LONGEST_WITHOUT_CERTIFICATE = 200;

/**
 * A socket for a TLS client that holds back everything behind the ClientHello until it is told that the server was verified.
 *
 * Node verifies a server in JavaScript when the handshake is over. In TLS 1.2 a client's certificate has gone out by then,
 * to whoever is there, and in TLS 1.3 it is luck that it has not (both seen on Node 20 and in Electron). What is held back
 * here reaches nobody where the server turns out to be another one.
 */
export class HandshakeGate extends Duplex {
  readonly #socket: Socket;
  readonly #held: { readonly bytes: Uint8Array; readonly done: () => void }[] = [];
  #isOpen = false;
  #hasCertificate: boolean | null = null;
  #onHeld: (() => void) | null = null;
  #onFlown: (() => void) | null = null;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', (bytes) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /**
   * Calls this once, when the first bytes behind the ClientHello want to go out: in TLS 1.2 the server has shown its
   * certificate by then, and waits for ours.
   */
  whenHeld(onHeld: () => void): void {
    this.#onHeld = onHeld;
  }

  /** Calls this once, when the first bytes behind the ClientHello have gone out. Node sends those of TLS 1.3 only after `secureConnect`. */
  whenFlown(onFlown: () => void): void {
    this.#onFlown = onFlown;
    this.#tellFlown();
  }

  /** Lets through what was held back, and all that follows. */
  open(): void {
    this.#isOpen = true;
    for (const { bytes, done } of this.#held.splice(0)) this.#send(bytes, done);
    this.#tellFlown();
  }

  /** Whether what was let through behind the ClientHello has a certificate in it: the server asked for one, and we had it. */
  get hasShownCertificate(): boolean {
    return this.#isOpen && this.#hasCertificate === true;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Uint8Array, _encoding: string, done: () => void): void {
    if (this.#hasCertificate === null && isClientHello(bytes)) return this.#send(bytes, done);
    this.#hasCertificate ??= carriesCertificate(bytes);
    if (this.#isOpen) {
      this.#send(bytes, done);
      return this.#tellFlown();
    }
    this.#held.push({ bytes, done });
    const onHeld = this.#onHeld;
    this.#onHeld = null;
    onHeld?.();
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }

  #tellFlown(): void {
    if (!this.#isOpen || this.#hasCertificate === null) return;
    this.#onFlown?.();
    this.#onFlown = null;
  }

  #send(bytes: Uint8Array, done: () => void): void {
    this.#socket.write(bytes, () => done()); // where it fails, the socket says so itself
  }
}

/** Also the second one, which a HelloRetryRequest asks for; the ChangeCipherSpec before it (RFC 8446 D.4) says nothing. */
function isClientHello(bytes: Uint8Array): boolean {
  const hello = bytes[0] === CHANGE_CIPHER_SPEC[0] ? bytes.subarray(CHANGE_CIPHER_SPEC.length) : bytes;
  return hello[0] === HANDSHAKE_RECORD && hello[RECORD_HEADER_BYTES] === CLIENT_HELLO;
}

const CHANGE_CIPHER_SPEC = [20, 3, 3, 0, 1, 1];

/**
 * In TLS 1.2 it is there to be read: a Certificate message whose list is not empty (RFC 5246 §7.4.6). In TLS 1.3 it is
 * encrypted, and its length tells.
 */
function carriesCertificate(bytes: Uint8Array): boolean {
  if (bytes[0] !== HANDSHAKE_RECORD) return bytes.length > LONGEST_WITHOUT_CERTIFICATE;
  const message = bytes.subarray(RECORD_HEADER_BYTES);
  return message[0] === CERTIFICATE && message.subarray(4, 7).some((byte) => byte !== 0);
}
