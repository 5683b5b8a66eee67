// So often progress is announced, whatever there is to do: who listens is not to be talked over.
const ANNOUNCEMENTS = 4;

/** How much of the progress is announced: the last quarter that was reached; nothing before the first. */
export function announcedCount(doneCount: number, totalCount: number): number {
  const quarters = Math.floor((doneCount * ANNOUNCEMENTS) / totalCount);
  return Math.ceil((quarters * totalCount) / ANNOUNCEMENTS);
}
