import type { Server, ServerOptions } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

const HEADER_LIMIT_BYTES = 8 * 1024;
const CONNECTION_LIMIT = 32;
const REQUEST_TIMEOUT_MS = 10_000;
const TIMEOUT_CHECK_MS = 1_000;

/**
 * What a server that only this machine reaches is made with.
 *
 * @param requestTimeoutMs how long a request may take to arrive, header and body; ten seconds without it
 */
export function requestLimits(requestTimeoutMs = REQUEST_TIMEOUT_MS): ServerOptions {
  return {
    maxHeaderSize: HEADER_LIMIT_BYTES,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(requestTimeoutMs, TIMEOUT_CHECK_MS),
    requireHostHeader: false, // Node's own answer would come without our headers
  };
}

/** Bounds how many connections such a server has, and ends those that are no use. */
export function boundConnections(server: Server | HttpsServer): void {
  server.maxConnections = CONNECTION_LIMIT;
  // What is not HTTP, or too long, or too slow, gets no answer at all.
  server.on('clientError', (_error, socket) => socket.destroy());
}
