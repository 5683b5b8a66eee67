import { once } from 'node:events';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it, vi } from 'vitest';
import {
  USUAL_DISCOVERY,
  type DiscoveryBehaviour,
} from '../../electron/node/practice/discovery/behaviour.ts';
import { DISCOVERY_FAULTS } from '../../electron/node/practice/discovery/faults.ts';
import { replyTo } from '../../electron/node/practice/discovery/routes.ts';
import { zoneOf } from '../../electron/node/practice/discovery/zone.ts';
import { LOOPBACK, PLACES } from './practice-discovery.ts';
import {
  AUTOCONFIG,
  AUTODISCOVER,
  autodiscoverRequest,
  OVER_HTTP,
  PACC,
  usePracticeWeb,
  WELL_KNOWN,
} from './practice-web.ts';

// Of one discovery side to which nobody is connected: HTTP, HTTPS, and DNS twice.
const RESOURCES = ['TCPServerWrap', 'TCPServerWrap', 'TCPServerWrap', 'UDPWrap'];

const web = usePracticeWeb();

describe('the discovery faults', () => {
  it.each(DISCOVERY_FAULTS)(
    '$name changes what is seen of the domain, and nothing of the other',
    ({ behaviour: fault }) => {
      const changed = { ...USUAL_DISCOVERY, ...fault };

      expect(seen('practice.test', changed)).not.toEqual(seen('practice.test', USUAL_DISCOVERY));
      const isEverywhere = changed.dns !== 'usual' || changed.portal !== 'none' || changed.everyNameResolves;
      if (!isEverywhere) {
        expect(seen('other-practice.test', changed)).toEqual(seen('other-practice.test', USUAL_DISCOVERY));
      }
    },
  );

  it('have names of their own, and a line in both languages', () => {
    const names = DISCOVERY_FAULTS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    for (const { name, summary } of DISCOVERY_FAULTS) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const line of Object.values(summary)) expect(line).toMatch(/^[A-Z].{20,110}\.$/);
    }
  });

  /** Everything that a search for the settings of a domain could come across. */
  function seen(domain: string, given: DiscoveryBehaviour): unknown {
    const { records, addressOfUnknown } = zoneOf(given, PLACES);
    const replies = [AUTOCONFIG, WELL_KNOWN, OVER_HTTP, AUTODISCOVER, PACC].map((url) => {
      const { protocol, hostname, pathname } = new URL(url.replace('practice.test', domain));
      const isPost = pathname.startsWith('/autodiscover');
      return replyTo(
        {
          scheme: protocol === 'https:' ? 'https' : 'http',
          method: isPost ? 'POST' : 'GET',
          host: hostname,
          path: pathname,
          query: new URLSearchParams(),
          contentType: 'text/xml',
          body: autodiscoverRequest(`a@${domain}`).body,
        },
        given,
        PLACES,
      );
    });
    const own = records.filter(({ name }) => name === domain || name.endsWith(`.${domain}`));
    return { own, addressOfUnknown, replies, dns: given.dns };
  }
});

describe('the discovery side', () => {
  it('takes the next ports where its own are taken', async () => {
    const other = await web.startAnother();

    expect(Object.values(other.ports).filter((port) => Object.values(web.ports).includes(port))).toEqual([]);
    await other.close();
  });

  it('leaves nothing open when it is closed, whatever is under way', async () => {
    await vi.waitFor(() => expect(resources()).toEqual(RESOURCES), 10_000);
    const other = await web.startAnother();
    web.play('autoconfig-slow');
    const idle = connect(other.ports.http, LOOPBACK);
    const halfway = connect(other.ports.https, LOOPBACK);
    const reading = connectTls({
      port: other.ports.https,
      host: LOOPBACK,
      servername: 'autoconfig.practice.test',
      ca: web.caPem,
    });
    const sockets = [idle, halfway, reading];
    for (const socket of sockets) socket.on('error', () => socket.destroy());
    await Promise.all([once(idle, 'connect'), once(halfway, 'connect'), once(reading, 'secureConnect')]);
    reading.write('GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: autoconfig.practice.test\r\n\r\n');
    await once(reading, 'data');
    const gone = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));

    await Promise.all([other.close(), other.close()]);

    await Promise.all(gone);
    await vi.waitFor(() => expect(resources()).toEqual(RESOURCES), 10_000);
  });
});

/** What keeps a process alive. Timers of the test runner are not ours. */
function resources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /TCP|UDP|TLS/.test(name))
    .toSorted();
}
