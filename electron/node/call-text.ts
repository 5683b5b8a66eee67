/**
 * The most that one call may weigh, in characters of its text (IPC) or bytes of its body (HTTP). The longest list of accounts
 * fits, with the longest names there are.
 */
export const CALL_LIMIT = 1024 * 1024;

/** A call as it arrived. Neither its name nor its arguments have been checked: `dispatch` does that. */
export interface ArrivedCall {
  readonly name: unknown;
  readonly args: unknown;
}

/**
 * Reads the text of a call, `{"name":…,"args":…}`, or gives undefined where it is none or too long. Calls travel as JSON
 * text over IPC as well as over HTTP: one length then bounds them, and nothing that only a structured clone can carry
 * (cycles, sparse arrays of a billion, buffers) ever reaches the engine's side as a value.
 */
export function parseCall(text: unknown): ArrivedCall | undefined {
  if (typeof text !== 'string' || text.length > CALL_LIMIT) return undefined;
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'name')) return undefined;
  const { name, args } = value as Partial<ArrivedCall>; // any object has these two, or undefined in their place
  return { name, args };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is the same answer as JSON that is no call.
    return undefined;
  }
}
