import { safeText } from './server-words.ts';

/** The most lines that a list of capabilities may have: servers announce about twenty. */
export const MOST_CAPABILITY_LINES = 200;

/**
 * A capability of POP3 or ManageSieve as it is kept: its name in upper case, then its parameters as they were sent, but
 * for the names of mechanisms, which are upper case everywhere.
 */
export function formatCapability(name: string, parameters: string): string {
  const upper = safeText(name.toUpperCase());
  const given = safeText(parameters).trim();
  if (given === '') return upper;
  return `${upper} ${upper === 'SASL' ? given.toUpperCase() : given}`;
}

/** The SASL mechanisms in a list of POP3 or ManageSieve: `SASL PLAIN …` (RFC 5034 §6, RFC 5804 §1.7). */
export function saslMechanisms(capabilities: readonly string[]): readonly string[] {
  const names = capabilities
    .filter((capability) => /^SASL /i.test(capability))
    .flatMap((capability) => capability.slice('SASL '.length).toUpperCase().split(' '));
  return [...new Set(names.filter((name) => name !== ''))];
}
