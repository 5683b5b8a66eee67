import { TLSSocket } from 'node:tls';
import type { AnchorKind } from '../../../shared/mail/certificate.ts';
import type { ChannelBinding } from '../../../shared/sasl/channel-binding.ts';
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
  readonly #secrets: Secrets;

  constructor(
    socket: TLSSocket,
    transcript: TranscriptWriter,
    signal: AbortSignal,
    secrets: Secrets,
    anchor?: AnchorKind | null,
  ) {
    if (!isVerified(socket)) throw new TypeError('this socket has no verified TLS');
    super(socket, transcript, signal);
    this.#secrets = secrets;
    this.anchor = anchor;
  }

  /** What a sign-in over this connection can be bound with, best first. */
  get channelBindings(): readonly ChannelBinding[] {
    return this.socket instanceof TLSSocket ? channelBindingsOf(this.socket, 'client') : [];
  }

  /**
   * Sends one line whose end is secret. The transcript keeps the command and the length; the secret is remembered for
   * this run, so that a server that repeats it cannot get it into a report.
   */
  writeSecret(command: string, secret: string): void {
    if (!isVerified(this.socket)) throw new TypeError('this socket has no verified TLS');
    if (secret.length > 1) this.#secrets.addSent(secret);
    const separator = command === '' ? '' : ' ';
    this.transcript.add('client', `${command}${separator}<secret, ${secret.length} characters>`);
    this.socket.write(`${command}${separator}${secret}\r\n`);
  }
}

function isVerified(socket: unknown): boolean {
  return socket instanceof TLSSocket && socket.authorized && socket.encrypted;
}
