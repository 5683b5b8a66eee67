import type { Socket } from 'node:net';
import { LineConnection } from './line-connection.ts';

/** A connection without encryption. It can greet, list and ask for STARTTLS; it has no way to send a secret. */
export class CleartextConnection extends LineConnection {
  /**
   * Gives the bare socket for a TLS handshake, or `extra-bytes` where the server already sent more than its answer
   * to STARTTLS. Those bytes came without protection; whoever read them as if they had come through TLS would obey
   * a man in the middle (the response injection of the NO STARTTLS research). Everything learned so far ends here.
   */
  takeSocketForTls(): Socket | 'extra-bytes' {
    const unread = this.unread().length;
    const socket = this.detach();
    if (unread > 0 || socket.readableLength > 0) {
      this.transcript.add('note', `${unread + socket.readableLength} bytes before TLS`);
      return 'extra-bytes';
    }
    return socket;
  }
}
