// What opens reports that others wrote, in one place: it is large, and loaded when somebody wants it.
export { compareReports } from '../../shared/report/compare.ts';
export { judgeAgain } from '../../shared/report/judge-again.ts';
export { LARGEST_REPORT_BYTES, openReportBytes, unopened } from '../../shared/report/open-report.ts';
export { changeInWords, remarksOn, whenAndBy } from '../../shared/report/render-comparison.ts';
export { COMPARISON_WORDS } from '../../shared/report/comparison-words.ts';
