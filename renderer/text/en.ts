import { PROBLEMS_EN } from '../../shared/findings/input-problems-en.ts';
import { sayProblem } from '../../shared/findings/input-problems.ts';
import type { Protocol } from '../../shared/mail/endpoint.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { RungName, RungState } from '../../shared/report/ladder.ts';
import type { Verdict } from '../../shared/report/report.ts';
import { aboutEn } from './about-en.ts';
import { detailEn } from './detail-en.ts';
import { accountsEn } from './accounts-en.ts';
import { firstEn } from './first-en.ts';
import { helpdeskEn } from './helpdesk-en.ts';
import { explainEn } from './explain-en.ts';
import { reportsEn } from './reports-en.ts';
import { programEn } from './program-en.ts';
import { sendEn } from './send-en.ts';
import { keysEn } from './keys-en.ts';
import { originsEn } from './origins-en.ts';
import type { Words } from './words.ts';

const rungs: Readonly<Record<RungName, { readonly name: string; readonly good: string }>> = {
  settings: { name: 'Finding the settings', good: 'Settings found' },
  reach: { name: 'Reaching the server', good: 'Server reached' },
  encryption: { name: 'Encryption and certificate', good: 'Encrypted, and the certificate is right' },
  offer: { name: 'What the server offers', good: 'The server says what it offers' },
  'sign-in': { name: 'Sign-in', good: 'Signed in' },
  mail: { name: 'Mailbox', good: 'The mailbox is ready' },
  'test-mail': { name: 'Test mail', good: 'The test mail was sent' },
};

const rungStates: Words<RungState> = {
  waiting: 'waiting',
  working: 'under way',
  good: 'done',
  problem: 'problem',
  skipped: 'not checked',
};

const verdicts: Words<Verdict> = {
  healthy: 'Everything that was checked is fine',
  problems: 'A problem was found',
  unfinished: 'The check did not come to its end',
};
const sides: Words<Protocol> = {
  imap: 'Incoming mail',
  pop3: 'Incoming mail (POP3)',
  submission: 'Outgoing mail',
  managesieve: 'Mail filters',
  smtp: 'Mail between servers',
};

/**
 * Every text of the window in English, beside the findings' and their labels' (`shared/findings`). Its type is what every other
 * language must have.
 */
export const en = {
  ...firstEn,
  problem: (problem: InputProblem): string => sayProblem(problem, PROBLEMS_EN),
  copied: 'Copied',
  sides,

  helpdesk: helpdeskEn,
  accounts: accountsEn,

  looking: {
    heading: 'Checking your mail servers',
    headingSignIn: 'Signing in',
    elapsed: (seconds: string) => `${seconds} so far`,
    progress: (done: number, total: number) =>
      total === 1 ? `${done} of 1 check done` : `${done} of ${total} checks done`,
    cancel: 'Cancel',
    cancelling: 'Cancelling …',
    escape: 'or press Escape',
    announce: (rung: string, state: string) => `${rung}: ${state}`,
    answered: (count: number, total: number) => `${count} of ${total} sources have answered`,
    waitingFor: (sources: string) => `waiting for ${sources}`,
    foundIn: (sources: string) => `from ${sources}`,
    foundByGuess: 'no source names any; servers answer at usual names',
    foundNone: 'no source names any, and no server answers at a usual name',
    cutOff: 'nobody could be asked',
    sent: 'Sent so far',
    nothingYet: 'Nothing yet.',
    questions: (domain: string, webCount: number) => {
      if (webCount === 0) return `Questions about ${domain} to DNS.`;
      return `Questions about ${domain} to DNS and ${webCount === 1 ? '1 web server' : `${webCount} web servers`}.`;
    },
    connections: 'Connections to',
    connectionsTo: (count: number) => `Connections to ${count} mail servers`,
    noSecrets: 'No address, no password.',
    addressTold: (domain: string) => `Your address, to web servers of ${domain}.`,
    noPassword: 'No password.',
    sentTo: {
      proof: (server: string) =>
        `To ${server}: your user name and a proof of your password, not the password.`,
      'key-proof': (server: string) => `To ${server}: your certificate and a proof of your key, not the key.`,
      password: (server: string) => `To ${server}: your user name and your password.`,
      token: (server: string) => `To ${server}: your user name and your token.`,
    },
  },

  rungs,
  rungStates,
  detail: detailEn,

  secret: {
    show: 'Show',
    showWhat: (what: string) => `Show: ${what}`,
    hide: 'Hide',
    hideWhat: (what: string) => `Hide: ${what}`,
  },

  signIn: {
    heading: 'Before you sign in',
    lead: 'This is what each server will learn. Letterlock tries once at each of them, and not again by itself.',
    learns: {
      proof: 'Your password is not sent, only a proof of it.',
      'key-proof': 'Your key stays here. The server gets a proof of it.',
      password: 'It gets the password itself, inside the encrypted and verified connection.',
      token: 'It gets the token itself, inside the encrypted and verified connection.',
    },
    triesLeft: 'Tries left',
    proves: 'The server has to prove that it knows your password, too.',
    provesNot: 'The server proves nothing in this sign-in; its certificate was checked before.',
    confirm: {
      heading: 'Are these your provider’s servers?',
      lead: 'Compare the domain, letter by letter, and the port with the page where your provider lists its settings.',
      otherDomain: (own: string) =>
        `Your address is of another domain, ${own}. That is common where a provider keeps the mail of others, but forged settings would lead to another domain, too.`,
      otherPort:
        'They are at a port that mail servers do not usually have. It can be right, but it could also be a door of something else: compare the port as well.',
      backing: {
        vouched: (sources: string) => `Named by: ${sources}.`,
        named: (sources: string) =>
          `Not the domain itself names these servers, but somebody else does: ${sources}.`,
        nobody: (sources: string) =>
          sources === ''
            ? 'Nobody who can be trusted names these servers: they were guessed.'
            : `Nobody who can be trusted names these servers. What names them came over plain DNS or HTTP, where others can change it, or was guessed: ${sources}.`,
      },
      lookalike:
        'This name has letters outside a to z, which can look like others. What counts is the form that begins with `xn--`. With its own letters it reads:',
      tick: 'These are my provider’s servers',
      weakerHeading: 'Is it meant that less is offered?',
      weaker: (host: string, before: string, now: string) =>
        `${host} offered \`${before}\` at an earlier check, and now the strongest is \`${now}\`, which protects your password less. Somebody on the way may have taken it out of the list. Start the check in another network, or ask your provider whether it was given up on purpose.`,
      weakerTick: 'It is meant: sign in with what is left',
      bothTick: 'These are my provider’s servers, and it is meant that they offer less',
      missing:
        'Tick this if they are. Until then your password is not sent; you can go on without signing in.',
    },
    mechanism: 'Mechanism',
    username: 'User name',
    password: 'Password',
    passwordHint: 'It is used for this check only, and not stored.',
    empty: 'Type the password of this account, or go on without signing in.',
    testMail: 'Also send a test mail to myself',
    testMailHint:
      'It shows that mail leaves and arrives. It stays in your inbox: Letterlock deletes nothing there.',
    submit: 'Sign in',
    without: 'Go on without signing in',
  },

  about: aboutEn,
  origins: originsEn,
  keys: keysEn,
  explain: explainEn,
  reports: reportsEn,
  send: sendEn,
  program: programEn,

  result: {
    verdicts,
    likely: 'likely, not certain',
    findings: 'What was found',
    nothingFound: 'Nothing was found',
    nothingFoundText: 'The check ended before there was anything to say.',
    whatToDoAndWhy: 'What to do, and how we know',
    why: 'How we know',
    fine: (good: number, total: number) => {
      if (total === 1) return `${good} of 1 check is fine`;
      return good === 1 ? `1 of ${total} checks is fine` : `${good} of ${total} checks are fine`;
    },
    notMade: (count: number) => (count === 1 ? '1 was not made' : `${count} were not made`),
    proved: 'What was proved',
    nothingProved:
      'Nobody signed in, so nothing was proved about your password. It was not asked for, or not sent.',
    provedBoth: (host: string) => `${host} accepted you and proved that it knows your password, too.`,
    provedChannel: (host: string) =>
      `Nobody sits in between: the sign-in was bound to this connection with ${host}.`,
    provedYou: (host: string) => `${host} accepted you. It proved nothing itself.`,
    provedUnproved: (host: string) => `${host} said yes, but did not give the proof that it owes.`,
    notAccepted: (host: string) => `${host} did not accept the sign-in.`,
    notBegun: (host: string) => `At ${host} no sign-in was begun. Nothing was sent.`,
    notEnded: (host: string) => `The sign-in at ${host} came to no end that can be trusted.`,
    passwordNotSent: 'The password itself was not sent.',
    keyNotSent: 'Your key did not leave this computer.',
    secrets: {
      password: {
        sent: 'The password itself was sent, inside the encrypted connection.',
        mayBeSent: 'The password itself may have been sent, inside the encrypted connection.',
      },
      token: {
        sent: 'The token itself was sent, inside the encrypted connection.',
        mayBeSent: 'The token itself may have been sent, inside the encrypted connection.',
      },
    },
    mechanism: (name: string) => `Mechanism: ${name}`,
    mail: (seen: string) => `Mail works: ${seen}.`,
    servers: 'Your servers',
    encryption: 'Encryption',
    noEncryption: 'none',
    certificateUntil: 'Certificate until',
    certificateEnded: 'Certificate ended',
    offers: 'Sign-in by',
    offersNone: 'nothing',
    software: 'Calls itself',
    notReached: 'Nothing could be learned about this server.',
    onDisk: 'On this computer',
    unchanged: 'Nothing was changed.',
    again: 'Check again',
    correct: 'Change what I typed',
    startOver: 'Start over',
  },
};

/** The type that every language has. */
export type Text = typeof en;
