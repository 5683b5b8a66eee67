import { chromium, type Browser } from 'playwright-core';
import { pathOf } from '../parts.ts';

const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

/** Starts the Chromium of this machine, which asks nobody for anything by itself. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: pathOf('chromium'), args: ARGUMENTS });
}
