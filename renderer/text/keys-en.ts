import type { KeyAlgorithm, KeyForm, KeyOutcome, ServerKind } from '../../shared/mail/device.ts';
import type { Words } from './words.ts';

const algorithms: Words<KeyAlgorithm> = {
  ed25519: 'ed25519: the newest and smallest',
  p256: 'P-256: taken by every program',
  'rsa-2048': 'RSA with 2048 bits: only for what is very old',
};

const kinds: Words<KeyAlgorithm> = { ed25519: 'ed25519', p256: 'P-256', 'rsa-2048': 'RSA-2048' };

/** Of servers where there is room for a name only. */
const serverNames: Words<ServerKind> = {
  other: 'by a letter',
  mox: 'mox',
  dovecot: 'Dovecot',
  postfix: 'Postfix',
  exim: 'Exim',
  cyrus: 'Cyrus IMAP',
};

const forms: Readonly<
  Record<KeyForm, { readonly name: string; readonly about: string; readonly save: string }>
> = {
  p12: {
    name: 'P12 file',
    about: 'Certificate and key in one, under a password that is made for it.',
    save: 'Save the P12 file …',
  },
  mobileconfig: {
    name: 'Profile for a Mac',
    about: 'A P12 file that System Settings installs, and takes away again.',
    save: 'Save …',
  },
  pem: {
    name: 'Certificate and key in one PEM file',
    about: 'For mutt, msmtp, mbsync, curl and others that read files.',
    save: 'Save …',
  },
  certificate: {
    name: 'Certificate alone (PEM)',
    about: 'Nothing of it is secret. It is what servers are given.',
    save: 'Save …',
  },
  'private-key': {
    name: 'Key alone (PEM)',
    about: 'For programs that want a file for each.',
    save: 'Save …',
  },
  sec1: {
    name: 'Key alone in its older form (SEC 1)',
    about: 'For the few programs that cannot read the other one.',
    save: 'Save …',
  },
};

const serverKinds: Words<ServerKind> = {
  other: 'I do not know it, or it is another: a letter to whoever runs it',
  mox: 'mox: you hand it in yourself, on the page of your account',
  dovecot: 'Dovecot',
  postfix: 'Postfix',
  exim: 'Exim',
  cyrus: 'Cyrus IMAP',
};

const outcomes: Words<KeyOutcome> = {
  preauth: 'Signed in with it (PREAUTH)',
  external: 'Signed in with it (EXTERNAL)',
  'certificate-alone': 'May send, by its certificate alone',
  'not-asked': 'The server did not ask for a key',
  refused: 'The server refused it',
  'without-effect': 'It was shown, and nothing came of it',
};

/** What “Keys of this device” says in English. Its type is what every other language must have. */
export const keysEn = {
  title: 'Keys of this device – Letterlock',
  mark: 'Keys of this device',
  afterSignIn: {
    heading: 'Rather no password?',
    about:
      'This device can have a key of its own. It signs in without your password, and can be revoked alone when the device is lost.',
    make: 'Make a key for this device',
  },

  kinds,

  list: {
    heading: 'Keys of this device',
    lead: 'With a key you sign in without your password. Every device has its own, so that one that is lost can be shut out without the others noticing.',
    back: 'Back to the start',
    backToResult: 'Back to the result',
    make: 'Make a key',
    reading: 'Reading the keys …',
    none: 'No key yet.',
    noneAbout:
      'A key works at mail servers that know keys: mox, Dovecot, Postfix, Exim and Cyrus do, where whoever runs them sets it up. The large providers mostly do not.',
    practice: 'Keys that you make now are for the practice mailbox, and are gone when you leave it.',
    unreadable: 'The keys cannot be shown',
    again: 'Look again',
    gone: 'This key is not there any more: it was forgotten in another window or on the command line.',
    keyringGone:
      'This key is protected by the keyring of the system, which is locked or not there now. Unlock it, and start Letterlock again.',
    inUse: 'in use',
    revoked: 'revoked',
    for: (login: string) => `for ${login}`,
    last: (outcome: string, host: string) => `${outcome} – ${host}`,
    neverTried: 'not tried yet',
  },

  make: {
    heading: 'Make a key for this device',
    lead: 'Two numbers that belong together: one stays here, the other is for the server. Whoever has the second cannot sign in with it.',
    name: 'What you call this device',
    nameHint: 'It stands in the certificate, and your provider sees it.',
    login: 'It signs in as',
    loginHint: 'Your user name at the mail server, most often your mail address.',
    programs: 'For which mail programs?',
    programsHint:
      'Not every program takes every key. Without a choice, the key is for the checks of Letterlock.',
    kind: {
      ed25519: 'The key will be of the kind ed25519.',
      chosen: (kind: string) => `The key will be of the kind ${kind}, as you chose.`,
    },
    more: 'More choices',
    algorithm: 'Kind of key',
    automatic: 'What these programs can take',
    algorithms,
    purpose: 'Say in the certificate that it is for clients',
    purposeHint:
      'A few servers want that. Without it the certificate has nothing in it that could be refused.',
    keyring: 'The key is kept on this computer, sealed by the keyring of the system.',
    noKeyring:
      'This system has no keyring that would protect the key, or it is locked, so a passphrase of yours does. You will be asked for it when the key is used here.',
    noKeyringPractice: 'A passphrase protects the key. For the practice any will do.',
    submit: 'Make the key',
    making: 'Making the key …',
    unused: 'Nothing is sent to a server.',
  },

  passphrase: {
    new: 'Passphrase',
    again: 'The same once more',
    newHint: 'Several words that nobody else would put together. It cannot be recovered.',
    short: 'That is short: whoever gets hold of the file could find it by trying.',
    differ: 'The two are not the same.',
    empty: 'Type a passphrase.',
    open: 'Passphrase of this key',
    openHint: 'It is used for this once and not kept.',
  },

  key: {
    back: 'All keys',
    made: 'The key is made, and kept on this computer',
    madeInPractice: 'The key is made',
    madeNext: 'No server knows it yet. Three steps are left.',
    revoked: (date: string) => `Revoked on ${date}`,
    revokedAbout:
      'It is not to be used any more. A server knows that only when the key was removed there: sign in with it below, and see that it is refused.',
    facts: 'What is known of it',
    login: 'Signs in as',
    kind: 'Kind',
    madeOn: 'Made on',
    until: 'Certificate until',
    programs: 'For the programs',
    sealed: 'Protected by',
    sealedBy: { keyring: 'the keyring of this system', passphrase: 'your passphrase' },
    done: 'done',

    save: {
      heading: 'Give it to your mail program',
      about: (programs: string) => `Save a P12 file, and open it in your mail program (${programs}).`,
      aboutNone: 'Save a P12 file, and open it in your mail program.',
      where:
        'Programs have a place for it, often called “certificates”: in Thunderbird Settings → Privacy & Security → Manage Certificates → Your Certificates → Import; on a phone, a tap on the file.',
      compatible:
        'This file is encrypted in the older, weaker way, because a program that it is for knows no other: delete it once it is imported.',
      forms,
      other: 'Other files, for a Mac and for programs that read PEM',
      notProtected: 'Nothing protects the key in this file: keep it where nobody else can read it.',
      saving: 'Saving …',
      saved: (path: string) => `Saved: ${path}`,
      shown: {
        dialog:
          'The password of the file was shown in a window of its own, this once. Lost it? Save the file again.',
        terminal: 'The password of the file stands in the terminal that Letterlock was started in.',
      },
      fingerprints: 'Fingerprints, for whoever asks for one',
      fingerprint: {
        mox: 'Key, as mox lists it',
        postfixPublicKey: 'Key, as Postfix wants it',
        postfixCertificate: 'Certificate, as Postfix wants it',
        curlPin: 'Key, as a pin of curl',
        dovecot: 'Entry for the bundle of Dovecot',
      },
    },

    register: {
      heading: 'Have it registered at the server',
      headingRevoked: 'Have it removed at the server',
      about:
        'The server has to know the public part. Say what runs there, and you get the text to paste or to send.',
      server: 'What runs there?',
      serverKinds,
      serverNames,
      host: 'Mail server',
      hostHint: 'The name that your mail program connects to.',
      aboutRevoked: 'Say what runs there, and you get the steps that take the key out.',
      submit: 'Show what to hand in',
      submitRevoked: 'Show what to remove',
      practice: 'Register it at the practice mailbox',
      practiceDone: 'The practice mailbox knows the key now.',
      noted: (host: string) =>
        `Noted: this key is for ${host}. Nothing was sent there: to hand it in is left to you.`,
      for: (host: string, server: string, date: string) => `${host} (${server}), noted on ${date}`,
    },

    check: {
      heading: 'Sign in with it',
      headingRevoked: 'See that it is refused',
      about: 'A real sign-in, for reading and for sending mail. No password is used.',
      aboutRevoked: 'The same sign-in as ever: now it has to fail.',
      submit: 'Sign in with the key',
      starting: 'Starting …',
      address: 'Your mail address',
      addressHint: 'The user name of this key is none, and the settings are found by the address.',
      outcomes,
      tried: (date: string, server: string) => `${date}, ${server}`,
      asItShould: 'as it should be',
      back: 'Back to the key',
      noted: 'What came of it is noted with the key.',
      onDisk: 'What came of the sign-in was noted with the key.',
    },

    end: {
      heading: 'Renew, revoke, forget',
      renew: 'New certificate',
      renewAbout: (date: string) =>
        `The certificate ends on ${date}. A new one on the same key: servers that know the key notice nothing.`,
      renewed: 'The key has a new certificate. Mail programs have to be given it, too: save the file again.',
      revoke: 'Revoke',
      revokeAbout: 'When the device is lost or sold, or the key is not needed any more.',
      revokeSure: 'Revoke this key?',
      revokeSureAbout: 'There is no way back. You are told next what has to be removed at which server.',
      forget: 'Forget',
      forgetAbout: 'Take the key off this computer, its private part included.',
      forgetSure: 'Forget this key?',
      forgetSureAbout: 'There is no way back. It cannot be checked any more that servers refuse it.',
      keep: 'Leave it as it is',
    },
  },

  page: {
    copy: 'Copy',
    copyWhat: (caption: string) => `Copy: ${caption}`,
    mind: 'Mind this',
    proof: 'How one sees that it worked',
  },
};

/** The type that every language has. */
export type KeysText = typeof keysEn;
