// Each guess at a passphrase costs whoever has the file 128 MiB and a fraction of a second; 12 characters that nobody else
// has thought of are beyond that.
const SHORT_CHARACTERS = 12;

/** Whether a passphrase is so short that a person should be told. It is taken all the same. */
export function isShortPassphrase(passphrase: string): boolean {
  return [...passphrase.normalize('NFC')].length < SHORT_CHARACTERS;
}
