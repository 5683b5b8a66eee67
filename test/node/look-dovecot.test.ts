import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConnectionSecurity, Protocol } from '../../shared/mail/endpoint.ts';
import type { ObservedFacts, ObservationOf } from '../../shared/mail/observation.ts';
import type { Report } from '../../shared/report/report.ts';
import { endpointAt, examineAt } from '../attacks/examine.ts';
import { describeWith } from '../parts.ts';
import type { DovecotPorts } from '../servers/dovecot-setup.ts';
import { DOVECOTS } from '../servers/dovecot-versions.ts';
import type { Dovecot } from '../servers/dovecot.ts';
import { makePki } from '../servers/pki.ts';

function seen<K extends ObservedFacts['kind']>(
  { observations }: Report,
  kind: K,
): readonly ObservationOf<K>[] {
  return observations.filter((observation): observation is ObservationOf<K> => observation.kind === kind);
}

for (const { title, part, start } of DOVECOTS) {
  describeWith([part], `a look at ${title}`, () => {
    let dovecot: Dovecot;

    beforeAll(async () => {
      dovecot = await start(await makePki());
    });

    afterAll(() => dovecot.stop());

    function lookAt(
      protocol: Protocol,
      port: keyof DovecotPorts,
      security: ConnectionSecurity,
    ): Promise<Report> {
      const place = { host: dovecot.addresses.good, port: dovecot.ports[port] };
      return examineAt([endpointAt(protocol, place, security)], { password: null });
    }

    it.each([
      ['pop3', 'pop3', 'STLS'],
      ['managesieve', 'sieve', 'STARTTLS'],
      ['imap', 'imap', 'STARTTLS'],
      ['submission', 'submission', 'STARTTLS'],
    ] as const)(
      'over %s with STARTTLS keeps what is offered before and after apart',
      async (protocol, port, word) => {
        const before = await dovecot.authAttempts();

        const report = await lookAt(protocol, port, 'starttls');

        expect(report.findings.map(({ code }) => code)).toEqual(['servers_healthy']);
        const [inTheClear, inTls, ...more] = seen(report, 'capabilities');
        expect(more).toEqual([]);
        expect(inTheClear).toMatchObject({ phase: 'before-tls', outcome: 'listed' });
        expect(inTheClear?.capabilities).toContain(word);
        expect(inTheClear?.mechanisms).not.toContain('PLAIN');
        expect(inTls).toMatchObject({ phase: 'in-tls', outcome: 'listed' });
        expect(inTls?.capabilities).not.toContain(word);
        expect(inTls?.mechanisms).toEqual(expect.arrayContaining(['PLAIN', 'SCRAM-SHA-256']));
        expect(await dovecot.authAttempts()).toBe(before);
      },
    );

    it('over POP3 inside TLS lists what is offered', async () => {
      const report = await lookAt('pop3', 'pop3s', 'implicit-tls');

      expect(report.findings.map(({ code }) => code)).toEqual(['servers_healthy']);
      const lists = seen(report, 'capabilities');
      expect(lists).toMatchObject([{ phase: 'in-tls', outcome: 'listed' }]);
      expect(lists[0]?.capabilities).toEqual(expect.arrayContaining(['UIDL', 'TOP', 'RESP-CODES']));
      expect(lists[0]?.mechanisms).toContain('PLAIN');
    });

    it.each([
      ['pop3', 'pop3s', 'implicit-tls', 'greeting'],
      ['managesieve', 'sieve', 'starttls', 'capabilities'],
      ['imap', 'imap', 'starttls', 'id'],
    ] as const)('hears over %s (%s, %s) by its %s what it is', async (protocol, port, security, toldBy) => {
      const report = await lookAt(protocol, port, security);

      expect(seen(report, 'software').map((software) => [software.name, software.toldBy])).toContainEqual([
        'Dovecot',
        toldBy,
      ]);
    });
  });
}
