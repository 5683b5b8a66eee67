import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { borderCrossed } from './borders.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The lint rule for the borders between the rooms of the house.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const borders = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = relative(root, context.filename).replaceAll('\\', '/');
    /** @param {import('eslint').Rule.Node & { source?: unknown }} node */
    const check = (node) => {
      const source = /** @type {{ value?: unknown } | null | undefined} */ (node.source);
      if (typeof source?.value !== 'string') return;
      const message = borderCrossed(file, source.value);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
