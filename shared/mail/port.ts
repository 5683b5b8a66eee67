import { accepted, refused, type Parsed } from './parsed.ts';

declare const port: unique symbol;

/** A TCP port number, 1 to 65535. */
export type Port = number & { readonly [port]: true };

const HIGHEST = 65535;

/** The ports of mail (RFC 8314 §7, RFC 5804 §1.8), and 2525, which many providers have beside 587. */
export const MAIL_PORTS: readonly number[] = [25, 110, 143, 465, 587, 993, 995, 2525, 4190];

/** Reads a port written in decimal digits. */
export function parsePort(given: string): Parsed<Port> {
  const number = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > HIGHEST) return refused('port_out_of_range', given);
  return accepted(number as Port); // proved by the range check above
}
