import type { Endpoint } from '../mail/endpoint.ts';
import type { EndpointObservation } from '../mail/observation.ts';
import type { Step } from './events.ts';

/**
 * The rungs of a check, in the order in which they are climbed; `settings` only where they are searched for, `test-mail`
 * only where one is sent.
 */
export type RungName = 'settings' | 'reach' | 'encryption' | 'offer' | 'sign-in' | 'mail' | 'test-mail';

/** How far a rung is. `skipped`: it will not be tried, because a rung below it failed or nobody wants it. */
export type RungState = 'waiting' | 'working' | 'good' | 'problem' | 'skipped';

/** One rung at one endpoint. */
export interface RungAtEndpoint {
  readonly endpoint: Endpoint;
  readonly state: RungState;
  /** The observation that says the most about the state: what failed, or what came last. */
  readonly observation: EndpointObservation | null;
  /** What is being done right now. */
  readonly step: Step | null;
  /** The sum of what its observations took. */
  readonly tookMs: number | null;
}

/** The rungs that an endpoint has, the lowest first. */
export const RUNGS: readonly Exclude<RungName, 'settings'>[] = [
  'reach',
  'encryption',
  'offer',
  'sign-in',
  'mail',
  'test-mail',
];

/** How far a rung is at an endpoint that is known anyway. */
export type Place = Omit<RungAtEndpoint, 'endpoint'>;

/** A rung that nothing has happened on. */
export const UNTOUCHED: Place = { state: 'waiting', observation: null, step: null, tookMs: null };

/** Tells whether nothing can change on a rung any more. */
export function isSettled({ state }: Place): boolean {
  return state !== 'waiting' && state !== 'working';
}
