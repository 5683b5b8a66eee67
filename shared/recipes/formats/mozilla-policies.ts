import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';
import { isWritable, type MozillaPref } from './mozilla-prefs.ts';

/** What an administrator sets for everybody at a computer. */
export interface MozillaPolicies {
  /** As defaults, which people can change. */
  readonly preferences: readonly MozillaPref[];
  /** Files of certificates to trust: absolute paths. */
  readonly certificates: readonly string[];
}

/** `policies.json` of Mozilla programs (modules/policies in Thunderbird's source). */
export const MOZILLA_POLICIES: Format<MozillaPolicies> = {
  write({ preferences, certificates }) {
    if (!preferences.every(isPolicy) || !certificates.every(isPlainLine)) return null;
    const policies = {
      ...(certificates.length === 0 ? {} : { Certificates: { Install: certificates } }),
      Preferences: Object.fromEntries(
        preferences.map(([name, value]) => [name, { Value: value, Status: 'default' }]),
      ),
    };
    return `${JSON.stringify({ policies }, null, 2)}\n`;
  },
  read(text) {
    const policies = memberOf(parsed(text), 'policies');
    const preferences = memberOf(policies, 'Preferences');
    if (!isRecord(preferences)) return null;
    const prefs = Object.entries(preferences).map(prefOf);
    const certificates = memberOf(memberOf(policies, 'Certificates'), 'Install') ?? [];
    const isWhole = prefs.every((pref) => pref !== null) && isTexts(certificates);
    return isWhole ? { preferences: prefs, certificates } : null;
  },
};

/** Thunderbird takes 0 and 1 for false and true where a preference has no number yet. */
function isPolicy(pref: MozillaPref): boolean {
  return isWritable(pref) && pref[1] !== 0 && pref[1] !== 1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON: no such file
  }
}

function prefOf([name, set]: readonly [string, unknown]): MozillaPref | null {
  const value = memberOf(set, 'Value');
  if (memberOf(set, 'Status') !== 'default') return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [name, value]
    : null;
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
