/** The forms that a report is written in, as endings of file names; the one that most people can open first. */
export const REPORT_FORMATS = ['html', 'txt', 'md', 'json'] as const;

/** One of them. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How much of a report is shown to whom. What does it is in `redact.ts`. */
export const REDACTION_LEVELS = ['minimal', 'helpdesk', 'full'] as const;

/** `minimal` is for strangers, `helpdesk` for those who can repair something, `full` for oneself. */
export type RedactionLevel = (typeof REDACTION_LEVELS)[number];
