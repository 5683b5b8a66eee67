import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startWindowLab, type OpenWindow, type WindowLab } from './window.ts';

/** A lab for all tests around the call: started before the first of them, closed after the last. */
export function useLab(): Omit<WindowLab, 'close'> {
  let lab: WindowLab;
  beforeAll(async () => {
    lab = await startWindowLab();
  });
  afterAll(() => lab.close());
  return {
    get browser() {
      return lab.browser;
    },
    get files() {
      return lab.files;
    },
    open: (options) => lab.open(options),
  };
}

/** A new window for each test around the call, which may complain of nothing until its end. */
export function useWindow(lab: Pick<WindowLab, 'open'>): OpenWindow {
  let window: OpenWindow;
  beforeEach(async () => {
    window = await lab.open({ reducedMotion: 'reduce' });
  });
  afterEach(async () => {
    expect(window.complaints).toEqual([]);
    await window.page.context().close();
  });
  return {
    get page() {
      return window.page;
    },
    get engine() {
      return window.engine;
    },
    get complaints() {
      return window.complaints;
    },
  };
}
