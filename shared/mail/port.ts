import { accepted, refused, type Parsed } from './parsed.ts';

declare const port: unique symbol;

/** A TCP port number, 1 to 65535. */
export type Port = number & { readonly [port]: true };

const HIGHEST = 65535;

/** Reads a port written in decimal digits. */
export function parsePort(given: string): Parsed<Port> {
  const number = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > HIGHEST) return refused('port_out_of_range', given);
  return accepted(number as Port); // proved by the range check above
}
