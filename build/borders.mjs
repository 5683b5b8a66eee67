// Who may import what. The lint rule and the test that walks all imports both read this one table.

/**
 * @typedef {object} Room
 * @property {string} path folder or file, from the root of the repository
 * @property {readonly string[]} rooms paths that its files may import, besides its own
 * @property {readonly string[]} packages npm packages that it may import
 * @property {boolean} node whether it may import Node's own modules
 */

/** @type {readonly Room[]} */
export const ROOMS = [
  room('shared/mail'),
  room('shared/sasl'),
  // Of sasl, wire and its neighbours may know the table of mechanisms and how bytes are written as text.
  room('shared/wire', { rooms: ['shared/mail', 'shared/sasl/mechanisms.ts', 'shared/sasl/base64.ts'] }),
  room('shared/policy', { rooms: ['shared/mail', 'shared/sasl/mechanisms.ts'] }),
  room('shared/registration', { rooms: ['shared/mail'] }),
  room('shared/recipes', { rooms: ['shared/mail', 'shared/sasl/mechanisms.ts'] }),
  room('shared/discovery', { rooms: ['shared/mail', 'shared/wire/server-words.ts'] }),
  room('shared/findings', {
    rooms: ['shared/mail', 'shared/wire', 'shared/discovery', 'shared/sasl/mechanisms.ts'],
  }),
  room('shared/explain', {
    rooms: ['shared/mail', 'shared/findings', 'shared/wire/server-words.ts', 'shared/sasl/mechanisms.ts'],
  }),
  room('shared/report', {
    rooms: [
      ...['shared/mail', 'shared/wire', 'shared/discovery', 'shared/findings'],
      ...['shared/sasl/mechanisms.ts', 'shared/sasl/base64.ts', 'shared/policy/offer.ts'],
    ],
    packages: ['zod'],
  }),
  room('shared/advice', {
    rooms: [
      'shared/mail',
      'shared/discovery',
      'shared/findings',
      'shared/report',
      'shared/sasl/mechanisms.ts',
    ],
  }),
  room('shared/ipc', {
    rooms: ['shared/mail', 'shared/findings', 'shared/report', 'shared/registration', 'shared/recipes'],
    packages: ['zod'],
  }),
  room('electron/node', {
    rooms: ['shared'],
    packages: ['diff', 'dns-packet', 'imapflow', 'node-forge', 'qr', 'saxes', 'tldts'],
    node: true,
  }),
  room('electron/cli', {
    rooms: ['shared', 'electron/node', 'electron/serve'],
    packages: ['commander'],
    node: true,
  }),
  room('electron/serve', { rooms: ['shared', 'electron/node'], node: true }),
  room('electron/main', { rooms: ['shared', 'electron/node'], packages: ['electron'], node: true }),
  room('electron/preload', { rooms: ['shared/ipc'], packages: ['electron'] }),
  room('renderer', {
    rooms: [
      'shared/ipc',
      'shared/mail',
      'shared/findings',
      'shared/recipes',
      'shared/report',
      'shared/explain',
    ],
    packages: ['svelte', '@lucide/svelte', 'bits-ui'],
  }),
];

/**
 * What is wrong with an import, or null.
 *
 * @param {string} file importing file, from the root, with forward slashes
 * @param {string} specifier as it stands in the file
 * @returns {string | null}
 */
export function borderCrossed(file, specifier) {
  const from = roomOf(file);
  if (from === undefined) return null;
  if (specifier.startsWith('.')) return roomCrossed(from, resolve(file, specifier));
  if (specifier.startsWith('node:')) {
    return from.node ? null : `${from.path} may not import ${specifier}: it runs where Node is not`;
  }
  return from.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`))
    ? null
    : `${from.path} may not import the package ${specifier}`;
}

/**
 * @param {Room} from
 * @param {string} target
 */
function roomCrossed(from, target) {
  const isAllowed = [from.path, ...from.rooms].some(
    (path) => target === path || target.startsWith(`${path}/`),
  );
  return isAllowed ? null : `${from.path} may not import ${target}`;
}

/**
 * @param {string} file
 * @returns {Room | undefined}
 */
function roomOf(file) {
  return ROOMS.find(({ path }) => file.startsWith(`${path}/`));
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function resolve(file, specifier) {
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

/**
 * @param {string} path
 * @param {Partial<Room>} may
 * @returns {Room}
 */
function room(path, { rooms = [], packages = [], node = false } = {}) {
  return { path, rooms, packages, node };
}
