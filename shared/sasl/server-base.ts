import { misused, peerFailed } from './failures.ts';
import type { SaslServer, ServerStep } from './server.ts';

// Longer messages than this are no credentials: tokens are the longest, with a few KiB.
const LONGEST_RESPONSE = 16_384;

/** What every server has in common: lengths are bounded, `start` serves once, and after the end nothing is answered. */
export abstract class BaseServer implements SaslServer {
  #hasStarted = false;
  #isOver = false;

  async start(initialResponse?: Uint8Array): Promise<ServerStep> {
    if (this.#hasStarted) return misused('used-twice');
    this.#hasStarted = true;
    return initialResponse === undefined ? this.#keep(await this.opening()) : this.respond(initialResponse);
  }

  async respond(response: Uint8Array): Promise<ServerStep> {
    if (!this.#hasStarted || this.#isOver) return misused('already-over');
    if (response.length > LONGEST_RESPONSE) return this.#keep(peerFailed('message-malformed'));
    return this.#keep(await this.next(response));
  }

  async identify(...keys: Parameters<SaslServer['identify']>): Promise<ServerStep> {
    if (this.#isOver) return misused('already-over');
    return this.#keep(await this.identified(...keys));
  }

  /** What is said to a client that sent no initial response: an empty challenge, where the client speaks first. */
  protected opening(): Promise<ServerStep> | ServerStep {
    return { kind: 'challenge', bytes: new Uint8Array() };
  }

  protected abstract next(response: Uint8Array): Promise<ServerStep> | ServerStep;

  /** Only SCRAM asks for an identity. */
  protected identified(..._: Parameters<SaslServer['identify']>): Promise<ServerStep> | ServerStep {
    return misused('identity-missing');
  }

  #keep(step: ServerStep): ServerStep {
    if (step.kind === 'failed' || step.kind === 'credentials') this.#isOver = true;
    return step;
  }
}
