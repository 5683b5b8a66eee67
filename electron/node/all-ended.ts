/**
 * Waits for all of these to end, also where one fails: nothing goes on behind the end of what they are part of.
 *
 * @throws what the first of them threw
 */
export async function allEnded(works: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(works);
  await Promise.all(works);
}
