import { styleText } from 'node:util';
import type { Severity } from '../../../shared/findings/finding.ts';
import type { TextStyle } from '../../../shared/report/render-text.ts';

const SEVERITY_COLOURS: Readonly<Record<Severity, 'red' | 'yellow' | 'cyan' | 'green'>> = {
  problem: 'red',
  warning: 'yellow',
  note: 'cyan',
  good: 'green',
};

const PLAIN: TextStyle = { strong: (text) => text, quiet: (text) => text, severity: (_, text) => text };

const COLOURED: TextStyle = {
  strong: (text) => styleText('bold', text, { validateStream: false }),
  quiet: (text) => styleText('dim', text, { validateStream: false }),
  severity: (severity, text) => styleText(SEVERITY_COLOURS[severity], text, { validateStream: false }),
};

/** Colours on a terminal, none elsewhere and none where NO_COLOR is set (no-color.org). */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): TextStyle {
  return hasColours(stream, env) ? COLOURED : PLAIN;
}

/** Whether colours can be written, and are wanted. */
export function hasColours(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
