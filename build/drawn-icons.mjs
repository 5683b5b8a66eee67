import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Drawing an icon of Lucide, as its file has it
 * @property {string} name
 * @property {number} size the side of the square that it is drawn in
 * @property {readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]} node its shapes
 */

const PLACE = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DRAWING = /^const iconData = (\{.*\});$/m;

/**
 * Lucide's icons, drawn while the window is built. Lucide puts each one together in the window, from a list of shapes and all that
 * a caller may want of them, which holds the first screen up. Ours are asked for a size and a stroke alone, and stand beside words.
 *
 * @returns {import('vite').Plugin}
 */
export function drawnIcons() {
  return {
    name: 'letterlock-drawn-icons',
    enforce: 'pre',
    load(id) {
      return PLACE.test(id) ? componentOf(drawingIn(readFileSync(id, 'utf8'), id)) : null;
    },
  };
}

/**
 * @param {string} source
 * @param {string} id
 * @returns {Drawing}
 */
function drawingIn(source, id) {
  const [, json] = DRAWING.exec(source) ?? [];
  if (json === undefined)
    throw new Error(`Lucide writes its icons in another way than build/drawn-icons.mjs knows: ${id}`);
  return JSON.parse(json);
}

/** @param {Drawing} drawing */
function componentOf({ name, size, node }) {
  const shapes = node.map(([tag, attributes]) => `<${tag} ${attributesOf(attributes)} />`);
  const fixed = attributesOf({
    xmlns: 'http://www.w3.org/2000/svg',
    class: `lucide lucide-${name}`,
    viewBox: `0 0 ${size} ${size}`,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  });
  return `<script>
  const { size, strokeWidth = 2 } = $props();
</script>

<svg ${fixed} width={size} height={size} stroke-width={strokeWidth}>${shapes.join('')}</svg>
`;
}

/** @param {Readonly<Record<string, string>>} attributes */
function attributesOf(attributes) {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ');
}
