// What explains a pasted text, in one place: it is large, and loaded when somebody wants it.
export { ADVICE_WORDS } from '../../shared/explain/advice.ts';
export { explainText } from '../../shared/explain/explain-text.ts';
export { openPage } from '../../shared/explain/page.ts';
