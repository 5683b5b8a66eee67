import { describe, expect, it } from 'vitest';
import { beforeTls, inTls, remembered, starttls } from './facts.ts';
import { judged } from './judged.ts';

describe('what was otherwise before', () => {
  it('says that STARTTLS was there before in place of saying that it is missing', () => {
    const findings = judged('starttls', [
      ...beforeTls,
      starttls('not-offered'),
      remembered('starttls-gone', 'STARTTLS', null),
    ]);

    expect(findings.map(({ code }) => code)).toEqual(['memory_starttls_gone']);
  });

  it.each([
    ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-512', 'memory_mechanism_gone'],
    ['SCRAM-SHA-1', 'CRAM-MD5', 'memory_mechanism_gone'],
    ['SCRAM-SHA-1', 'LOGIN', 'memory_proof_gone'],
    ['SCRAM-SHA-256-PLUS', null, 'memory_mechanism_gone'],
    ['CRAM-MD5', 'PLAIN', 'memory_mechanism_gone'],
  ] as const)('takes it as seriously as it is where %s gave way to %s', (before, now, code) => {
    const findings = judged('implicit-tls', [...inTls, remembered('mechanism-gone', before, now)]);

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('calls it a guess that somebody else may have issued the certificate', () => {
    const findings = judged('implicit-tls', [...inTls, remembered('issuer-changed', 'A', 'B')]);

    expect(findings.find(({ code }) => code === 'memory_issuer_changed')?.confidence).toBe('likely');
  });
});
