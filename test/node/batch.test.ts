import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatch, type BatchLimits } from '../../electron/node/batch.ts';
import type { Examination } from '../../electron/node/examination.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { parseEndpoint } from '../../shared/mail/endpoint.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';

const HOSTS = ['a.example', 'b.example', '192.0.2.1', '192.0.2.2'];

describe('a batch', () => {
  it('runs everything once, and never has more runs or more connections to a host than it may', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(...HOSTS), { minLength: 1, maxLength: 4 }), { maxLength: 20 }),
        fc.record({
          runs: fc.integer({ min: 1, max: 6 }),
          connectionsPerHost: fc.integer({ min: 1, max: 8 }),
        }),
        async (hosts, limits) => {
          const { seen, most, mostAt } = await watch(hosts.map(of), limits);

          expect(seen).toHaveLength(hosts.length);
          expect(new Set(seen).size).toBe(hosts.length);
          expect(most).toBeLessThanOrEqual(limits.runs);
          for (const [host, count] of mostAt) {
            const alone = Math.max(...hosts.map((one) => connectionsTo(host, of(one))));
            expect(count).toBeLessThanOrEqual(Math.max(limits.connectionsPerHost, alone));
          }
        },
      ),
    );
  });

  it('does as much at once as it may', async () => {
    const { most, mostAt } = await watch(
      Array.from({ length: 20 }, () => of(['192.0.2.1'])),
      { runs: 12 },
    );

    expect(most).toBe(8);
    expect(mostAt.get('192.0.2.1')).toBe(8);
  });

  it('holds nobody up behind a host that is full', async () => {
    const order: string[] = [];
    const open = new Map<string, () => void>();
    const all = [of(['192.0.2.1']), of(['192.0.2.1']), of(['192.0.2.2'])];

    const done = inBatch(all, { runs: 8, connectionsPerHost: 1 }, async ({ endpoints }) => {
      const name = `${endpoints[0]?.host}${order.length}`;
      order.push(name);
      await new Promise<void>((resolve) => open.set(name, resolve));
    });

    expect(order).toEqual(['192.0.2.10', '192.0.2.21']);
    open.get('192.0.2.10')?.();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toHaveLength(3);
    for (const end of open.values()) end();
    await done;
  });

  it('takes one search at a time for a domain', async () => {
    const searching = { ...of([]), search: searchFor('example.org') };

    const { most } = await watch([searching, searching, searching], { runs: 8, connectionsPerHost: 8 });

    expect(most).toBe(1);
  });

  it('begins nothing more once a run has thrown', async () => {
    let begun = 0;
    const all = Array.from({ length: 5 }, () => of(['192.0.2.1']));

    const done = inBatch(all, { runs: 1, connectionsPerHost: 8 }, async () => {
      begun += 1;
      await Promise.reject(new RangeError('a bug'));
    });

    await expect(done).rejects.toThrow('a bug');
    expect(begun).toBe(1);
  });

  it('of nothing ends at once', async () => {
    await expect(
      inBatch([], { runs: 1, connectionsPerHost: 1 }, async () => undefined),
    ).resolves.toBeUndefined();
  });
});

interface Watched {
  readonly seen: readonly Examination[];
  readonly most: number;
  readonly mostAt: ReadonlyMap<string, number>;
}

/** Runs them all, each for a few turns, and counts what goes on at once. */
async function watch(all: readonly Examination[], limits: Partial<BatchLimits>): Promise<Watched> {
  const [seen, running]: [Examination[], Set<Examination>] = [[], new Set()];
  const mostAt = new Map<string, number>();
  let most = 0;
  await inBatch(all, limits, async (examination) => {
    // The same examination may be in the list twice.
    const own = { ...examination };
    seen.push(own);
    running.add(own);
    most = Math.max(most, running.size);
    for (const host of HOSTS) {
      const count = [...running].reduce((sum, one) => sum + connectionsTo(host, one), 0);
      mostAt.set(host, Math.max(mostAt.get(host) ?? 0, count));
    }
    for (let turn = 0; turn < seen.length % 4; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    running.delete(own);
  });
  return { seen, most, mostAt };
}

/** A name can have addresses of two families, and each is connected to. */
function connectionsTo(host: string, { endpoints }: Examination): number {
  return endpoints.filter((one) => one.host === host).length * (host.startsWith('192') ? 1 : 2);
}

function of(hosts: readonly string[]): Examination {
  return {
    address: null,
    username: null,
    endpoints: hosts.map((host) => valueOf(parseEndpoint('imap', host))),
    guessed: [],
    search: null,
    isThorough: false,
    mechanism: null,
    trustAnchors: [],
    systemAnchors: [],
    names: SYSTEM_NAMES,
    timeoutMs: null,
  };
}

function searchFor(domain: string): NonNullable<Examination['search']> {
  return { domain: valueOf(parseHostname(domain)), ispdb: null, folder: null, web: {} } as NonNullable<
    Examination['search']
  >;
}

function valueOf<T>(parsed: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!parsed.ok) throw new TypeError('the test has a mistake');
  return parsed.value;
}
