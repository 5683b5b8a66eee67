import type { Language } from '../../../../shared/findings/explain.ts';
import type { KeyOutcome } from '../../../../shared/mail/device.ts';

interface Words {
  readonly made: (name: string, algorithm: string, id: string, login: string) => string;
  readonly kept: (path: string) => string;
  readonly written: (file: string) => string;
  readonly password: (file: string) => string;
  readonly passwordShown: string;
  readonly compatible: string;
  readonly notProtected: string;
  readonly next: (id: string) => string;
  readonly none: string;
  readonly noted: (host: string) => string;
  readonly trialNoted: string;
  readonly revoked: (name: string) => string;
  readonly revokedNowhere: string;
  readonly renewed: (name: string) => string;
  readonly renewedFor: (hosts: string) => string;
  readonly forgotten: (device: string) => string;
  readonly labels: Readonly<
    Record<
      | 'login'
      | 'algorithm'
      | 'made'
      | 'until'
      | 'programs'
      | 'registered'
      | 'tried'
      | 'revoked'
      | 'postfixKey'
      | 'postfixCertificate'
      | 'curl',
      string
    >
  >;
  readonly outcomes: Readonly<Record<KeyOutcome, string>>;
}

/** What the commands of `letterlock key` say. */
export const KEY_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    made: (name, algorithm, id, login) =>
      `The device “${name}” has a key of its own (${algorithm}) for ${login}. Its id is ${id}.`,
    kept: (path) => `The key is kept in ${path}, encrypted with your passphrase.`,
    written: (file) => `Written: ${file}`,
    password: (file) =>
      `The password of the P12 file is in ${file}. Delete both once the mail program has them.`,
    passwordShown: 'Password of the P12 file, shown this once: ',
    compatible:
      'The P12 file is encrypted in the older, weaker way, because a program that it is for knows no other: delete it after the import.',
    notProtected: 'Nothing protects the key in that file: keep it where nobody else can read it.',
    next: (id) =>
      `No server knows this key yet. What to hand in: letterlock key register ${id} --server KIND --host HOST`,
    noted: (host) =>
      `It is noted that this key is for ${host}. Nothing was sent there: to hand it in is left to you.`,
    trialNoted: 'What came of it is noted with the device: letterlock key list',
    revoked: (name) =>
      `It is noted that the key of “${name}” is not to be used any more. A server knows that only when it is removed there.`,
    revokedNowhere:
      'Where it was handed in is not known here: name the server with --server and --host, and what to remove is shown.',
    renewed: (name) => `The key of “${name}” has a new certificate. Mail programs have to be given it, too.`,
    renewedFor: (hosts) =>
      `These servers may know the old certificate and not the key. What to do there is on the page of each: ${hosts}.`,
    forgotten: (device) => `${device} is forgotten, its private key included.`,
    none: 'No device on this computer has a key yet. To make one: letterlock key new --name NAME --account ADDRESS',
    labels: {
      login: 'Signs in as',
      algorithm: 'Kind',
      made: 'Made on',
      until: 'Certificate until',
      programs: 'For the programs',
      registered: 'For the servers',
      tried: 'Last tried',
      revoked: 'Revoked on',
      postfixKey: 'Key (SHA-256)',
      postfixCertificate: 'Certificate (SHA-256)',
      curl: 'As a pin',
    },
    outcomes: {
      preauth: 'signed in (PREAUTH)',
      external: 'signed in (EXTERNAL)',
      'certificate-alone': 'may send, by its certificate alone',
      'not-asked': 'the server did not ask for a key',
      refused: 'the server refused it',
      'without-effect': 'it was shown, and nothing came of it',
    },
  },
  de: {
    made: (name, algorithm, id, login) =>
      `Das Gerät „${name}“ hat einen eigenen Schlüssel (${algorithm}) für ${login}. Seine Kennung ist ${id}.`,
    kept: (path) => `Der Schlüssel liegt in ${path}, mit Ihrer Passphrase verschlüsselt.`,
    written: (file) => `Geschrieben: ${file}`,
    password: (file) =>
      `Das Passwort der P12-Datei steht in ${file}. Löschen Sie beide, sobald das Mailprogramm sie hat.`,
    passwordShown: 'Passwort der P12-Datei, nur dieses eine Mal gezeigt: ',
    compatible:
      'Die P12-Datei ist auf die ältere, schwächere Art verschlüsselt, weil ein Programm, für das sie ist, keine andere kennt: Löschen Sie sie nach dem Import.',
    notProtected:
      'In dieser Datei schützt den Schlüssel nichts: Bewahren Sie sie auf, wo niemand sonst sie lesen kann.',
    next: (id) =>
      `Noch kennt kein Server diesen Schlüssel. Was einzureichen ist: letterlock key register ${id} --server ART --host HOST`,
    noted: (host) =>
      `Es ist vermerkt, dass dieser Schlüssel für ${host} ist. Gesendet wurde nichts: Das Einreichen bleibt Ihnen.`,
    trialNoted: 'Was dabei herauskam, ist beim Gerät vermerkt: letterlock key list',
    revoked: (name) =>
      `Es ist vermerkt, dass der Schlüssel von „${name}“ nicht mehr gilt. Ein Server weiß das erst, wenn er dort entfernt ist.`,
    revokedNowhere:
      'Wo er eingereicht wurde, ist hier nicht bekannt: Nennen Sie den Server mit --server und --host, dann steht hier, was zu entfernen ist.',
    renewed: (name) =>
      `Der Schlüssel von „${name}“ hat ein neues Zertifikat. Auch Mailprogramme müssen es bekommen.`,
    renewedFor: (hosts) =>
      `Diese Server kennen vielleicht das alte Zertifikat und nicht den Schlüssel. Was dort zu tun ist, steht auf der Seite zu jedem: ${hosts}.`,
    forgotten: (device) => `${device} ist vergessen, samt seinem privaten Schlüssel.`,
    none: 'Auf diesem Computer hat noch kein Gerät einen Schlüssel. Einen machen: letterlock key new --name NAME --account ADRESSE',
    labels: {
      login: 'Meldet sich an als',
      algorithm: 'Art',
      made: 'Gemacht am',
      until: 'Zertifikat bis',
      programs: 'Für die Programme',
      registered: 'Für die Server',
      tried: 'Zuletzt probiert',
      revoked: 'Widerrufen am',
      postfixKey: 'Schlüssel (SHA-256)',
      postfixCertificate: 'Zertifikat (SHA-256)',
      curl: 'Als Pin',
    },
    outcomes: {
      preauth: 'angemeldet (PREAUTH)',
      external: 'angemeldet (EXTERNAL)',
      'certificate-alone': 'darf senden, allein durch sein Zertifikat',
      'not-asked': 'der Server hat nicht nach einem Schlüssel gefragt',
      refused: 'der Server hat ihn abgelehnt',
      'without-effect': 'er wurde gezeigt, und es geschah nichts',
    },
  },
};
