import type { Failure } from '../state/calls.svelte.ts';
import type { Phase } from '../state/run.svelte.ts';
import { formatsOf } from './format.ts';
import type { Words } from './words.ts';

const titles: Words<Phase> = {
  start: 'Letterlock',
  looking: 'Checking – Letterlock',
  'sign-in': 'Sign in – Letterlock',
  result: 'Result – Letterlock',
};

const failures: Words<Failure> = {
  gone: 'The connection to Letterlock is gone. Start it again in the terminal. What you see here stays as it is.',
  'not-allowed':
    'Letterlock does not know this page. Open the address that stands in the terminal, with all of its characters.',
  'unknown-call':
    'The window and the engine of Letterlock do not fit together. Close Letterlock and start it again.',
  'bad-request': 'Letterlock could not read what was typed. Nothing was sent to a mail server.',
  'unknown-run': 'This check has ended already. Go back and begin a new one.',
  internal:
    'Letterlock ran into an error of its own. Close it and start it again; nothing of your mail was changed.',
};

/**
 * What the first screen, and what is around every screen, says in English: it is there before anything else is. Its type is what every
 * other language must have.
 */
export const firstEn = {
  /** What the other language calls itself. */
  otherLanguage: 'Deutsch',
  format: formatsOf('en'),
  titles,
  failures,
  steps: {
    label: 'Steps',
    address: 'Address',
    check: 'Check',
    signIn: 'Sign in',
    result: 'Result',
    done: 'done',
    skipped: 'skipped',
  },

  start: {
    heading: 'See whether your mail works, and how safely.',
    lead: 'Type your address. Letterlock finds your mail servers, checks their encryption and whether they let you in, and tells you what is wrong and who can repair it.',
    address: 'Your mail address',
    knowServers: 'I know the servers',
    serversAre: (names: string) => `Servers: ${names}`,
    servers: 'Your mail servers',
    serversHint:
      'They stand on your provider’s help page, often under “mail programs” or “IMAP”. What you type here takes the place of the search: only that is looked at.',
    incoming: 'Incoming server (IMAP)',
    outgoing: 'Outgoing server (SMTP)',
    serverForm: 'A port and a security can follow: host:port/starttls',
    otherUsername: 'My user name is not my address',
    usernameIs: (name: string) => `User name: ${name}`,
    username: 'User name',
    usernameHint: 'As your provider wrote it in the letter or mail with your access data.',
    tellAddressQuestion: 'My provider wants to know my whole address',
    addressIsTold: 'Your provider is told your whole address',
    tellAddress: 'Tell my whole address to the web servers of its own domain',
    tellAddressHint:
      'Some providers give their settings for a whole address only. It goes to servers of your own domain alone, over verified encryption, and no password goes along.',
    check: 'Check',
    privacy:
      'The settings are searched for. Whoever is asked learns the domain of your address and nothing else about you. Your password is asked for later, once you have seen what each server would learn.',
    privacyOf: (domain: string) =>
      `The settings are searched for. Whoever is asked learns “${domain}” and nothing else about you. Your password is asked for later, once you have seen what each server would learn.`,
    privacyTold: (domain: string | null) =>
      `The settings are searched for. Web servers of ${domain === null ? 'your own domain' : `“${domain}”`} learn your whole address; whoever else is asked learns the domain and nothing else about you. Your password is asked for later, once you have seen what each server would learn.`,
    privacyNamed:
      'The check connects to these servers and tells them nothing about you. Your password is asked for later, once you have seen what each server would learn.',
    serversMissing: 'No server was named: type the incoming server, the outgoing server, or both.',
  },

  doors: {
    program: {
      label: 'Set up a mail program',
      about:
        'Check your account first; then it is set up in the strongest way that your program and your server both have.',
      hint: 'Type your address and check it. The result leads on to your mail program.',
    },
    explain: {
      label: 'An error message',
      about: 'Paste what your mail program said, and see what it means and what to do.',
    },
    keys: {
      label: 'Keys of this device',
      about: 'Sign in with a key instead of a password. Make, register and revoke keys.',
    },
    helpdesk: {
      label: 'Helpdesk',
      about: 'Look at a mail server, open reports that somebody sent you, and compare them.',
    },
  },

  practice: {
    title: (title: string) => `Practice: ${title}`,
    door: 'No mailbox at hand?',
    open: 'Try it with the practice mailbox',
    opening: 'Starting the practice mailbox …',
    about: 'A mail server inside Letterlock, on this computer only. Nothing is kept.',
    mark: 'Practice',
    notYours: 'This is not your mailbox.',
    fault: (summary: string) => `Played now: ${summary}`,
    leave: 'Leave practice',
    ended: 'The practice mailbox has ended. Leave practice, and start it again.',
    heading: 'Practise where nothing can break.',
    picker: 'Let something go wrong',
    nothing: 'Nothing: all is well',
    setting: 'One moment …',
    setWell: 'The check should find no problem.',
    set: 'Set. Check, and see what Letterlock says.',
    mailbox: 'The practice mailbox',
    mailboxHint: 'Filled in for you. There is nothing to change here.',
    address: 'Mail address',
    password: 'Password',
    passwordHint: 'Everybody may know it: it opens nothing else.',
    privacy: 'The check connects to the practice mailbox only, and goes as it would with your own.',
    looking: { heading: 'Checking the practice mailbox' },
    signIn: {
      wanted: (password: string) =>
        `The password of the practice mailbox is wanted here, not yours: \`${password}\``,
      fill: 'Fill it in',
    },
    result: { tryOne: 'Try a fault', tryAnother: 'Try another fault' },
  },

  openAbout: 'About Letterlock',
  dropHere: 'Drop the report to open it',
};

/** The type that every language has. */
export type FirstText = typeof firstEn;
