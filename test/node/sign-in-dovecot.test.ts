import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConnectionSecurity, Protocol } from '../../shared/mail/endpoint.ts';
import { endpointAt, examineAt, type ExamineOptions } from '../attacks/examine.ts';
import { describeWith } from '../parts.ts';
import { TEST_PASSWORD } from '../servers/dovecot-folder.ts';
import type { DovecotPorts } from '../servers/dovecot-setup.ts';
import { DOVECOTS } from '../servers/dovecot-versions.ts';
import type { Dovecot } from '../servers/dovecot.ts';
import { makePki } from '../servers/pki.ts';

const DOORS: readonly (readonly [Protocol, keyof DovecotPorts, ConnectionSecurity])[] = [
  ['pop3', 'pop3s', 'implicit-tls'],
  ['pop3', 'pop3', 'starttls'],
  ['managesieve', 'sieve', 'starttls'],
];

for (const { title, part, start, strongest } of DOVECOTS) {
  describeWith([part], `a run that is asked for nothing else at ${title}`, () => {
    let dovecot: Dovecot;

    beforeAll(async () => {
      dovecot = await start(await makePki());
    });

    afterAll(() => dovecot.stop());

    function examineDoor(door: (typeof DOORS)[number], options: ExamineOptions = {}) {
      const [protocol, port, security] = door;
      const place = { host: dovecot.addresses.good, port: dovecot.ports[port] };
      return examineAt([endpointAt(protocol, place, security)], { password: TEST_PASSWORD, ...options });
    }

    it.each(DOORS)('signs in over %s (%s, %s) the strongest way', async (...door) => {
      const report = await examineDoor(door);

      expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
      expect(report.plan.incoming?.endpoint.protocol).toBe(door[0]);
      expect(report.signIns).toMatchObject([
        {
          mechanism: strongest,
          channelBinding: strongest.endsWith('-PLUS') ? 'tls-exporter' : null,
          outcome: 'accepted',
          serverVerified: true,
        },
      ]);
    });

    it.each(
      DOORS.flatMap((door) =>
        ['SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'].map((mechanism) => [...door, mechanism] as const),
      ),
    )('signs in over %s (%s, %s) with %s when asked to', async (protocol, port, security, mechanism) => {
      const report = await examineDoor([protocol, port, security], { mechanism });

      expect(report.signIns).toMatchObject([{ mechanism, outcome: 'accepted' }]);
      expect(JSON.stringify(report)).not.toContain(TEST_PASSWORD);
    });

    it.each(DOORS)('tries a wrong password once over %s (%s, %s)', async (...door) => {
      const before = await dovecot.authAttempts();

      const report = await examineDoor(door, { password: 'not-the-password' });

      expect(report.findings.map(({ code }) => code)).toEqual(['auth_password_refused']);
      expect((await dovecot.authAttempts()) - before).toBe(1);
    });

    it('signs in over IMAP and submission alone where more was named, whatever its order', async () => {
      const before = await dovecot.authAttempts();
      const named = [
        ['managesieve', 'sieve', 'starttls'],
        ['pop3', 'pop3s', 'implicit-tls'],
        ['submission', 'submissions', 'implicit-tls'],
        ['imap', 'imaps', 'implicit-tls'],
      ] as const;

      const report = await examineAt(
        named.map(([protocol, port, security]) =>
          endpointAt(protocol, { host: dovecot.addresses.good, port: dovecot.ports[port] }, security),
        ),
        { password: TEST_PASSWORD },
      );

      expect(report.signIns.map(({ endpoint, outcome }) => [endpoint.protocol, outcome])).toEqual([
        ['imap', 'accepted'],
        ['submission', 'accepted'],
      ]);
      expect((await dovecot.authAttempts()) - before).toBe(2);
    });
  });
}
