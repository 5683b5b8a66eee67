import type { AppInfo, LicensedPackage } from '../../shared/ipc/app-calls.ts';

/** What the app says of itself in the tests of its window. */
export const INFO: AppInfo = {
  version: '0.1.0',
  shell: 'electron',
  components: [
    { name: 'Electron', version: '45.4.1' },
    { name: 'Chromium', version: '152.0.7948.31' },
    { name: 'Node.js', version: '24.12.0' },
    { name: 'BoringSSL', version: null },
  ],
};

const MIT = `Copyright (c) 2026 The authors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the “Software”), to deal in the Software without restriction.`;

const NAMES = [
  'bits-ui',
  'clsx',
  'commander',
  'dns-packet',
  'imapflow',
  'libmime',
  'pino',
  'svelte',
  'tldts',
];

/** The packages that it is made of: among them one of a scope, one with a choice of licences, and some that lack what they should say. */
export const PACKAGES: readonly LicensedPackage[] = [
  { name: '@lucide/svelte', version: '1.48.0', licence: 'ISC', text: MIT },
  ...NAMES.map((name) => ({ name, version: '2.1.3', licence: 'MIT', text: MIT })),
  { name: 'node-forge', version: '1.4.3', licence: '(BSD-3-Clause OR GPL-2.0)', text: MIT },
  { name: 'saxes', version: '6.0.0', licence: 'ISC', text: null },
  { name: 'unlabelled', version: '0.0.1', licence: null, text: null },
];
