const SIZE = 8 * 1024;

/** What a file of some number has in it: others have something else, and a part of it is told from all of it. */
export function bytesOf(number: number): Uint8Array {
  return Buffer.concat([Buffer.alloc(SIZE, `file ${number}, `), Buffer.from('the end')]);
}
