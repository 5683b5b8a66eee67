import { chromium, type Browser } from 'playwright-core';
import { pathOf } from '../parts.ts';
import { WHOLE_STRINGS } from './heap.ts';

/** How it is started: it asks nobody for anything by itself, and its memory can be read whole. */
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  WHOLE_STRINGS,
];

/** Starts the Chromium of this machine, which asks nobody for anything by itself. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: pathOf('chromium'), args: ARGUMENTS });
}

/** Starts the same without a browser around its pages: what needs none of it has a page opened for half of the work. */
export function startChromiumShell(): Promise<Browser> {
  return chromium.launch({ executablePath: pathOf('chromium-headless-shell'), args: ARGUMENTS });
}
