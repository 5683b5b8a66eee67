import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenAs } from '../../../../shared/recipes/formats/format.ts';
import { TOML_STRINGS, type TomlTable } from '../../../../shared/recipes/formats/toml-strings.ts';
import { describeWith } from '../../../parts.ts';
import { HOSTILE } from '../../../recipes/hostile.ts';
import { runPart } from '../../../servers/run.ts';

const table = (value: string): TomlTable => ({
  name: 'accounts.letterlock',
  lines: [
    ['default', true],
    ['imap.sasl.plain.username', value],
  ],
});

describe('TOML of texts', () => {
  it('is read back as it was written, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE)), (value) => {
        const text = TOML_STRINGS.write(table(value));

        if (text !== null) expect(TOML_STRINGS.read(text)).toEqual(table(value));
      }),
    );
  });

  it('escapes quotes and backslashes', () => {
    expect(writtenAs(TOML_STRINGS, table('a"b\\c'))).toBe(
      '[accounts.letterlock]\ndefault = true\nimap.sasl.plain.username = "a\\"b\\\\c"\n',
    );
  });

  it.each(['', 'a\nb', 'a\tb', 'a\u0000', 'a\u202eb'])('does not hold %j', (value) =>
    expect(writtenAs(TOML_STRINGS, table(value))).toBeNull(),
  );

  it.each(['', 'a = "b"\n', '[a]\nb = "c"', '[a]\nb = c\n', '[a]\nb = "c" # d\n', '[a]\nb = "\\u0041"\n'])(
    'is not read out of %j',
    (text) => expect(TOML_STRINGS.read(text)).toBeNull(),
  );
});

describeWith(['python3'], 'TOML of texts, read by Python', () => {
  it('has every hostile name that could be written as it is', async () => {
    const written = HOSTILE.filter((name) => writtenAs(TOML_STRINGS, table(name)) !== null);
    const texts = written.map((name) => TOML_STRINGS.write(table(name)));
    const program = `import json, sys, tomllib
texts = json.load(sys.stdin)
print(json.dumps([tomllib.loads(text)["accounts"]["letterlock"]["imap"]["sasl"]["plain"]["username"] for text in texts]))`;

    const { output } = await runPart('python3', ['-c', program], { stdin: JSON.stringify(texts) });

    expect(JSON.parse(output)).toEqual(written);
    expect(written.length).toBeGreaterThan(60);
  });
});
