import { INVALID_ARGUMENTS, sayNews, type Handler } from './session.ts';

/** IDLE (RFC 2177): what becomes new in the selected folder is told at once, until the client says DONE. */
export const idle: Handler = async (session, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  const unlisten = session.view?.folder.onChange(() => sayNews(session, true));
  session.connection.send('+ idling');
  const line = await session.connection.readLine();
  unlisten?.();
  return line !== null && line !== 'malformed' && line.text.toUpperCase() === 'DONE'
    ? 'OK Idle completed.'
    : 'BAD Expected DONE.';
};
