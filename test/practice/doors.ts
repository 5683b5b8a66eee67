import type { MailDoor } from '../../electron/node/practice/mail/doors.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import type { Door } from '../../electron/node/practice/protocols.ts';

/**
 * The practice server's door for this protocol, with the port that it has this time.
 *
 * @throws where it has none: ManageSieve has STARTTLS only
 */
export function doorOf(
  { doors }: Pick<Practice, 'doors'>,
  protocol: string,
  connectionSecurity: Door['connectionSecurity'],
): MailDoor {
  const door = doors.find(
    (one) => one.protocol === protocol && one.connectionSecurity === connectionSecurity,
  );
  if (door === undefined)
    throw new Error(`the practice server has no ${protocol} with ${connectionSecurity}`);
  return door;
}
