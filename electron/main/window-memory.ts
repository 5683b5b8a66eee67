import { app, type BrowserWindow } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';
import { dataFolderPath } from '../node/data-folder.ts';
import { DataFile } from '../node/files/data-file.ts';
import {
  decodeWindow,
  encodeWindow,
  isSamePlace,
  type KeptWindow,
  type WindowPlace,
} from './window-place.ts';

const FILE_NAME = 'window.json';
const LIMIT_BYTES = 4096;

/**
 * Where the window was when it was closed last, and in which language, as a file in the data folder. Nothing depends on it: where
 * it cannot be read, is broken or cannot be written, the window opens as it does at first.
 */
export class WindowMemory {
  readonly #file: DataFile | null;
  #place: WindowPlace | null = null;
  #language: Language | null = null;

  /** @param folder the data folder; null where there is none, and then it lasts as long as the app */
  constructor(folder = dataFolderPath()) {
    this.#file = folder === null ? null : new DataFile(folder, FILE_NAME, LIMIT_BYTES);
  }

  /** Null where it is not known. */
  get place(): WindowPlace | null {
    return this.#place;
  }

  /** The language that was chosen; null where nobody chose another than the system's. */
  get language(): Language | null {
    return this.#language;
  }

  /** Says which was chosen; it is written down with the place. */
  set language(chosen: Language | null) {
    this.#language = chosen;
  }

  /** Reads the file, once, before the first window. */
  async load(): Promise<void> {
    const read = await this.#file?.read();
    const kept = read?.kind === 'read' ? decodeWindow(read.bytes) : null;
    this.#place = kept?.place ?? null;
    this.#language = kept?.language ?? null;
  }

  /**
   * Writes down where a window is when it closes, and its language, if either is another than when it opened, and has the app wait
   * for it.
   */
  follow(window: BrowserWindow): void {
    let before: WindowPlace | null = null;
    const languageBefore = this.#language;
    window.once('show', () => (before = placeOf(window)));
    window.once('close', () => {
      const place = placeOf(window);
      if (before === null || (isSamePlace(before, place) && this.#language === languageBefore)) return;
      this.#place = place;
      if (this.#file !== null) endAfter(keep(this.#file, { place, language: this.#language }));
    });
  }
}

function placeOf(window: BrowserWindow): WindowPlace {
  return { area: window.getNormalBounds(), isMaximised: window.isMaximized() };
}

async function keep(file: DataFile, kept: KeptWindow): Promise<void> {
  // What stands there is replaced, whatever it is: a broken one holds nothing that anybody would miss.
  await file.update(() => ({ kind: 'replace', bytes: encodeWindow(kept), keptAs: null }));
}

/** Holds the end of the app back until something is done. */
function endAfter(work: Promise<void>): void {
  let isDone = false;
  void work.finally(() => (isDone = true));
  app.once('will-quit', (event) => {
    if (isDone) return;
    event.preventDefault();
    void work.finally(() => app.quit());
  });
}
