const CA = '--ca';
const DEBUGGING = ['--remote-debugging-port', '--remote-debugging-pipe', '--remote-debugging-address'];

/**
 * The PEM file that `--ca FILE` names: one more trust anchor. Null without the option, empty where it names none. What
 * else is on the command line belongs to Electron and Chromium and is left alone.
 */
export function caFileOf(argv: readonly string[]): string | null {
  const at = argv.findIndex((word) => isOption(word, CA));
  const word = argv[at];
  if (word === undefined) return null;
  return word === CA ? (argv[at + 1] ?? '') : word.slice(CA.length + 1);
}

/**
 * The option on the command line that turns on Chromium's remote debugging, if one does. No fuse closes it, and it would
 * hand the window, with the password being typed into it, to any program that asks: what people install has to refuse it.
 */
export function debuggingOptionOf(argv: readonly string[]): string | undefined {
  return DEBUGGING.find((option) => argv.some((word) => isOption(word, option)));
}

function isOption(word: string, option: string): boolean {
  return word === option || word.startsWith(`${option}=`);
}
