import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { AnchorKind } from '../../../shared/mail/certificate.ts';
import type { ChannelBinding } from '../../../shared/sasl/channel-binding.ts';
import type { WrittenResponse } from '../../../shared/wire/sasl-answer.ts';
import type { Secrets } from '../secrets.ts';
import type { TranscriptWriter } from '../run-log.ts';
import { channelBindingsOf } from './channel-binding.ts';
import { LineConnection } from './line-connection.ts';

/**
 * A connection inside TLS whose certificate was verified: the only kind that can send a secret.
 *
 * @throws {TypeError} when it is made from anything else; that would be a bug of ours, and it must not pass unseen
 */
export class VerifiedConnection extends LineConnection {
  /** Whom its certificate ends at; undefined where that is not known. */
  readonly anchor: AnchorKind | null | undefined;
  /** Whether the server asked for the key of this device in the handshake, and was shown it. */
  readonly hasShownKey: boolean;
  readonly #secrets: Secrets;
  #channelBindings: readonly ChannelBinding[] | null = null;

  constructor(
    socket: TLSSocket,
    transcript: TranscriptWriter,
    signal: AbortSignal,
    secrets: Secrets,
    anchor?: AnchorKind | null,
    hasShownKey = false,
  ) {
    if (!isVerified(socket)) throw new TypeError('this socket has no verified TLS');
    super(socket, transcript, signal);
    this.#secrets = secrets;
    this.anchor = anchor;
    this.hasShownKey = hasShownKey;
  }

  /** What a sign-in over this connection can be bound with, best first. */
  get channelBindings(): readonly ChannelBinding[] {
    this.#channelBindings ??=
      this.socket instanceof TLSSocket ? channelBindingsOf(this.socket, 'client') : [];
    return this.#channelBindings;
  }

  /**
   * Sends one line that ends with a response, which is secret. The transcript keeps the command and the length; the secret
   * is remembered for this run, so that a server that repeats it cannot get it into a report.
   */
  writeSecret(command: string, { before, base64, after }: WrittenResponse): void {
    if (base64.length > 1) this.#secrets.addSent(base64);
    this.#send(command === '' ? before : `${command} ${before}`, base64, after);
  }

  /**
   * Sends one line that ends with a password as the protocol writes it, for sign-ins that are older than SASL. The transcript
   * keeps what stands before it, and the length.
   */
  writePassword(before: string, written: string): void {
    this.#secrets.addPassword(written);
    this.#send(before === '' ? '' : `${before} `, written, '');
  }

  #send(start: string, secret: string, after: string): void {
    if (!isVerified(this.socket)) throw new TypeError('this socket has no verified TLS');
    this.transcript.add('client', `${start}<secret, ${secret.length} characters>${after}`);
    this.socket.write(`${start}${secret}${after}\r\n`);
  }

  /**
   * Gives the socket to somebody who reads and writes it without this object, and what came and was not read yet. Nothing of
   * that is recorded, and the transcript says so. Closing this object still closes the socket.
   */
  handOver(): { readonly socket: Socket; readonly unread: Uint8Array } {
    if (!isVerified(this.socket)) throw new TypeError('this socket has no verified TLS');
    this.transcript.add('note', 'signed in; what follows is about the mailbox, and is not recorded');
    return { unread: this.unread(), socket: this.detach() };
  }
}

function isVerified(socket: unknown): boolean {
  return socket instanceof TLSSocket && socket.authorized && socket.encrypted;
}
