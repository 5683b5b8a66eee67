import type { Language } from '../../shared/findings/explain.ts';
import type { Refused } from '../../shared/mail/parsed.ts';
import { readCheck, type RawCheckOptions } from './commands/check.ts';
import { readReportTarget, type RawReportTarget } from './report-option.ts';
import { runOnTerminal } from './run.ts';
import { outputOf } from './run-options.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Checks an account, with everything that was typed.
 *
 * @returns the exit code, or what is wrong with what was typed
 */
export async function runCheck(
  address: string | undefined,
  raw: RawCheckOptions & RawReportTarget,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const reportTo = await readReportTarget(raw);
  if (!reportTo.ok) return reportTo;
  const check = await readCheck(address, raw, language, terminal);
  if (!check.ok) return check;
  const { examination, password, deviceId, sendsTestMail, end } = check.value;
  const options = {
    output: outputOf(raw),
    language,
    sendsTestMail,
    ...reportTo.value,
    ...(password === undefined ? {} : { password }),
    ...(deviceId === undefined ? {} : { deviceId }),
  };
  try {
    return await runOnTerminal(examination, options, terminal);
  } finally {
    await end?.();
  }
}
