/** A program of the test that leaves a file where it is ever run: nothing that somebody is called may run it. */
export const CANARY = 'letterlock-canary';

const RUNS: readonly string[] = [
  `$(${CANARY})`,
  `\`${CANARY}\``,
  `x;${CANARY}`,
  `x|${CANARY}`,
  `|${CANARY}`,
  `x&&${CANARY}`,
  `x&${CANARY}&`,
  `!${CANARY}`,
  `'$(${CANARY})'`,
  `'; ${CANARY}; '`,
  `"; ${CANARY}; "`,
  `"$(${CANARY})"`,
  `'"$(${CANARY})"'`,
  `\\";${CANARY};\\"`,
  `\${IFS}${CANARY}`,
  `<(${CANARY})`,
  `x\`${CANARY}\`y`,
  `+"${CANARY}"`,
  `__import__("os").system("${CANARY}")`,
  `"+__import__("os").system("${CANARY}")+"`,
  `%(${CANARY})s`,
  `{{${CANARY}}}`,
  `~/bin/${CANARY}`,
  `-o${CANARY}`,
];

const MEANS_SOMETHING: readonly string[] = [
  '"',
  "'",
  '`',
  '""',
  "''",
  "'\\''",
  '\\',
  'x\\',
  '\\\\',
  'a\\nb',
  '$HOME',
  '${HOME}',
  '%HOME%',
  '%s%n%d',
  '%41',
  '100%',
  '#x',
  'x #y',
  ';x',
  'a;b',
  'a|b',
  'a&b',
  '<b>x</b>',
  'x&amp;y',
  ']]>',
  '<![CDATA[x]]>',
  '{x}',
  '[x]',
  '(x)',
  '~root',
  '*',
  '?',
  '=x',
  'a=b',
  'a:b',
  'a,b',
  'a/b',
  'a b',
  ' a ',
  'a\tb',
  'a\nb',
  'a\r\nset x=y',
  'a\u0000b',
  '--help',
  '-',
  '@x',
  'x@y@z',
  'müller',
  '山田',
  '😀',
  'a\u202eb',
  'a\u200bb',
  'a\u2028b',
  'a\u00a0b',
  'x'.repeat(1_000),
];

/**
 * What somebody may call themselves, or their folder: what means something to some shell, file or page. Each is one that a program
 * either has as it is, or is not given at all.
 */
export const HOSTILE: readonly string[] = [...RUNS, ...MEANS_SOMETHING];

/** A password that programs get from its command, and have to keep as it is: what it would mean to shells and files is nothing. */
export const HOSTILE_PASSWORD = `a"b'c \`${CANARY}\` $(${CANARY}) $HOME %41 #x;y|z\\`;

/** What somebody may call their folder, with much of it in each. */
export const HOSTILE_FOLDERS: readonly string[] = [
  `it's "a" $(${CANARY}) \`${CANARY}\` $HOME`,
  'a; b # c % d %41 [e] {f} (g) <h> & i | j = k, l ! m ^ n * o ?',
  'a\\',
  ' a ',
  '~',
  '-x',
  'müller 山田 😀',
];

const LONGEST_FOLDER = 200;

/** All of them that a folder can be called, too; the longest as long as folders can be, and what is written beside them. */
export const EVERY_HOSTILE_FOLDER: readonly string[] = [
  ...HOSTILE_FOLDERS,
  ...new Set(HOSTILE.filter((name) => !/[/\0]/.test(name)).map((name) => name.slice(0, LONGEST_FOLDER))),
];
