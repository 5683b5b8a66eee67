/** The source of a pattern that matches one text and nothing else, for `new RegExp`: what stands for more is escaped. */
export function exactly(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
