/** What the box for error messages says in English. Its type is what every other language must have. */
export const explainEn = {
  title: 'An error message – Letterlock',
  mark: 'An error message',
  heading: 'What does this error message mean?',
  lead: 'Paste what your mail program said, lines of a log, or a mail that came back.',
  label: 'Error message, log or returned mail',
  hint: 'From Thunderbird, K-9, Outlook, Apple Mail, FairEmail, mutt, curl, Postfix and many others, in English or German.',
  privacy:
    'It is read here in the window and goes nowhere. What looks like a password is left out of what is shown.',
  submit: 'Explain it',
  working: 'Reading …',
  empty: 'Paste a message first.',
  back: 'Back to the start',
  found: (count: number) => (count === 1 ? '1 cause was recognised' : `${count} causes were recognised`),
  about:
    'The explanations are those of a check by Letterlock. What your mail program did, and whether it sent your password, is not known here.',
  none: 'Nothing in it was recognised',
  noneAbout:
    'That says nothing about whether something is wrong. Paste the whole message, with the lines before it; or let Letterlock look at the server itself: type your address on the first screen.',
  cut: 'Only the first megabyte was read.',
  bounce:
    'This is a mail that came back: what it says of a mailbox is about the one that was written to, not about yours.',
  said: (program: string, line: number) => `${program}, line ${line}`,
  badAdvice: 'Do not follow this advice',
  instead: 'What to do instead',
  likely: 'likely, not certain',
};

/** The type that every language has. */
export type ExplainText = typeof explainEn;
