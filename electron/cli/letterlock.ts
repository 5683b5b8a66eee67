import { run } from './program.ts';
import { EXIT } from './terminal/terminal.ts';

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
  // A bug of ours: one line, and an exit code that no script takes for a result. Its message could hold anything.
  const name = error instanceof Error ? error.name : typeof error;
  process.stderr.write(
    `letterlock: a part of Letterlock broke (${name}). Nothing was changed in your account. Please report this.\n`,
  );
  process.exitCode = EXIT.unfinished;
}
