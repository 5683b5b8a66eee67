// For the whole of a file, however many parts it has. Our own files need 1,200,000 rounds of PBKDF2, and those of other
// programs some millions at the most: a second. PKCS#12's own derivation, in JavaScript, takes some 1 µs a round; OpenSSL's
// program, told to take 600,000 rounds for the keys, takes as many for the MAC.
const MOST_PBKDF2_ROUNDS = 5_000_000;
const MOST_OWN_ROUNDS = 3_000_000;

/** Why a file cannot be opened that is well formed: it asks for something that nobody should do, or that we cannot. */
export class P12Unsupported extends Error {
  readonly code = 'P12_UNSUPPORTED';
}

/** What may still be spent on opening a file, so that no file takes more than some seconds. */
export class P12Budget {
  #pbkdf2Rounds = MOST_PBKDF2_ROUNDS;
  #ownRounds = MOST_OWN_ROUNDS;

  /**
   * Takes what a derivation with PBKDF2 costs.
   *
   * @throws {P12Unsupported} where that is more than is left, or no number of rounds
   */
  spendPbkdf2(rounds: number): void {
    this.#pbkdf2Rounds -= rounds;
    if (rounds < 1 || this.#pbkdf2Rounds < 0) throw new P12Unsupported(`${rounds} rounds of PBKDF2`);
  }

  /**
   * Takes what a derivation of PKCS#12's own costs.
   *
   * @param hashes how many hashes long the derived bytes are: each is the cost of all rounds once more
   * @throws {P12Unsupported} as `spendPbkdf2`
   */
  spendOwn(rounds: number, hashes: number): void {
    this.#ownRounds -= rounds * hashes;
    if (rounds < 1 || this.#ownRounds < 0) throw new P12Unsupported(`${rounds} rounds`);
  }
}
