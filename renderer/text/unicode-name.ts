// RFC 3492 §5: the parameters of Punycode.
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_CODE_POINT = 0x80;

const PREFIX = 'xn--';

/**
 * A host name as it looks with its own letters; null where it has none outside ASCII, and where it is not what the same
 * letters would be asked for as: then only the form that is asked for says what it is. The report says the same of its
 * candidates, but comes after the password was asked for.
 */
export function unicodeName(name: string): string | null {
  if (!name.split('.').some((label) => label.startsWith(PREFIX))) return null;
  const labels = name.split('.').map((label) => (label.startsWith(PREFIX) ? decoded(label.slice(4)) : label));
  const shown = labels.includes(null) ? null : labels.join('.');
  return shown !== null && asciiName(shown) === name ? shown : null;
}

/** RFC 3492 §6.2; null where it is none. */
function decoded(encoded: string): string | null {
  const end = Math.max(encoded.lastIndexOf('-'), 0);
  const points = Array.from(encoded.slice(0, end), (letter) => letter.codePointAt(0) ?? 0);
  let at = encoded[end] === '-' ? end + 1 : end;
  let codePoint = INITIAL_CODE_POINT;
  let bias = INITIAL_BIAS;
  let place = 0;
  while (at < encoded.length) {
    const before = place;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(encoded[at++]);
      if (digit === null) return null;
      place += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    bias = adapted(place - before, points.length + 1, before === 0);
    codePoint += Math.floor(place / (points.length + 1));
    if (codePoint > 0x10ffff) return null;
    place %= points.length + 1;
    points.splice(place, 0, codePoint);
    place += 1;
  }
  return String.fromCodePoint(...points);
}

/** RFC 3492 §6.1. */
function adapted(delta: number, pointCount: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / pointCount);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(letter: string | undefined): number | null {
  if (letter === undefined || !/^[a-z0-9]$/.test(letter)) return null;
  return letter >= 'a' ? letter.charCodeAt(0) - 97 : Number(letter) + 26;
}

function asciiName(name: string): string | null {
  try {
    return new URL(`https://${name}/`).hostname;
  } catch {
    return null; // the URL parser throws for every name that is none; there is nothing more to learn from it
  }
}
