import type { Language } from '../../../shared/findings/explain.ts';
import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { parseUsername } from '../../../shared/mail/username.ts';
import type { Examination } from '../../node/examination.ts';
import { searchFor, tellingAddress } from '../../node/discovery/search-for.ts';
import { practiceMeeting } from '../../node/practice/practice-run.ts';
import { readFaults } from '../faults.ts';
import { readMechanism, readRunOptions, SERVER_OPTIONS, type RawRunOptions } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { needOf, readWayIn, type RawWaysIn } from '../ways-in.ts';

/** The options of `letterlock check`, as commander gives them. */
export interface RawCheckOptions extends RawRunOptions, RawWaysIn {
  readonly user?: string;
  readonly mechanism?: string;
  readonly testMail?: boolean;
  readonly practice?: boolean;
  readonly fault: readonly string[];
}

/** A check that can begin. */
export interface Check {
  readonly examination: Examination;
  /** From a file; undefined where the person is to be asked. */
  readonly password?: string;
  /** The device whose key is used, where it is one of this computer. */
  readonly deviceId?: string;
  /** True: a mail to oneself is sent, and waited for. */
  readonly sendsTestMail: boolean;
  /** Ends what was started for this check alone. */
  readonly end?: () => Promise<void>;
}

/** Reads everything that was given, the files with secrets last. Nothing is sent before all of it is right. */
export async function readCheck(
  address: string | undefined,
  raw: RawCheckOptions,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<Check>> {
  if (raw.practice === true) return readPracticeCheck(address ?? null, raw, language, terminal);
  if (raw.fault[0] !== undefined) return refused('fault_without_practice', raw.fault[0]);
  if (address === undefined) return refused('address_missing', '');
  const parsedAddress = parseEmailAddress(address);
  if (!parsedAddress.ok) return parsedAddress;
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  const how = readHow(raw);
  if (!how.ok) return how;
  const isSearched = run.value.endpoints.length === 0;
  if (raw.tellAddress === true && !isSearched) return refused('address_told_to_nobody', '--tell-address');
  const toldAddress = raw.tellAddress === true ? parsedAddress.value : null;
  const examination: Examination = {
    ...run.value,
    guessed: [],
    // Whoever names servers wants these, and no others.
    search: isSearched ? searchFor(parsedAddress.value.domain, run.value.names, { toldAddress }) : null,
    isThorough: false,
    address: parsedAddress.value,
    ...how.value,
  };
  const sendsTestMail = raw.testMail === true;
  const wayIn = await readWayIn(raw, language, terminal);
  if (!wayIn.ok) return wayIn;
  const { credential, ...rest } = wayIn.value;
  return accepted({
    examination: credential === undefined ? examination : { ...examination, credential },
    ...rest,
    sendsTestMail,
  });
}

/** A check of the practice server, which is started for it when all else is read. */
async function readPracticeCheck(
  address: string | null,
  raw: RawCheckOptions,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<Check>> {
  const brought = OWN_OPTIONS.find((name) => (raw[name]?.length ?? 0) > 0);
  if (brought !== undefined) return refused('practice_names_no_servers', `--${brought}`);
  const faults = readFaults(raw.fault);
  if (!faults.ok) return faults;
  const how = readHow(raw);
  if (!how.ok) return how;
  const options = await readRunOptions(raw);
  if (!options.ok) return options;
  const wayIn = await readWayIn(raw, language, terminal);
  if (!wayIn.ok) return wayIn;
  const { startPractice } = await import('../../node/practice/practice.ts');
  const practice = await startPractice({ date: () => new Date(), faults: faults.value });
  const run = practiceMeeting(practice, address);
  const isTold = raw.tellAddress === true;
  if (!run.ok || (isTold && run.value.examination.search === null)) {
    await practice.close();
    return run.ok ? refused('address_told_to_nobody', '--tell-address') : run;
  }
  const { account } = run.value;
  const examination = isTold ? tellingAddress(run.value.examination) : run.value.examination;
  const { credential, password = account.password } = wayIn.value;
  return accepted({
    examination: {
      ...examination,
      ...how.value,
      ...(credential === undefined ? {} : { credential }),
      timeoutMs: options.value.timeoutMs,
    },
    password,
    sendsTestMail: raw.testMail === true || run.value.needsTestMail,
    end: () => practice.close(),
  });
}

/** What the practice server brings itself. */
const OWN_OPTIONS = [...SERVER_OPTIONS.map(({ option }) => option), 'resolve', 'dns', 'ca'] as const;

/** How to sign in. */
function readHow(raw: RawCheckOptions): Parsed<Pick<Examination, 'username' | 'mechanism'>> {
  const username = raw.user === undefined ? accepted(null) : parseUsername(raw.user);
  if (!username.ok) return username;
  const mechanism = readMechanism(raw.mechanism, needOf(raw));
  return mechanism.ok ? accepted({ username: username.value, mechanism: mechanism.value }) : mechanism;
}
