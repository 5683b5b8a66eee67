// What people install: npx electron-builder --config build/electron-builder.mjs

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.letterlock.Letterlock',
  productName: 'Letterlock',
  copyright: 'The Letterlock developers',
  directories: { output: 'release', buildResources: 'build' },
  // Everything is bundled into dist/: there is nothing to rebuild and no node_modules to ship.
  files: ['dist/{main,preload,renderer,cli}/**', 'package.json', '!node_modules'],
  npmRebuild: false,
  asar: true,
  // No update by itself: a new version comes the way the first one came. Nothing is uploaded from here.
  publish: null,
  // All of the fuses that electron-builder knows, none by its default. It cannot ask @electron/fuses to insist on a
  // complete list (`strictlyRequireAllFuses`): test/electron/package.test.ts does, by reading the fuses back.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true, // macOS and Windows; Linux has nothing that would check
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    // The deb needs a `homepage` in package.json too, which waits for the project to have one.
    target: ['AppImage', 'deb'],
    maintainer: 'The Letterlock developers',
    category: 'Network;Email',
    icon: 'build/icon.png',
    // `letterlock` is the command line.
    executableName: 'letterlock-app',
  },
  mac: { target: 'dmg', category: 'public.app-category.utilities', icon: 'build/icon.png' },
  win: { target: 'nsis', icon: 'build/icon.png' },
};
