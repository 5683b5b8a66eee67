import type { Mechanism } from '../../../../shared/sasl/mechanisms.ts';
import type { ScramError } from '../../../../shared/sasl/failures.ts';
import type { MailBehaviour, ScramFault } from './behaviour.ts';

type ScramErrorFault = `error-${ScramError}`;

/** What a server does to its own part of an exchange. */
export interface Tampering {
  /** Changes the server-first-message of SCRAM (RFC 5802 §7), or any other challenge. */
  readonly challenge: (text: string) => string;
  /** Changes a challenge as it goes out on its line, base64 and all. */
  readonly line: (line: string) => string;
  /** Changes the server-final-message; null leaves it out. */
  readonly last: (text: string) => string | null;
  /** True: says success in place of its first challenge. */
  readonly endsEarly: boolean;
  /** True: says no after its last message. */
  readonly refusesAfterwards: boolean;
  /** One more challenge after the last message, which no mechanism has. */
  readonly asksOnceMore: boolean;
}

const HONEST: Tampering = {
  challenge: (text) => text,
  line: (line) => line,
  last: (text) => text,
  endsEarly: false,
  refusesAfterwards: false,
  asksOnceMore: false,
};

const TAMPERINGS: Readonly<Record<Exclude<ScramFault, ScramErrorFault>, Partial<Tampering>>> = {
  // RFC 5802 §5.1: the nonce has to begin with the client's own.
  'nonce-not-ours': {
    challenge: (text) => text.replace(/^r=./, (start) => `r=${start === 'r=x' ? 'y' : 'x'}`),
  },
  // … and the server has to add to it. The client's part was made by the client and has no "=" in it.
  'nonce-not-longer': { challenge: (text) => text.replace(/(?<=^r=[^,]*)[^,]{24}(?=,)/, '') },
  'iterations-too-few': { challenge: (text) => text.replace(/,i=\d+/, ',i=100') },
  'iterations-too-many': { challenge: (text) => text.replace(/,i=\d+/, ',i=4000000000') },
  'iterations-no-number': { challenge: (text) => text.replace(/,i=\d+/, ',i=many') },
  // RFC 5802 §5.1: `m` is an extension that must be understood, and nobody does.
  'mandatory-extension': { challenge: (text) => `m=practice,${text}` },
  'salt-no-base64': { challenge: (text) => text.replace(/,s=[^,]*/, ',s=!') },
  'signature-missing': { last: () => null },
  'signature-wrong': { last: (text) => text.replace(/^v=./, (start) => `v=${start === 'v=A' ? 'B' : 'A'}`) },
  'success-too-early': { endsEarly: true },
  'challenge-too-many': { asksOnceMore: true },
  'challenge-no-base64': { line: (line) => line.replace(/[A-Za-z0-9+/=]{8,}/, (text) => `${text}*!`) },
};

/** What the fault that is set does to an exchange with this mechanism; nothing, where the mechanism is no SCRAM. */
export function tamperingOf({ family }: Mechanism, { scram }: MailBehaviour): Tampering {
  if (scram === null || family !== 'scram') return HONEST;
  if (isError(scram)) {
    const value = scram.slice('error-'.length);
    return { ...HONEST, last: () => `e=${value}`, refusesAfterwards: true };
  }
  return { ...HONEST, ...TAMPERINGS[scram] };
}

function isError(fault: ScramFault): fault is ScramErrorFault {
  return fault.startsWith('error-');
}
