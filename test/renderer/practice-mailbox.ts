import type { PracticeInfo } from '../../shared/ipc/contract.ts';

/** What the engine says of the practice mailbox while a fault is played, with a few faults to choose from. */
export function practiceMailbox(fault: string | null): PracticeInfo {
  const port = fault === 'starttls-not-offered' ? '10143/starttls' : '10993/implicit-tls';
  return {
    request: {
      address: 'alice@practice.test',
      incoming: `imap.practice.test:${port}`,
      outgoing: 'smtp.practice.test:10465/implicit-tls',
      username: '',
      tellsAddress: false,
      isPractice: true,
    },
    password: PRACTICE_PASSWORD,
    fault,
    groups: [
      {
        title: { en: 'Certificate', de: 'Zertifikat' },
        faults: [
          {
            name: 'certificate-expired',
            summary: { en: 'The certificate has expired.', de: 'Das Zertifikat ist abgelaufen.' },
          },
          {
            name: 'certificate-wrong-name',
            summary: {
              en: 'The certificate is for another name.',
              de: 'Das Zertifikat gilt für einen anderen Namen.',
            },
          },
        ],
      },
      {
        title: { en: 'STARTTLS', de: 'STARTTLS' },
        faults: [
          {
            name: 'starttls-not-offered',
            summary: { en: 'STARTTLS is not offered.', de: 'STARTTLS wird nicht angeboten.' },
          },
        ],
      },
      {
        title: { en: 'Sign-in', de: 'Anmeldung' },
        faults: [
          {
            name: 'scram-error-unsupported-channel-binding-type',
            summary: {
              en: 'SCRAM ends with e=unsupported-channel-binding-type, as older servers do over TLS 1.3.',
              de: 'SCRAM endet mit e=unsupported-channel-binding-type, wie ältere Server über TLS 1.3.',
            },
          },
        ],
      },
    ],
  };
}

/** The password of that mailbox. */
export const PRACTICE_PASSWORD = 'Looking-Glass-1871';
