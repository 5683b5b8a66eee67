import type { TLSSocket } from 'node:tls';
import {
  channelBindingTypes,
  type ChannelBinding,
  type ChannelBindingType,
  type TlsChannel,
} from '../../../shared/sasl/channel-binding.ts';
import { serverEndPoint } from './server-end-point.ts';

const EXPORTER_BYTES = 32;
const EXPORTER_LABEL = 'EXPORTER-Channel-Binding';

/** Which end of a connection a socket is. */
export type Side = 'client' | 'server';

/**
 * What a TLS connection can be bound with, best first.
 *
 * @param wanted a type that the other side is known to want instead
 */
export function channelBindingsOf(
  socket: TLSSocket,
  side: Side,
  wanted?: 'tls-server-end-point',
): readonly ChannelBinding[] {
  const channel = channelOf(socket);
  if (channel === null) return [];
  return channelBindingTypes(channel, wanted).flatMap((type) => {
    const data = DATA[type](socket, side);
    return data === undefined || data.length === 0 ? [] : [{ type, data: new Uint8Array(data) }];
  });
}

function channelOf(socket: TLSSocket): TlsChannel | null {
  const version = socket.getProtocol();
  if (version !== 'TLSv1.2' && version !== 'TLSv1.3') return null;
  return { version, isResumed: socket.isSessionReused() };
}

type Data = (socket: TLSSocket, side: Side) => Uint8Array | undefined;

const DATA: Readonly<Record<ChannelBindingType, Data>> = {
  // RFC 9266 §2: the context is empty. On TLS 1.2 an absent one would give other bytes, so it is always given.
  'tls-exporter': (socket) => socket.exportKeyingMaterial(EXPORTER_BYTES, EXPORTER_LABEL, Buffer.alloc(0)),
  // RFC 5929 §3.1: the first Finished message of the handshake; in a full one it is the client's.
  'tls-unique': (socket, side) => (side === 'client' ? socket.getFinished() : socket.getPeerFinished()),
  'tls-server-end-point': (socket, side) => {
    const certificate = side === 'client' ? socket.getPeerCertificate().raw : ownCertificate(socket);
    return certificate === undefined ? undefined : serverEndPoint(certificate);
  },
};

function ownCertificate(socket: TLSSocket): Uint8Array | undefined {
  const own = socket.getCertificate();
  return own !== null && 'raw' in own ? own.raw : undefined;
}
