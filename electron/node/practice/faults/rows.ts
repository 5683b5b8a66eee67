import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { onAll, onImplicitTls } from './expected.ts';

/** What a server does then. */
type Does = Fault['behaviour'];
type Summary = Fault['summary'];

/** A fault that is met at the doors that begin with TLS, by every protocol that has one. */
export function overImplicitTls(
  name: string,
  behaviour: Does,
  finding: FindingCode,
  summary: Summary,
): Fault {
  return { name, summary, behaviour, over: 'implicit-tls', expects: onImplicitTls(finding) };
}

/** A fault that is met at the doors for STARTTLS, by every protocol. */
export function overStarttls(name: string, behaviour: Does, finding: FindingCode, summary: Summary): Fault {
  return { name, summary, behaviour, over: 'starttls', expects: onAll(finding) };
}

/** A fault whose run ends by its deadline. */
export function slow(fault: Fault): Fault {
  return { ...fault, isSlow: true };
}
