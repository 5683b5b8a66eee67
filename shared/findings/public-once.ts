/**
 * Roots that are or were in the public list of some year, and are not in that of every program: systems that are older or
 * newer than Letterlock trust them. They are known by their spkiFingerprint. Left out are those that were taken off the
 * lists because nobody should trust them any more (TrustCor, E-Tugra).
 *
 * As of November 2026, out of Mozilla's list of roots: what only one of Debian's ca-certificates of March 2023 and
 * Node.js 20.20 has, and CommScope's, which came and went between the two.
 */
const PUBLIC_ONCE: ReadonlySet<string> = new Set([
  '051cf9fa95e40e9b83edaeda6961f6168c7879c4660172479cdd51ab03cea62b', // XRamp Global
  '06600b94c0318bb6967f0c7787cc8a1032a179c4e95e3c5760b32e290f7fec9b', // TWCA CYBER
  '15f14ac45c9c7da233d3479164e8137fe35ee0f38ae858183f08410ea82ac4b4', // Starfield Class 2
  '1ea3c5e43ed66c2da2983a42a4a79b1e906786ce9f1b58621419a00463a87d38', // Entrust.net (2048)
  '2a4212605aa3e8aecb0fc19806cf3b40b53b95f1a34dbbd6e3ed27230324abb3', // Security Communication RootCA1
  '2bcee858158cf5465fc9d76f0dfa312fef25a4dca8501da9b46b67d1fbfa1b64', // GlobalSign R1
  '2db2ae4d0d08a4dc7b7a5c911b36b42e3068d2e58657efa61a2f2f69c553b858', // FIRMAPROFESIONAL ROOT-A WEB
  '36c22314131a5fbf1b70ea4ccf4bc13a777d938ec65e1da24e3c2cfd01d3d163', // Hongkong Post 1
  '36d7c79f3d089a0ff79972d90923dea5ca76b4ccbaf7c2751cb152e9494f52d0', // Entrust G4
  '5628872e245fe66148b80badeac9c40f6252e642fa9595aece4b3e8a58b8fd46', // TrustAsia TLS RSA
  '5632d97bfa775bf3c99ddea52fc2553410864016729c52dd6524c8a9c3b4489f', // Go Daddy Class 2
  '581cc15821169694c39c2991b53e93ab945a42b076661774c2ecf38a3323acea', // SecureSign CA14
  '63d9af9b47b1064d49a10e7b7fd566dbc8caa399459bfc2829c571ad8c6ef34a', // Baltimore CyberTrust
  '6841995ede67848882f30a5d1ee89ddf99b4ac67e41253f7cad6be6d27054007', // CommScope ECC-02
  '86bd768cda54e16d533104b88b80c98c3ac70f593092a6e1ba438d37f4ea4ed2', // CommScope RSA-02
  '8d223ba5007d804c9cc607c900e32e20666c5a49fc29d55ad12dfb68d72ee57b', // CommScope ECC-01
  '9318226f8c83afe47f5f47c24f59ce12dba8c73b181bee6b2ea1f40a06bc1869', // SwissSign Silver G2
  'ac76f63a46e761b5acc3259705c920cb7f0563d248d8d180f934af68099a15f9', // D-TRUST BR 2 2023
  'b964e141d3a55cae180ea6a1a8d4a297de26f11833c673569d196fb533a98710', // OISTE RSA G1
  'bb4128ec9620f2d2a49ce8e2c4e257aebad93a0f11c56b5fa4b00e23759fa39d', // SecureSign RootCA11
  'bd153ed7b0434f6886b17bce8bbe84ed340c7132d702a8f4fa318f756ecbd6f3', // AAA Certificate Services
  'd3980aadd21638c70d74a4bb1f8ab5e11724e62ed408f9fa8d3d4d916900286b', // Security Communication RootCA3
  'd439dd80f1e3bc5c9e5f13e8bff7a8887df9dc1c3e19d76af70c8f8d985eef22', // OISTE ECC G1
  'e14e51891f3492243eea613bc2c814d47224b224c57d38169e958e30b3dedee4', // SecureSign CA12
  'e4e939252afe70bd9f1cd295030313baa40d558641f35b23b4714b43e81f5436', // CommScope RSA-01
  'e753cdd9f13413c7ca9cda82962f8c0ce5ed13d1657312954af5267eb2cb7c79', // D-TRUST EV 2 2023
  'ebc978ae0dd9e5822d6b19652596f620c93d7caefa952191cb050a632ca9005f', // SwissSign RSA TLS 2022
  'f0011f92fcf9be36c7a5b36e7bc862ab20e94ef36fea8a561db0a8d7750c1f51', // SecureSign CA15
  'f4632e58701c0bd7dafc7e3831355ec433fc13777de286683e8ec50964df0452', // TrustAsia TLS ECC
]);

/** Tells whether a root was or is public somewhere, though it is not in the list of this program. */
export function wasPublic(spkiFingerprint: string): boolean {
  return PUBLIC_ONCE.has(spkiFingerprint);
}
