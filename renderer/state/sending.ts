// What makes a report fit to send, in one place: it is large, and loaded when somebody wants it.
export { letterFor } from '../../shared/report/letter.ts';
export { redactReport } from '../../shared/report/redact.ts';
export { renderReport } from '../../shared/report/render-report.ts';
