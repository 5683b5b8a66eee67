import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import type { Finding, FindingCode } from '../../../shared/findings/finding.ts';
import { documentOf } from '../../../shared/report/document/report-document.ts';
import { headlineOf, toneOf } from '../../../shared/report/headline.ts';
import type { Report, Verdict } from '../../../shared/report/report.ts';
import { finished, started } from './events.ts';

function reportOf(verdict: Verdict, ...codes: readonly FindingCode[]): Report {
  const findings = codes.map((code): Finding => {
    const { severity, actor, params } = findingFacts[code];
    const values = (params as readonly string[]).map((name) => [name, 'x'] as const);
    return { code, severity, actor, confidence: 'seen', params: Object.fromEntries(values), evidence: [] };
  });
  return { ...finished([started()]).report, verdict, findings };
}

describe('a verdict', () => {
  it.each([
    ['good', 'healthy', ['account_wants_client_name', 'account_healthy'], 'account_healthy'],
    ['warning', 'healthy', ['account_wants_client_name'], 'account_wants_client_name'],
    ['good', 'healthy', [], null],
    ['problem', 'problems', ['auth_app_password_needed'], 'auth_app_password_needed'],
    ['note', 'unfinished', ['account_wants_client_name'], 'account_wants_client_name'],
  ] as const)('is %s: %s with %j', (tone, verdict, codes, headline) => {
    const report = reportOf(verdict, ...codes);

    expect(toneOf(report, headlineOf(report))).toBe(tone);
    expect(headlineOf(report)?.code ?? null).toBe(headline);
    expect(documentOf(report, { pages: ALL_PAGES.en }).tone).toBe(tone);
  });

  it('does not say that all is fine above a warning', () => {
    const report = reportOf('healthy', 'account_wants_client_name');

    expect(documentOf(report, { pages: ALL_PAGES.en }).verdict).toBe('Warning');
    expect(documentOf(report, { pages: ALL_PAGES.de }).verdict).toBe('Warnung');
  });
});
