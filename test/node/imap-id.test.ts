import { describe, expect, it } from 'vitest';
import { play, type Played } from '../attacks/examine.ts';

/** A server inside TLS that is asked for its capabilities and for its ID, and what it answers. */
function script(...answers: readonly string[]): string {
  return ['S: * OK ready', 'C: a1 CAPABILITY', 'C: a2 ID NIL', ...answers].join('\n');
}

const LIST = 'S: * CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256\nS: a1 OK done';

async function playId(...answers: readonly string[]): Promise<Played> {
  return play('imap', 'implicit-tls', script(...answers), { timeoutMs: 1_000, password: null });
}

function softwareIn({ report }: Played): readonly unknown[] {
  return report.observations.flatMap((seen) =>
    seen.kind === 'software' ? { name: seen.name, version: seen.version, toldBy: seen.toldBy } : [],
  );
}

describe('ID, asked in one go with CAPABILITY', () => {
  it.each([
    ['after the list', [LIST, 'S: * ID ("name" "Dovecot" "version" "2.3.19")', 'S: a2 OK done']],
    [
      'with other things around it',
      [LIST, 'S: * OK still here', 'S: * ID ("name" "Dovecot" "version" "2.3.19")', 'S: a2 OK'],
    ],
  ])('is heard %s', async (_, answers) => {
    const played = await playId(...answers);

    expect(played.codes).toEqual(['servers_healthy']);
    expect(softwareIn(played)).toEqual([{ name: 'Dovecot', version: '2.3.19', toldBy: 'id' }]);
    expect(played.server.problems()).toEqual([]);
  });

  it.each([
    ['refused', [LIST, 'S: a2 BAD Unknown command']],
    ['answered with NIL', [LIST, 'S: * ID NIL', 'S: a2 OK done']],
    ['answered before the list', ['S: * ID ("name" "x")', 'S: a2 OK done', LIST]],
    ['answered with a literal', [LIST, 'S: * ID ("name" {1}', 'S: x)', 'S: a2 OK done']],
    ['answered without an end', [LIST, ...Array.from({ length: 120 }, () => 'S: * 1 EXISTS')]],
    ['never answered', [LIST, 'SILENT']],
    ['answered by hanging up', [LIST, 'CLOSE']],
  ])('changes nothing where it is %s', async (_, answers) => {
    const played = await playId(...answers);

    expect(played.codes).toEqual(['servers_healthy']);
    expect(softwareIn(played)).toEqual([]);
    expect(played.report.observations.find(({ kind }) => kind === 'capabilities')).toMatchObject({
      outcome: 'listed',
      mechanisms: ['SCRAM-SHA-256'],
    });
  });

  it('leaves a sign-in as it is, also where its answer comes late', async () => {
    const played = await play(
      'imap',
      'implicit-tls',
      script(
        LIST,
        'C: /^a3 AUTHENTICATE/',
        'S: * ID ("name" "x")',
        'S: a2 OK',
        'S: a3 NO [AUTHENTICATIONFAILED] no',
      ),
      { timeoutMs: 1_000 },
    );

    expect(played.codes).toEqual(['auth_username_form']);
  });

  it('shows a name that a villain gave without what could move or hide text', async () => {
    const hostile = 'S<: * ID ("name" "\\x1b[2J\\xe2\\x80\\xaex" "version" "\\x071")\\r\\n';

    const played = await playId(LIST, hostile, 'S: a2 OK');

    expect(softwareIn(played)).toEqual([{ name: '\\u{1b}[2J\\u{202e}x', version: '\\u{7}1', toldBy: 'id' }]);
  });

  it('is not asked for where nothing else has to be asked', async () => {
    const greeting = 'S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] Dovecot ready.';

    const played = await play('imap', 'implicit-tls', greeting, { password: null });

    expect(played.received).not.toContain('ID');
    expect(softwareIn(played)).toEqual([{ name: 'Dovecot', version: null, toldBy: 'greeting' }]);
  });

  it('is not asked for in the clear', async () => {
    const list = 'S: * CAPABILITY IMAP4rev1 STARTTLS\nS: a1 OK done\nC: a2 STARTTLS\nS: a2 NO not now';

    const played = await play('imap', 'starttls', `S: * OK ready\nC: a1 CAPABILITY\n${list}`);

    expect(played.codes).toEqual(['starttls_refused']);
    expect(played.server.problems()).toEqual([]);
  });
});
