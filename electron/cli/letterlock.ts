import { endAtUncaughtErrors, lastWords } from '../node/last-words.ts';
import { leaveMemoryOutOfDumps } from '../node/no-core-dump.ts';
import { run } from './program.ts';
import { EXIT } from './terminal/terminal.ts';

leaveMemoryOutOfDumps();
endAtUncaughtErrors((words) => {
  process.stderr.write(`letterlock: ${words}\n`);
  process.exit(EXIT.unfinished);
});

// Whoever reads the output (head) may have had enough: that is no error, and nobody is left to tell it to.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.healthy : EXIT.unfinished);
  });
}

try {
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
  });
} catch (error) {
  // A bug of ours: one line, and an exit code that no script takes for a result.
  process.stderr.write(`letterlock: ${lastWords(error)}\n`);
  process.exitCode = EXIT.unfinished;
}
