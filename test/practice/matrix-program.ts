// The matrix outside of the tests' own process: inside Electron, whose TLS library is another one. Prints rows as JSON.

import { runMatrix } from './matrix.ts';

process.stdout.write(JSON.stringify(await runMatrix()));
