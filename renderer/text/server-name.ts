import { formatEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';

/** A server as people compare it with their provider's page: its name and its port. */
export function serverName({ host, port }: Endpoint): string {
  return `${host} ${port}`;
}

/** What tells servers of a list apart: sources can name the same port with another protocol, or another encryption. */
export function serverKey(endpoint: Endpoint): string {
  return `${endpoint.protocol} ${formatEndpoint(endpoint)}`;
}
