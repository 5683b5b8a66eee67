import type { ChosenFile } from './report-scenes.ts';
import type { OpenWindow } from './window.ts';

/** What a page hears of files that are dropped on it. */
export const DROP = ['dragenter', 'dragover', 'drop'] as const;

/** Drags files to a place of the window, and tells it what the pointer does with them there. */
export async function drag(
  { page }: OpenWindow,
  place: string,
  files: readonly ChosenFile[],
  does: readonly ('dragenter' | 'dragover' | 'dragleave' | 'drop')[],
): Promise<void> {
  const given = files.map(({ name, buffer }) => ({ name, text: buffer.toString() }));
  const transfer = await page.evaluateHandle((dragged) => {
    const data = new DataTransfer();
    for (const { name, text } of dragged) data.items.add(new File([text], name));
    return data;
  }, given);
  for (const type of does) await page.dispatchEvent(place, type, { dataTransfer: transfer });
}
