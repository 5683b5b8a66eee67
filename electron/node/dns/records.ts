import type { Resolver } from 'node:dns/promises';
import type { SrvRecord } from '../../../shared/discovery/srv.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { codeOf } from '../files/system-code.ts';
import { failureOf, withResolver, type DnsOptions } from './resolver.ts';

/** What was answered to one question. */
export type DnsAnswer<T> =
  /** At least one. */
  | { readonly kind: 'found'; readonly records: readonly T[] }
  /** The name does not exist, or it does and has no record of this kind (RFC 2308 §2). */
  | { readonly kind: 'absent'; readonly why: 'name-unknown' | 'no-record' }
  /** The servers could not be asked, or would not tell; the code is the resolver's (`ESERVFAIL`). */
  | { readonly kind: 'failed'; readonly code: string }
  /** No answer before the deadline. */
  | { readonly kind: 'silent' };

/** An MX record (RFC 5321 §5.1). */
export interface MxRecord {
  readonly preference: number;
  /** Null where the domain says that it takes no mail (RFC 7505). */
  readonly host: Hostname | null;
}

// What a domain publishes for mail programs is a handful. At the domain itself there may be dozens of texts of others.
const MOST_HOSTS = 20;
const MOST_TEXTS = 100;
const LONGEST_TEXT = 2_048;

/**
 * Asks for the SRV records at a name. Of very many the 20 with the lowest priority are given; their targets are as the
 * server wrote them, and the root is empty.
 *
 * @throws the signal's reason, when it is aborted
 */
export function askSrv(name: string, options: DnsOptions): Promise<DnsAnswer<SrvRecord>> {
  return ask(options, async (resolver) => {
    const records = await resolver.resolveSrv(name);
    return records
      .map(({ priority, weight, port, name: target }) => ({ priority, weight, port, target }))
      .toSorted((left, right) => left.priority - right.priority || right.weight - left.weight)
      .slice(0, MOST_HOSTS);
  });
}

/**
 * Asks for the MX records of a domain, preferred first, 20 at the most. What is no host name is left out.
 *
 * @throws the signal's reason, when it is aborted
 */
export function askMx(domain: Hostname, options: DnsOptions): Promise<DnsAnswer<MxRecord>> {
  return ask(options, async (resolver) => {
    const records = await resolver.resolveMx(domain);
    return records
      .flatMap(({ exchange, priority }) => mxRecord(exchange, priority))
      .toSorted((left, right) => left.preference - right.preference)
      .slice(0, MOST_HOSTS);
  });
}

/**
 * Asks for the TXT records at a name, each with its strings joined, 100 at the most. One of more than 2048 characters is
 * left out: nothing that is read here is so long, and cut off it would say something else.
 *
 * @throws the signal's reason, when it is aborted
 */
export function askTxt(name: string, options: DnsOptions): Promise<DnsAnswer<string>> {
  return ask(options, async (resolver) => {
    const records = await resolver.resolveTxt(name);
    return records
      .map((strings) => strings.join(''))
      .filter((text) => text.length <= LONGEST_TEXT)
      .slice(0, MOST_TEXTS);
  });
}

async function ask<T>(
  options: DnsOptions,
  question: (resolver: Resolver) => Promise<readonly T[]>,
): Promise<DnsAnswer<T>> {
  try {
    const records = await withResolver(options, question);
    return records.length > 0 ? { kind: 'found', records } : { kind: 'absent', why: 'no-record' };
  } catch (error) {
    options.signal.throwIfAborted();
    return outcomeOf(codeOf(error));
  }
}

function outcomeOf(code: string): DnsAnswer<never> {
  const failure = failureOf(code);
  switch (failure) {
    case 'name-unknown':
    case 'no-record':
      return { kind: 'absent', why: failure };
    case 'silent':
      return { kind: 'silent' };
    case 'failed':
      return { kind: 'failed', code };
  }
}

function mxRecord(exchange: string, preference: number): readonly MxRecord[] {
  if (exchange === '' || exchange === '.') return [{ preference, host: null }];
  const host = parseHostname(exchange);
  return host.ok ? [{ preference, host: host.value }] : [];
}
