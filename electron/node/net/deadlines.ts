/** How long each exchange may take at the most, in milliseconds: until its last byte, not its first. */
export interface Deadlines {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly greetingMs: number;
  readonly commandMs: number;
  readonly starttlsMs: number;
  /** Until a mail to oneself has arrived. */
  readonly arrivalMs: number;
}

const USUAL: Deadlines = {
  dnsMs: 5_000,
  // The system repeats an unanswered SYN after 1 and after 3 seconds: what does not answer those is filtered.
  connectMs: 3_200,
  tlsMs: 10_000,
  // Some servers hold their greeting back to drive spammers off (Postfix's postscreen: 6 s and more).
  greetingMs: 30_000,
  commandMs: 20_000,
  starttlsMs: 10_000,
  arrivalMs: 60_000,
};

/** The usual deadlines, or the same one for every wait where a person named it. */
export function deadlinesOf(timeoutMs: number | undefined): Deadlines {
  if (timeoutMs === undefined) return USUAL;
  return {
    dnsMs: timeoutMs,
    connectMs: timeoutMs,
    tlsMs: timeoutMs,
    greetingMs: timeoutMs,
    commandMs: timeoutMs,
    starttlsMs: timeoutMs,
    arrivalMs: timeoutMs,
  };
}

/** The end of one exchange. A peer that sends a line now and then does not put it off. */
export interface Deadline {
  remainingMs(): number;
}

/** A deadline that many milliseconds from now. */
export function deadlineIn(ms: number): Deadline {
  const end = performance.now() + ms;
  return { remainingMs: () => Math.max(0, end - performance.now()) };
}
