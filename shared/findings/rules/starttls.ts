import { finding } from '../finding.ts';
import { lastSeen, place, type Rule } from '../view.ts';
import { hadStarttls } from './memory.ts';
import { streamFailed } from './protocol.ts';

/** The switch to TLS was not offered, refused, or came with bytes that nobody can vouch for. */
export const judgeStarttls: Rule = (view) => {
  const starttls = lastSeen(view, 'starttls');
  if (starttls === undefined) return [];
  const { id, outcome } = starttls;
  switch (outcome) {
    case 'agreed':
      return [];
    case 'not-offered':
      return hadStarttls(view) ? [] : [finding('starttls_not_offered', place(view), [id])];
    case 'refused':
      return [finding('starttls_refused', place(view), [id])];
    case 'extra-bytes':
      return [finding('starttls_extra_bytes', place(view), [id])];
    default:
      return [streamFailed(outcome, view, [id])];
  }
};
