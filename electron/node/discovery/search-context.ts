import type { Candidate } from '../../../shared/mail/candidate.ts';
import type { EmailAddress } from '../../../shared/mail/email-address.ts';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { DnsFacts } from '../../../shared/mail/observation.ts';
import type { DnsOptions } from '../dns/resolver.ts';
import type { FetchContext } from '../http/fetch-context.ts';
import type { RunLog } from '../run-log.ts';

/** Where settings are searched for. Everything in it was parsed before. */
export interface SearchSettings {
  /** What stands behind the `@`: all that is told to anybody who is not named below. */
  readonly domain: Hostname;
  /**
   * The whole address, where its owner agreed that the domain's own servers are told it, over verified TLS alone: some give
   * settings for mailboxes only. Null where they did not, and nobody is told.
   */
  readonly toldAddress: EmailAddress | null;
  /** Where the ISPDB is asked, the domain being added at its end; null for not at all. */
  readonly ispdb: string | null;
  /** A folder with autoconfig files, each named `DOMAIN.xml`, for a helpdesk's own; null for none. */
  readonly folder: string | null;
  readonly web: Pick<FetchContext, 'mayReach' | 'portFor' | 'proxyFor'>;
  /** What stands for a mail server at its well-known port: the practice server may not have those. */
  readonly serverFor?: (endpoint: Endpoint) => Endpoint;
  /** Where other ports than the usual ones stand for them: at any other, a person has to confirm a server. */
  readonly mailPorts?: ReadonlySet<number>;
}

/** What the sources of a search share. */
export interface SearchContext {
  readonly settings: SearchSettings;
  readonly log: RunLog;
  readonly dns: DnsOptions;
  readonly fetch: FetchContext;
  readonly resolve: (host: Hostname) => Promise<DnsFacts>;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Called with everything that a source suggests, as soon as it does. */
  readonly suggest: (candidates: readonly Candidate[]) => void;
}
