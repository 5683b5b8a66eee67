import { parseEmailAddress } from '../../../shared/mail/email-address.ts';
import { accepted, refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { parseUsername } from '../../../shared/mail/username.ts';
import type { Examination } from '../../node/doctor.ts';
import { readMechanism, readRunOptions, type RawRunOptions } from '../options.ts';
import { readPassword } from '../password.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock check`, as commander gives them. */
export interface RawCheckOptions extends RawRunOptions {
  readonly user?: string;
  readonly passwordFile?: string;
  readonly mechanism?: string;
}

/** A check that can begin. */
export interface Check {
  readonly examination: Examination;
  /** From a file; undefined where the person is to be asked. */
  readonly password?: string;
}

/** Reads everything that was given, the password file last. Nothing is sent before all of it is right. */
export async function readCheck(
  address: string,
  raw: RawCheckOptions,
  terminal: Terminal,
): Promise<Parsed<Check>> {
  const parsedAddress = parseEmailAddress(address);
  if (!parsedAddress.ok) return parsedAddress;
  const run = await readRunOptions(raw);
  if (!run.ok) return run;
  if (run.value.endpoints.length === 0) return refused('endpoints_missing', address);
  const username = raw.user === undefined ? accepted(null) : parseUsername(raw.user);
  if (!username.ok) return username;
  const mechanism = readMechanism(raw.mechanism);
  if (!mechanism.ok) return mechanism;
  const examination: Examination = {
    ...run.value,
    address: parsedAddress.value,
    username: username.value,
    mechanism: mechanism.value,
  };
  if (raw.passwordFile === undefined) return accepted({ examination });
  const password = await readPassword(raw.passwordFile, terminal);
  return password.ok ? accepted({ examination, password: password.value }) : password;
}
