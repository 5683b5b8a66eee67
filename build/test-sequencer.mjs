import { BaseSequencer } from 'vitest/node';

// Minutes each: begun last, one of them would go on alone when all others are done.
const LONG =
  /\/test\/(renderer\/looks-|practice\/matrix|canary\/command-line|recipes\/(thunderbird|claws-mail))/;

/** Runs the files that take longest first. */
export class LongestFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    const isLong = /** @param {import('vitest/node').TestSpecification} file */ ({ moduleId }) =>
      LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
