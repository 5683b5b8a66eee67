/**
 * Whether this page was here before, in the same window: a person, or the app, had it loaded again. Only then there is anything in
 * its storage, which a first start does without: to ask it holds the first screen up.
 */
export function isLoadedAgain(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming && entry.type !== 'navigate';
}
