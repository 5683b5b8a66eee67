// The end of a test run: what was skipped and why, then one line that counts.

/** Vitest calls what is called like its hooks. */
export default class ClosingReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (/** @type {string} */ state) =>
      tests.filter((test) => test.result().state === state).length;
    const brokenModules = modules.filter(
      (module) => module.state() === 'failed' && module.errors().length > 0,
    );
    const failed = count('failed') + brokenModules.length + unhandledErrors.length;
    for (const name of skippedNames(tests)) console.log(`skipped: ${name}`);
    console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
  }
}

/**
 * The groups that were skipped, once each: their names say what they need.
 *
 * @param {readonly import('vitest/node').TestCase[]} tests
 */
function skippedNames(tests) {
  const names = tests
    .filter((test) => test.result().state === 'skipped')
    .map((test) => (test.parent.type === 'suite' ? test.parent.fullName : test.fullName));
  return new Set(names);
}
