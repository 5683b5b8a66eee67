import { expect, it } from 'vitest';
import type { CallName } from '../../shared/ipc/contract.ts';
import { describeWith } from '../parts.ts';
import { launchForAll } from './launch.ts';

/** Every call, so that one without a row here is a type error; and whether it takes nothing. */
const TAKES_NOTHING: Readonly<Record<CallName, boolean>> = {
  'app.info': true,
  'app.licences': true,
  'app.menu': false,
  'run.start': false,
  'run.probe': false,
  'run.signIn': false,
  'run.cancel': false,
  'run.replay': false,
  'practice.start': false,
  'practice.stop': true,
  'report.save': false,
  'recipe.programs': true,
  'recipe.make': false,
  'recipe.save': false,
  'recipe.place': false,
  'batch.start': false,
  'batch.cancel': false,
  'batch.report': false,
  'batch.save': false,
  'keys.list': true,
  'keys.make': false,
  'keys.save': false,
  'keys.register': false,
  'keys.check': false,
  'keys.renew': false,
  'keys.revoke': false,
  'keys.forget': false,
};
const REFUSED = { ok: false, error: 'bad-request' };
const CALLS = Object.entries(TAKES_NOTHING).map(([name, takesNothing]) => ({ name, takesNothing }));

interface PageGlobals {
  readonly letterlock: { invoke(name: unknown, args: unknown): Promise<unknown> };
}

/** Calls with everything that is no argument of any call, and gives the answers by what was given. Runs in the page. */
async function callWithNonsense([name, takesNothing]: readonly [string, boolean]): Promise<
  readonly (readonly [string, unknown])[]
> {
  const cycle: Record<string, unknown> = {};
  cycle['cycle'] = cycle;
  const deep = JSON.parse('['.repeat(900) + ']'.repeat(900)) as unknown;
  const everything = {
    ...{ address: 'a@b.c', incoming: '', outgoing: '', username: '', tellsAddress: false, isPractice: false },
    ...{ runId: 'r', deviceId: 'd', host: 'h', fault: null, passphrase: null, password: null },
  };
  const nonsense: Readonly<Record<string, unknown>> = {
    'a text': 'null',
    'a number': 7,
    'a boolean': true,
    'a list': [],
    'a list of lists': deep,
    'an empty object': {},
    'all fields of all calls': everything,
    'fields in the prototype': Object.create(everything),
    'a prototype of its own': JSON.parse('{"__proto__":{"runId":"r"},"constructor":{"prototype":{}}}'),
    'a cycle': cycle,
    'a big integer': { runId: 1n },
    'what cannot be cloned': { runId: () => 'r' },
    'what throws when it is read': {
      get runId(): string {
        throw new Error('no');
      },
    },
    'something very long': { runId: 'r'.repeat(200_000), host: 'h'.repeat(200_000) },
    ...(takesNothing ? {} : { nothing: null }),
  };
  const { letterlock } = globalThis as unknown as PageGlobals;
  return Promise.all(
    Object.entries(nonsense).map(
      // What throws while it is copied out of the page never leaves it.
      async ([what, args]) => {
        const asked = async (): Promise<unknown> => letterlock.invoke(name, args);
        return [what, await asked().catch(() => 'stays in the page')] as const;
      },
    ),
  );
}

describeWith(['electron', 'xvfb'], 'a page that was taken over', () => {
  const launched = launchForAll();

  it.each(CALLS)('gets nothing but a refusal for $name with anything else than it takes', async (call) => {
    const answers = await launched.page.evaluate(callWithNonsense, [call.name, call.takesNothing] as const);

    expect(answers.length).toBeGreaterThan(10);
    const left = answers.filter(([, answer]) => answer !== 'stays in the page');
    expect(left).toEqual(left.map(([what]) => [what, REFUSED]));
    expect(answers.length - left.length).toBeLessThanOrEqual(1);
  });

  it('leaves the other side able to answer', async () => {
    const answer = await launched.page.evaluate(() =>
      (globalThis as unknown as PageGlobals).letterlock.invoke('app.info', null),
    );

    expect(answer).toMatchObject({ ok: true });
  });
});
