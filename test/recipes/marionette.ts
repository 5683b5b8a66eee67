import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The remote control that Mozilla programs have, as far as it runs scripts with all rights of the program itself. */
export interface Marionette {
  /**
   * Runs the body of an async function, in which `arguments` are these, and waits for what it returns.
   *
   * @throws where it throws
   */
  run(script: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Ends the program, as its own menu does. */
  quit(): Promise<void>;
}

const LONGEST_ANSWER_MS = 15_000;

/** Connects to a program at this port of this machine that was started with `--marionette -remote-allow-system-access`. */
export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  const answers = messagesOf(socket);
  // What it is, and which version it speaks.
  await answers.next();
  let id = 0;
  const ask = async (name: string, parameters: object): Promise<unknown> => {
    const message = JSON.stringify([0, ++id, name, parameters]);
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    const late = setTimeout(() => socket.destroy(new Error(`${name} had no answer`)), LONGEST_ANSWER_MS);
    const { value } = await answers.next();
    clearTimeout(late);
    const [, , error, result] = value as readonly [number, number, unknown, unknown]; // the protocol's answer to a command
    if (error !== null) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return result;
  };
  // Dialogs are not closed by themselves.
  await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'ignore' } } });
  await ask('Marionette:SetContext', { value: 'chrome' });
  return {
    async run(script, ...args) {
      const result = await ask('WebDriver:ExecuteScript', {
        script: asAsync(script),
        args,
        newSandbox: false,
      });
      return (result as { readonly value: unknown }).value; // as WebDriver wraps what a script returns
    },
    async quit() {
      await ask('Marionette:Quit', { flags: ['eAttemptQuit'] });
      socket.destroy();
    },
  };
}

/** A script is the body of a function that cannot wait. */
function asAsync(script: string): string {
  return `return (async function () { ${script}\n}).apply(null, arguments);`;
}

/** Each message is its length in bytes, a colon, and JSON. */
async function* messagesOf(socket: Socket): AsyncGenerator<unknown, void> {
  await once(socket, 'connect');
  let rest = Buffer.alloc(0);
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk as Buffer]); // a socket without an encoding gives these
    for (let colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.toString('latin1', 0, colon));
      if (rest.length < end) break;
      yield JSON.parse(rest.toString('utf8', colon + 1, end));
      rest = rest.subarray(end);
    }
  }
}
