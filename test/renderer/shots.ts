import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const SHOTS = fileURLToPath(new URL('../../shots/', import.meta.url));

/** Leaves a picture of a whole page in `shots/`, to be looked at by people; on CI, where nobody does, it leaves none. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env['CI'] === 'true') return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage: true });
}

/** Leaves a text in `shots/`, to be read by people. */
export function leaveText(name: string, text: string): void {
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(`${SHOTS}${name}`, text);
}
