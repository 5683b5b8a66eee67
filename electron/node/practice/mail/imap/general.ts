import { SIGNED_IN_CAPABILITIES } from './capabilities.ts';
import { answerId } from './id.ts';
import { INVALID_ARGUMENTS, say, type Handler } from './session.ts';

/** CAPABILITY (RFC 9051 §6.1.1). */
export const capability: Handler = (session, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  say(session, `* CAPABILITY ${SIGNED_IN_CAPABILITIES.join(' ')}`);
  return 'OK Capability completed.';
};

/** NOOP and CHECK (RFC 9051 §6.1.2, RFC 3501 §6.4.1): what is new is told behind every command. */
export function noop(title: 'NOOP' | 'Check'): Handler {
  return (_session, args) => (args.length > 0 ? INVALID_ARGUMENTS : `OK ${title} completed.`);
}

/** LOGOUT (RFC 9051 §6.1.3), but for the end of the connection. */
export const logout: Handler = (session, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  say(session, '* BYE Logging out');
  session.view = null;
  return 'OK Logout completed.';
};

/** ID (RFC 2971). */
export const id: Handler = ({ connection }, args) =>
  answerId(connection, args) ? 'OK ID completed.' : INVALID_ARGUMENTS;
