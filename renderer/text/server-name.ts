import type { Endpoint } from '../../shared/mail/endpoint.ts';

/** A server as people compare it with their provider's page: its name and its port. */
export function serverName({ host, port }: Endpoint): string {
  return `${host} ${port}`;
}
