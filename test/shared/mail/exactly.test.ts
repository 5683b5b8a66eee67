import { expect, it } from 'vitest';
import { exactly } from '../../../shared/mail/exactly.ts';

const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at));

it.each([...PRINTABLE, '(a|b)', '[^a]{2}', 'a.b+c@example.org', '\\d', 'ü', '😀'])(
  'finds %j alone',
  (text) => {
    const pattern = new RegExp(`^${exactly(text)}$`, 'u');

    const found = [...PRINTABLE, '', text].filter((other) => pattern.test(other));

    expect(new Set(found)).toEqual(new Set([text]));
  },
);
