import { isInRange } from '../versions.ts';
import { byStrength } from '../way-in.ts';
import { AERC, AERC_0_14 } from './aerc.ts';
import { ALPINE } from './alpine.ts';
import { APPLE_MAIL } from './apple-mail.ts';
import { CLAWS_MAIL } from './claws-mail.ts';
import { CURL } from './curl.ts';
import { EVOLUTION } from './evolution.ts';
import { FAIREMAIL } from './fairemail.ts';
import { FETCHMAIL } from './fetchmail.ts';
import { GEARY } from './geary.ts';
import { GETMAIL } from './getmail.ts';
import { HIMALAYA } from './himalaya.ts';
import { KMAIL } from './kmail.ts';
import { MBSYNC } from './mbsync.ts';
import { MSMTP, MSMTP_BEFORE_PLUS } from './msmtp.ts';
import { MUTT } from './mutt.ts';
import { NEOMUTT } from './neomutt.ts';
import { OFFLINEIMAP } from './offlineimap.ts';
import { OPENSSL } from './openssl.ts';
import { OTHER } from './other.ts';
import { OUTLOOK, OUTLOOK_NEW } from './outlook.ts';
import type { MailSide, ProgramFacts, SideFacts } from './program-facts.ts';
import { S_NAIL } from './s-nail.ts';
import { K9, THUNDERBIRD_ANDROID } from './thunderbird-android.ts';
import { THUNDERBIRD } from './thunderbird.ts';

// Programs with a window first, then phones, then terminals, and any other program last; ranges of versions of one program the
// newest first.
const ROWS: readonly ProgramFacts[] = [
  THUNDERBIRD,
  APPLE_MAIL,
  OUTLOOK,
  OUTLOOK_NEW,
  EVOLUTION,
  KMAIL,
  GEARY,
  CLAWS_MAIL,
  THUNDERBIRD_ANDROID,
  K9,
  FAIREMAIL,
  MUTT,
  NEOMUTT,
  MBSYNC,
  MSMTP,
  MSMTP_BEFORE_PLUS,
  AERC,
  AERC_0_14,
  ALPINE,
  S_NAIL,
  FETCHMAIL,
  GETMAIL,
  OFFLINEIMAP,
  HIMALAYA,
  CURL,
  OPENSSL,
  OTHER,
];

/** Everything that is known of mail programs: a row for each range of versions. */
export function programRows(): readonly ProgramFacts[] {
  return ROWS;
}

/** The programs that there are recipes for, each once, by its newest row. */
export function programs(): readonly ProgramFacts[] {
  return ROWS.filter(({ id }, at) => ROWS.findIndex((row) => row.id === id) === at);
}

/**
 * What is known of a program.
 *
 * @param version as the program names it; null where it is not known: then only what all versions do is counted on
 * @returns null where the program, or that version of it, is not known
 */
export function factsOf(id: string, version: string | null): ProgramFacts | null {
  const rows = ROWS.filter((row) => row.id === id);
  if (version !== null) return rows.find((row) => isInRange(version, row)) ?? null;
  const [newest, ...older] = rows;
  return newest === undefined ? null : older.reduce(inCommon, newest);
}

function inCommon(left: ProgramFacts, right: ProgramFacts): ProgramFacts {
  return {
    ...left,
    since: right.since,
    sides: {
      ...sideInCommon('imap', left, right),
      ...sideInCommon('pop3', left, right),
      ...sideInCommon('submission', left, right),
    },
    traps: [...left.traps, ...right.traps.filter((trap) => !left.traps.includes(trap))],
  };
}

function sideInCommon(
  name: MailSide,
  { sides: left }: ProgramFacts,
  { sides: right }: ProgramFacts,
): Partial<Record<MailSide, SideFacts>> {
  const [one, other] = [left[name], right[name]];
  if (one === undefined || other === undefined) return {};
  return {
    [name]: {
      // What each takes by itself differs: it has to be set.
      own: [],
      ways: byStrength(one.ways.filter((way) => other.ways.includes(way))),
      fails: { ...other.fails, ...one.fails },
      ...starttlsIn(one, other),
    },
  };
}

function starttlsIn(one: SideFacts, other: SideFacts): Pick<SideFacts, 'starttlsFails'> {
  const why = one.starttlsFails ?? other.starttlsFails;
  return why === undefined ? {} : { starttlsFails: why };
}
