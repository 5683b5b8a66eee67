import type { TestCertificate } from './pki.ts';
import { describeStep, type Step } from './transcript.ts';
import type { NoLine, Wire } from './wire.ts';

/** Plays one connection until it is over. Resolves with the first thing that did not go as written, or null. */
export async function playConnection(
  wire: Wire,
  steps: readonly Step[],
  certificate: TestCertificate,
): Promise<string | null> {
  const problem = await playSteps(new Player(wire, certificate), steps);
  if (problem !== null) wire.destroy();
  await wire.closed();
  return problem;
}

async function playSteps(player: Player, steps: readonly Step[]): Promise<string | null> {
  for (const step of steps) {
    const problem = await player.perform(step);
    if (problem !== null) return `${problem} (${describeStep(step)})`;
  }
  return player.expectEnd(steps.at(-1));
}

/** Performs steps on one connection; what it returns is a problem or null. */
class Player {
  readonly #wire: Wire;
  readonly #certificate: TestCertificate;
  #groups: readonly string[] = [];

  constructor(wire: Wire, certificate: TestCertificate) {
    this.#wire = wire;
    this.#certificate = certificate;
  }

  async perform(step: Step): Promise<string | null> {
    switch (step.kind) {
      case 'send':
        return this.#sendLine(step.text);
      case 'send-raw':
        return this.#send(step.bytes);
      case 'expect':
        return this.#expect(step.expected);
      case 'tls':
        return this.#startTls();
      case 'close':
        this.#wire.end();
        return null;
      case 'reset':
        this.#wire.reset();
        return null;
      case 'silent':
        return null;
    }
  }

  /** What comes after the script: nothing but the client's end. */
  async expectEnd(last: Step | undefined): Promise<string | null> {
    if (last?.kind === 'close' || last?.kind === 'reset' || last?.kind === 'silent') return null;
    const more = await this.#wire.nextLine();
    if (typeof more === 'string') return `after the script came ${JSON.stringify(more)}`;
    if (more.kind === 'ended' && more.rest === '') return null;
    return `after the script ${inWords(more)}`;
  }

  #sendLine(text: string): Promise<string | null> {
    const line = text.replace(/\$\{(\d+)\}/g, (whole, number) => this.#groups[Number(number) - 1] ?? whole);
    return this.#send(Buffer.from(`${line}\r\n`));
  }

  async #send(bytes: Buffer): Promise<string | null> {
    if (this.#wire.hasEnded) return 'the client hung up before';
    await this.#wire.send(bytes);
    return null;
  }

  async #startTls(): Promise<string | null> {
    const { certificatePem: cert, keyPem: key } = this.#certificate;
    const failure = await this.#wire.startTls({ cert, key });
    return failure === null ? null : `the TLS handshake failed with ${failure}`;
  }

  async #expect(expected: string | RegExp): Promise<string | null> {
    const line = await this.#wire.nextLine();
    if (typeof line !== 'string') return inWords(line);
    if (!line.endsWith('\r\n')) return `a bare LF ends ${JSON.stringify(line)}`;
    const text = line.slice(0, -2);
    if (typeof expected === 'string') return text === expected ? null : `came ${JSON.stringify(text)}`;
    const groups = expected.exec(text);
    if (groups === null) return `came ${JSON.stringify(text)}`;
    if (groups.length > 1) this.#groups = groups.slice(1);
    return null;
  }
}

function inWords(noLine: NoLine): string {
  if (noLine.kind === 'silent') return 'the client neither sent a line nor hung up in time';
  if (noLine.kind === 'too-long') return 'the client sent a line without an end';
  return noLine.rest === ''
    ? 'the client hung up'
    : `the client hung up after ${JSON.stringify(noLine.rest)}`;
}
