import type { SourceKind, Trust } from '../../shared/mail/candidate.ts';
import type { LookupOutcome } from '../../shared/mail/lookup.ts';
import type { Origin } from '../../shared/report/origins.ts';
import { SOURCE_NAMES } from '../../shared/report/source-names.ts';
import type { Words } from './words.ts';

/** Who suggests settings, or is asked for them: said for people, and in brackets for those who know the name. */
const sources: Words<SourceKind> = {
  person: 'You',
  'well-known-port': 'The usual port',
  autoconfig: 'Settings file of the domain (autoconfig)',
  'autoconfig-well-known': 'Settings file on the domain’s web site (autoconfig)',
  'autoconfig-http': 'Settings file without encryption (autoconfig over HTTP)',
  'autoconfig-mx': 'Settings file of whoever takes the mail (autoconfig by MX)',
  ispdb: 'Thunderbird’s database of providers (ISPDB)',
  'ispdb-mx': 'Thunderbird’s database, for whoever takes the mail (ISPDB by MX)',
  pacc: 'Settings with a digest in DNS (PACC)',
  srv: 'Service records in DNS (SRV)',
  mailconf: 'Settings file that a DNS record names (mailconf)',
  autodiscover: 'Autodiscover',
  'autodiscover-json': 'Autodiscover, version 2',
  folder: 'File on this computer',
  'provider-list': 'Letterlock’s own list of providers',
  guess: 'Usual names, guessed',
};

/** The same where there is little room: as in the report, but for what there does not fit into a sentence. */
const shortSources: Words<SourceKind> = {
  ...SOURCE_NAMES.en,
  person: 'you',
  folder: 'file on this computer',
  guess: 'guess',
};

const trusts: Words<Trust> = {
  person: 'your own word',
  'verified-digest': 'vouched for by the domain’s digest',
  'domain-https': 'from the domain itself, encrypted',
  folder: 'from this computer',
  'provider-list': 'brought by Letterlock',
  'other-https': 'from somebody else, encrypted',
  dns: 'plain DNS: others could have changed it',
  http: 'not encrypted: others could have changed it',
  guess: 'nobody’s word',
};

/** What came of a question, in words that people know: a line of the report has room for a few only. */
const outcomes: Words<LookupOutcome> = {
  found: 'answered',
  absent: 'nothing there',
  'name-unknown': 'no such name',
  'credentials-wanted': 'wanted a name and a password, and got neither',
  refused: 'did not give any',
  'redirect-refused': 'sent on to where Letterlock does not follow',
  'private-address': 'leads into a private network, and was not asked',
  'bad-certificate': 'its certificate is not right; nothing was read',
  unreachable: 'could not be reached',
  silent: 'no answer',
  failed: 'the question failed',
  portal: 'the sign-in page of a network answered',
  unusable: 'what came cannot be used',
  'digest-missing': 'the digest in DNS is missing',
  'digest-mismatch': 'the digest in DNS is of another document',
};

const reasons: Words<NonNullable<Origin['reason']>> = {
  named: 'Before the next one, because you named it.',
  'more-trusted': 'Before the next one, because its source can be trusted more.',
  'stronger-encryption': 'Before the next one, because its connection is better encrypted.',
  'more-sources': 'Before the next one, because more sources name it.',
  'named-first': 'Before the next one, because its source names it first.',
};

/** Where the settings come from, in English. Its type is what every other language must have. */
export const originsEn = {
  heading: 'Where these settings come from',
  headingNothing: 'Where settings were searched for',
  sourceCount: (count: number) => {
    if (count === 0) return 'no source names any';
    return count === 1 ? '1 source' : `${count} sources`;
  },
  told: (domain: string) =>
    `For the search, only the domain \`${domain}\` was named. Your address was not told to anybody; where a question needs one, it is made up.`,
  toldAddress: (domain: string) =>
    `As you agreed, web servers of \`${domain}\` were told your address, over encrypted connections: those questions are marked below. Everybody else was told the domain only; where a question needs an address, it is made up.`,
  withAddress: 'with your address',
  nothing: 'Nobody suggests a server, and none answered at a usual name.',
  caption:
    'Suggested servers by protocol, the best first, with who suggests them and how far that can be trusted',
  server: 'Server',
  suggestedBy: 'Suggested by',
  sameSources: 'the same as above',
  chosen: 'Used',
  secured: 'Its source says “no encryption”. Letterlock uses it with STARTTLS only.',
  username: (form: string) => `User name: ${form}`,
  wholeAddress: 'the whole address',
  localPart: 'the part before the @',
  silentGuesses: (count: number) =>
    count === 1 ? 'At 1 usual name nothing answered.' : `At ${count} usual names and ports nothing answered.`,
  sources,
  shortSources,
  trusts,
  outcomes,
  reasons,

  conflicts: 'Where the sources do not agree',
  conflictIn: (protocol: string, field: string) => `${protocol}: ${field}`,

  ledger: (count: number) =>
    count === 1 ? 'The one question that was asked' : `All ${count} questions that were asked`,
  ledgerCaption: 'Every question of the search: what for, what was asked, whom, and what came of it',
  question: 'What was asked',
  answer: 'What came',
  asked: (whom: string) => `Asked: ${whom}`,
  notReached: (host: string) => `Not reached: ${host}`,
  askedNobody: 'Looked up on this computer; nobody was asked.',
  detail: 'Detail:',
  status: (status: number) => `HTTP ${status}`,
  redirect: (status: number) => `Sent on (${status}) to`,
};

/** The type that every language has. */
export type OriginsText = typeof originsEn;
