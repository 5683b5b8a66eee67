import type { Language } from '../../../../shared/findings/explain.ts';
import { DISCOVERY_FAULTS } from '../discovery/faults.ts';
import type { Fault } from '../fault.ts';
import { CERTIFICATE_FAULTS } from './certificates.ts';
import { MAILBOX_FAULTS } from './mailbox.ts';
import { nearestNames } from './nearest.ts';
import { REFUSAL_FAULTS } from './refusals.ts';
import { SIGN_IN_FAULTS } from './sign-in.ts';
import { STARTTLS_FAULTS } from './starttls.ts';
import { STREAM_FAULTS } from './streams.ts';
import { TLS_FAULTS } from './tls.ts';
import { WAY_IN_FAULTS } from './ways-in.ts';

/** Faults of one kind. */
export interface FaultGroup {
  readonly title: Readonly<Record<Language, string>>;
  readonly faults: readonly Fault[];
}

/** Every fault that the practice server can play, in the order in which a run would meet them. */
export const FAULT_GROUPS: readonly FaultGroup[] = [
  { title: { en: 'Finding the settings', de: 'Die Einstellungen finden' }, faults: DISCOVERY_FAULTS },
  { title: { en: 'Connection', de: 'Verbindung' }, faults: STREAM_FAULTS },
  { title: { en: 'Encryption', de: 'Verschlüsselung' }, faults: TLS_FAULTS },
  { title: { en: 'Certificate', de: 'Zertifikat' }, faults: CERTIFICATE_FAULTS },
  { title: { en: 'STARTTLS', de: 'STARTTLS' }, faults: STARTTLS_FAULTS },
  { title: { en: 'Sign-in', de: 'Anmeldung' }, faults: SIGN_IN_FAULTS },
  {
    title: { en: 'What servers say no with', de: 'Ablehnungen im Wortlaut bekannter Server' },
    faults: REFUSAL_FAULTS,
  },
  { title: { en: 'Keys and tokens', de: 'Schlüssel und Tokens' }, faults: WAY_IN_FAULTS },
  { title: { en: 'Mailbox and sending', de: 'Postfach und Senden' }, faults: MAILBOX_FAULTS },
];

/** All of them. */
export const FAULTS: readonly Fault[] = FAULT_GROUPS.flatMap(({ faults }) => faults);

/** The fault of that name, or the names that are most like it. */
export type FoundFault =
  | { readonly kind: 'found'; readonly fault: Fault }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** Looks a fault up by its name, whatever its letters' case. */
export function faultNamed(given: string): FoundFault {
  const name = given.trim().toLowerCase();
  const fault = FAULTS.find((one) => one.name === name);
  if (fault !== undefined) return { kind: 'found', fault };
  return {
    kind: 'unknown',
    nearest: nearestNames(
      name,
      FAULTS.map((one) => one.name),
    ),
  };
}
