import type { Text } from '../../mail/page.ts';
import type { Trap } from './program-facts.ts';

/** Why a program that is built with GNU SASL cannot do what binds to TLS. */
export function withoutBinding(name: string): Text {
  return {
    en: `${name} begins it and gives up: it cannot bind a sign-in to the TLS connection.`,
    de: `${name} beginnt damit und gibt auf: Es kann eine Anmeldung nicht an die TLS-Verbindung binden.`,
  };
}

/** What goes wrong in Mutt and in NeoMutt alike. */
export function trapsOfBoth(name: string, from: string): readonly Trap[] {
  return [
    {
      text: {
        en: `If ${name} asks whether to accept the server's certificate, reject it. Where nobody has told it which authorities this computer trusts, it asks about every server: \`set ssl_ca_certificates_file='/etc/ssl/certs/ca-certificates.crt'\` tells it on Debian, where it is usually done already.`,
        de: `Fragt ${name}, ob das Zertifikat des Servers angenommen werden soll, lehnen Sie es ab. Wenn ihm niemand gesagt hat, welchen Stellen dieser Computer vertraut, fragt es bei jedem Server: \`set ssl_ca_certificates_file='/etc/ssl/certs/ca-certificates.crt'\` sagt es ihm auf Debian, wo es meist schon getan ist.`,
      },
      known: { from, asOf: '2026-11' },
    },
    {
      text: {
        en: `${name} keeps what you send in \`~/sent\`, on this computer alone. With \`set record='+Sent'\` it is kept in the folder “Sent” of your mailbox; ${name} asks before it makes that folder.`,
        de: `${name} behält, was Sie senden, in \`~/sent\`, nur auf diesem Computer. Mit \`set record='+Sent'\` liegt es im Ordner „Sent“ Ihres Postfachs; ${name} fragt, bevor es diesen Ordner anlegt.`,
      },
      known: { from, asOf: '2026-11' },
    },
  ];
}
