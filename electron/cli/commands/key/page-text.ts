import type { Language } from '../../../../shared/findings/explain.ts';
import type { PlacePages } from '../../../../shared/ipc/key-calls.ts';
import type { Device } from '../../../../shared/mail/device.ts';
import type { Page } from '../../../../shared/registration/page.ts';
import { styleFor } from '../../terminal/style.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { WrittenFile } from './forms.ts';

/** What came of a command. Nothing of it is secret. */
export interface KeyOutcomeData {
  readonly device: Device;
  /** What is to be done at which server. */
  readonly places?: readonly PlacePages[];
  readonly files?: readonly WrittenFile[];
}

/** The same as JSON: the device, pages in the language that was asked for, and files by their form and path. */
export function outcomeJson({ device, places, files }: KeyOutcomeData, language: Language): string {
  const pages = places?.map(({ server, host, pages }) => ({ server, host, page: pages[language] }));
  return `${JSON.stringify({ device, pages, files }, null, 2)}\n`;
}

/** What to do at a server, for standard output. Blocks stand at the margin, so that they can be copied as they are. */
export function pageText({ title, who, steps, proof, warnings }: Page, { stdout, env }: Terminal): string {
  const style = styleFor(stdout, env);
  const numbered = steps.map(({ text, block }, at) => {
    const literal = block === null ? '' : `\n${style.quiet(block.caption)}\n${block.text}`;
    return `${at + 1}. ${text}\n${literal}`;
  });
  const marked = warnings.map((warning) => `${style.severity('warning', '!')} ${warning}\n`);
  return `${style.strong(title)}\n${who}\n\n${[...numbered, ...marked, `${proof}\n`].join('\n')}`;
}
