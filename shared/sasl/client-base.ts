import type { ClientCredentials, SaslClient, SaslNote, SaslOutcome, SaslStep } from './client.ts';
import { misused, peerFailed, type SaslFailure } from './failures.ts';
import type { Mechanism } from './mechanisms.ts';
import { prepareCredentials, type PreparedCredentials } from './prepare.ts';

/**
 * What every client has in common: credentials are prepared once, `start` serves once, and after a failure nothing but
 * the failure is given. A mechanism adds its own three steps.
 */
export abstract class BaseClient implements SaslClient {
  iterationCount: number | null = null;
  peerError: string | null = null;
  readonly notes: SaslNote[] = [];
  readonly #mechanism: Mechanism;
  readonly #credentials: ClientCredentials;
  #prepared: PreparedCredentials | null = null;
  #failure: SaslFailure | null = null;
  #isOver = false;

  constructor(mechanism: Mechanism, credentials: ClientCredentials) {
    this.#mechanism = mechanism;
    this.#credentials = credentials;
  }

  async start(): Promise<SaslStep> {
    if (this.#prepared !== null) return misused('used-twice');
    const prepared = prepareCredentials(this.#mechanism, this.#credentials);
    if (!prepared.ok) return this.#keep({ kind: 'failed', failure: prepared.failure });
    this.#prepared = prepared.credentials;
    this.notes.push(...prepared.notes);
    return this.#keep(await this.first(prepared.credentials));
  }

  async respond(challenge: Uint8Array): Promise<SaslStep> {
    if (this.#failure !== null) return { kind: 'failed', failure: this.#failure };
    if (this.#prepared === null || this.#isOver) return misused('already-over');
    return this.#keep(await this.next(challenge, this.#prepared));
  }

  async conclude(additionalData?: Uint8Array): Promise<SaslOutcome> {
    if (this.#failure !== null) return { kind: 'failed', failure: this.#failure };
    if (this.#prepared === null || this.#isOver) return misused('already-over');
    const outcome = this.#keep(await this.last(additionalData));
    this.#isOver = true;
    return outcome;
  }

  /** The initial response, or `wait`. */
  protected abstract first(credentials: PreparedCredentials): Promise<SaslStep> | SaslStep;

  /** The answer to a challenge. A mechanism that has none left calls this a wrong step. */
  protected next(_challenge: Uint8Array, _credentials: PreparedCredentials): Promise<SaslStep> | SaslStep {
    return peerFailed('step-unexpected');
  }

  /** What the protocol's success is worth. Data that no mechanism asked for is ignored (RFC 4422 §3.7). */
  protected last(_additionalData?: Uint8Array): Promise<SaslOutcome> | SaslOutcome {
    return { kind: 'done', serverVerified: null };
  }

  #keep<S extends SaslStep | SaslOutcome>(step: S): S {
    if (step.kind === 'failed') this.#failure = step.failure;
    return step;
  }
}
