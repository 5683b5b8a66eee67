import type { ServerConnection } from '../server-connection.ts';
import type { Argument } from './argument.ts';
import { factsOf } from './client-facts.ts';

/**
 * Answers ID (RFC 2971) but for its last line.
 *
 * @returns false where its arguments are not well formed, and nothing was answered
 */
export function answerId(connection: ServerConnection, args: readonly Argument[]): boolean {
  const [parameters, ...more] = args;
  if (parameters === undefined || more.length > 0 || !isParameters(parameters)) return false;
  factsOf(connection).hasNamedItself = parameters.kind === 'list';
  connection.send('* ID ("name" "Letterlock practice server")');
  return true;
}

function isParameters(argument: Argument): boolean {
  if (argument.kind !== 'list') return argument.kind === 'atom' && argument.text.toUpperCase() === 'NIL';
  const { items } = argument;
  return (
    items.length % 2 === 0 &&
    items.every(({ kind }, at) => kind === 'string' || (kind === 'atom' && at % 2 === 1))
  );
}
