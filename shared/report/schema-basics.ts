import { z } from 'zod';
import type { Endpoint } from '../mail/endpoint.ts';
import { parseHostname, type Hostname } from '../mail/hostname.ts';
import type { RecognisedService, ServerWords } from '../mail/observation.ts';
import { parsePort, type Port } from '../mail/port.ts';

// Every schema of reports begins here. Compiled readers want `eval`, which the window's content security policy forbids.
z.config({ jitless: true });

/** Any text. */
export const text = z.string();

/** Any text, or none. */
export const nullableText = text.nullable();

/** A time in milliseconds. */
export const ms = z.number().min(0);

/** How a wait for a server can end without an answer. */
export const streamFailure = [
  'silent',
  'closed',
  'reset',
  'too-long',
  'malformed',
  'client-certificate-required',
] as const;

/** What answers at a port. */
export const service = z.enum([
  'imap',
  'submission',
  'pop3',
  'managesieve',
  'http',
  'captive-portal',
  'ssh',
  'tls',
  'tls-alert',
  'unknown',
]) satisfies z.ZodType<RecognisedService>;

/** The guard of an endpoint. */
export const endpoint = z.strictObject({
  protocol: z.enum(['imap', 'pop3', 'submission', 'managesieve', 'smtp']),
  host: z.custom<Hostname>(isHostname).meta({ type: 'string' }),
  port: z.custom<Port>(isPort).meta({ type: 'integer' }),
  connectionSecurity: z.enum(['implicit-tls', 'starttls', 'cleartext']),
}) satisfies z.ZodType<Endpoint>;

/** As it is written after it was read: hosts of reports get into lines that people paste into a shell. */
function isHostname(value: unknown): boolean {
  const parsed = typeof value === 'string' ? parseHostname(value) : null;
  return parsed?.ok === true && parsed.value === value;
}

function isPort(value: unknown): boolean {
  return typeof value === 'number' && parsePort(String(value)).ok;
}

/** The guard of what a server said. */
export const words = z.strictObject({
  responseCode: text.exactOptional(),
  referral: text.exactOptional(),
  condition: z.enum(['NO', 'BAD', 'BYE']).exactOptional(),
  replyCode: z.int().exactOptional(),
  enhancedStatusCode: text.exactOptional(),
  text,
}) satisfies z.ZodType<ServerWords>;
