// Builds what is named on the command line, or everything: node build/build.mjs [main] [preload] [renderer] [cli]
import { build } from 'vite';
import { generateFindings } from './generate-findings.mjs';
import { noteBuilt } from './setup.mjs';
import { configOf, PARTS } from './vite-configs.mjs';

const named = process.argv.slice(2);
generateFindings();
for (const part of PARTS) {
  if (named.length === 0 || named.includes(part)) await build(configOf(part));
}
if (named.length === 0) noteBuilt();
