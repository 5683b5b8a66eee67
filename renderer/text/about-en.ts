/** What the window says of the program itself in English. Its type is what every other language must have. */
export const aboutEn = {
  version: (version: string) => `Version ${version}`,
  what: 'Checks your mail account, signs in the strongest way that your mail server allows, and says what is wrong when mail does not work.',
  privacy: 'Nobody is told that you use it: it keeps no statistics and looks for no updates.',
  licence: 'Free software under the MIT licence, without any warranty.',
  components: 'What it runs on',
  partOfElectron: 'part of Electron',
  packages: 'What is built in',
  packageCount: (count: number) => `${count} packages, each with its licence:`,
  unstated: 'no licence stated',
  noText: 'The package has no file with the text of its licence.',
  electron:
    'Electron and Chromium bring licences of their own: they stand in the file LICENSES.chromium.html in the folder of the program.',
  close: 'Close',
};

export type AboutText = typeof aboutEn;
