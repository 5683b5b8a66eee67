/** How files of one kind are written, and read back. */
export interface Format<Content> {
  /** The file's text, or null where the content cannot stand in such a file. */
  write(content: Content): string | null;
  /** What a program would take out of the text, or null where it is no such file. */
  read(text: string): Content | null;
}

/**
 * The text of a file, read back: null where that does not give what was to be written, so that nothing that a person typed can
 * become a setting, a section or a command of its own.
 */
export function writtenAs<Content>(format: Format<Content>, content: Content): string | null {
  const text = format.write(content);
  if (text === null) return null;
  return JSON.stringify(format.read(text)) === JSON.stringify(content) ? text : null;
}

/** The line of a setting; none where there is no value for it. */
export function lineFor<Value>(
  name: string,
  value: Value | null,
): readonly (readonly [name: string, value: Value])[] {
  return value === null ? [] : [[name, value]];
}
