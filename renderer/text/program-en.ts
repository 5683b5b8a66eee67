import type { System } from '../../shared/recipes/facts/program-facts.ts';
import type { PasswordStore } from '../../shared/recipes/password-supply.ts';
import type { ListedProgram } from '../../shared/ipc/recipe-calls.ts';
import type { Words } from './words.ts';

const systems: Words<System> = {
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  android: 'Android',
  ios: 'iPhone or iPad',
};

const kinds: Words<ListedProgram['kind']> = {
  window: 'On a computer',
  phone: 'On a phone or tablet',
  terminal: 'In a terminal',
  look: 'To look at the servers by hand',
};

const stores: Words<PasswordStore> = {
  'secret-tool': 'The keyring of the desktop (secret-tool)',
  keychain: 'The keychain of macOS',
  pass: 'The password store pass',
};

/** What the screen for mail programs says in English. Its type is what every other language must have. */
export const programEn = {
  title: 'Mail program – Letterlock',
  mark: 'Mail program',
  open: 'Set up a mail program …',
  back: 'Back to the result',
  heading: 'Set up your mail program',
  lead: 'Which one do you use? Letterlock knows how each signs in, and chooses the strongest way that it and your server have in common.',
  loading: 'Loading …',
  choose: 'Your mail program',
  kinds,
  other: 'Another program',
  with: 'With what',
  name: 'Your name',
  nameHint: 'As others see it in your mails. May be empty.',
  system: 'It runs on',
  systems,
  password: 'It gets the password from',
  ask: 'You: it asks',
  stores,
  key: 'It signs in with',
  noKey: 'The password',
  ofKey: (name: string) => `The key “${name}”`,
  keyUntried:
    'Let Letterlock sign in with this key once first: only then it is known what your server does with it.',
  serversFirst: 'No server that could be used was reached. Do first what the result says.',
  nothing: 'There is no safe way. Choose another program, or show this to your provider.',
  made: (name: string) => `The steps for ${name} are there.`,
  how: 'How it signs in',
  settings: 'Where its settings are',
  incoming: 'Incoming mail',
  outgoing: 'Outgoing mail',
  steps: 'What to do',
  file: (path: string) => `The file ${path}`,
  code: 'QR code with the settings, to be scanned with the phone',
  save: 'Save as a file …',
  saved: (path: string) => `Saved: ${path}`,
  place: 'Put it there …',
  placing: { dialog: 'Say in the dialog whether it may.', terminal: 'Say in the terminal whether it may.' },
  placed: (path: string) => `It is there: ${path}`,
  backup: (path: string) => `The old file is kept: ${path}`,
  same: (path: string) => `It was there already, word for word: ${path}`,
  mind: 'Mind this',
  proof: 'How you see that it works',
};
