import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { Observation, ObservedFacts, RunFacts, TranscriptPlace } from '../../shared/mail/observation.ts';
import type { RunEvent, Step } from '../../shared/report/events.ts';
import type { Transcript, TranscriptLine } from '../../shared/report/report.ts';
import { safeText } from '../../shared/wire/server-words.ts';
import type { Secrets } from './secrets.ts';

/** What was recorded of one connection, growing. */
export class TranscriptWriter {
  readonly connection: string;
  readonly #lines: TranscriptLine[] = [];
  readonly #now: () => number;
  readonly #secrets: Secrets;

  constructor(connection: string, now: () => number, secrets: Secrets) {
    this.connection = connection;
    this.#now = now;
    this.#secrets = secrets;
  }

  /** Records a line. What could hold a secret is replaced here, where it is recorded, not where it is shown. */
  add(from: TranscriptLine['from'], text: string | Uint8Array): void {
    this.#lines.push({ at: this.#now(), from, text: this.#secrets.scrub(safeText(text)) });
  }

  get lines(): readonly TranscriptLine[] {
    return this.#lines;
  }

  /** Where the last line stands. */
  get place(): TranscriptPlace {
    return { connection: this.connection, line: Math.max(0, this.#lines.length - 1) };
  }
}

/** Where something is seen: at one endpoint, and over one address of its host, or before there is any. */
export interface Spot {
  readonly endpoint: Endpoint;
  readonly address: string | null;
}

/** Collects what a run sees and passes it on as events while it happens. */
export class RunLog {
  readonly #emit: (event: RunEvent) => void;
  readonly #clock: () => number;
  readonly #startedAt: number;
  readonly #secrets: Secrets;
  readonly #observations: Observation[] = [];
  readonly #transcripts: { readonly spot: Spot; readonly writer: TranscriptWriter }[] = [];

  /** @param clock a monotonic clock, in milliseconds */
  constructor(emit: (event: RunEvent) => void, clock: () => number, secrets: Secrets) {
    this.#emit = emit;
    this.#clock = clock;
    this.#startedAt = clock();
    this.#secrets = secrets;
  }

  /** Milliseconds since the start of the run. */
  readonly now = (): number => Math.round((this.#clock() - this.#startedAt) * 10) / 10;

  /** Says what is being done at an endpoint; returns when it began. */
  begin({ endpoint, address }: Spot, step: Step): number {
    const at = this.now();
    this.#emit({ type: 'step', endpoint, address, step, at });
    return at;
  }

  /** Records a fact that took from `begunAt` until now. */
  observe(
    { endpoint, address }: Spot,
    facts: ObservedFacts,
    begunAt: number,
    transcript: TranscriptPlace | null = null,
  ): void {
    this.#keep({ ...this.#moment(begunAt), endpoint, address, transcript, ...this.#secrets.scrubAll(facts) });
  }

  /** Records a fact of the run as a whole, that took from `begunAt` until now. */
  observeRun(facts: RunFacts, begunAt: number): void {
    const place = { endpoint: null, address: null, transcript: null };
    this.#keep({ ...this.#moment(begunAt), ...place, ...this.#secrets.scrubAll(facts) });
  }

  #moment(begunAt: number): { readonly id: string; readonly at: number; readonly took: number } {
    const at = this.now();
    return { id: `o${this.#observations.length + 1}`, at, took: Math.round((at - begunAt) * 10) / 10 };
  }

  #keep(observation: Observation): void {
    this.#observations.push(observation);
    this.#emit({ type: 'observation', observation });
  }

  /** Begins the record of a connection. */
  openTranscript({ endpoint, address }: Spot): TranscriptWriter {
    const writer = new TranscriptWriter(`c${this.#transcripts.length + 1}`, this.now, this.#secrets);
    this.#transcripts.push({ spot: { endpoint, address }, writer });
    return writer;
  }

  get observations(): readonly Observation[] {
    return this.#observations;
  }

  get transcripts(): readonly Transcript[] {
    return this.#transcripts.map(({ spot, writer }) => ({
      connection: writer.connection,
      ...spot,
      lines: writer.lines,
    }));
  }
}
