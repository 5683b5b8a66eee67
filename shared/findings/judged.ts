import type { Endpoint } from '../mail/endpoint.ts';
import type { Finding } from './finding.ts';
import type { EndpointView } from './view.ts';

/** One endpoint over one family of addresses, and what is to be said of it. */
export interface JudgedPath {
  readonly view: EndpointView;
  readonly findings: readonly Finding[];
}

/** One endpoint over all families. */
export interface JudgedEndpoint {
  readonly endpoint: Endpoint;
  /** True where nobody named this port: it was tried because mail is often there. */
  readonly isGuessed: boolean;
  readonly paths: readonly JudgedPath[];
  /** The path that a mail program would end up with: the one that works, or the one that got farthest. */
  readonly best: JudgedPath;
}

/** What shows only when all endpoints are taken together. */
export interface Pattern {
  /** Null where there is nothing to say. */
  readonly finding: Finding | null;
  /** The consequences of it, which are not told beside it. */
  readonly swallows: readonly Finding[];
}

/** Looks for one pattern in all that was judged. */
export type PatternRule = (judged: readonly JudgedEndpoint[]) => readonly Pattern[];

/** Tells whether something is in the way of mail here. */
export function hasProblem({ findings }: JudgedPath): boolean {
  return findings.some(({ severity }) => severity === 'problem');
}

/** Endpoints by their host, in the order in which hosts were met. */
export function byHost(judged: readonly JudgedEndpoint[]): readonly (readonly JudgedEndpoint[])[] {
  const hosts = new Map<string, JudgedEndpoint[]>();
  for (const one of judged) {
    const own = hosts.get(one.endpoint.host);
    if (own === undefined) hosts.set(one.endpoint.host, [one]);
    else own.push(one);
  }
  return [...hosts.values()];
}
