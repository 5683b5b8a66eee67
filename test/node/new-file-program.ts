// Writes one file after the other and prints what came of each, one a line: FOLDER PREFIX COUNT.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from '../../electron/node/files/new-file.ts';
import { bytesOf } from './new-file-bytes.ts';

const [folder = '', prefix = 'h', count = '1'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (let at = 0; at < Number(count); at += 1) {
  const written = await writeNewFile(join(folder, `${prefix}${at}`), bytesOf(at));
  process.stdout.write(`${JSON.stringify(written)}\n`);
}
