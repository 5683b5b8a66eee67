import { tick } from 'svelte';

/** An attachment: what just appeared takes the focus, so that the keyboard and a screen reader are where the eye is. */
export function focusOnMount(node: HTMLElement): void {
  node.focus();
  // The heading of a screen: its page begins at the top, however far the one before was scrolled.
  if (node.matches('h1')) scrollTo(0, 0);
}

/** Takes the focus where what had it is gone, and leaves it to whatever has it otherwise. Nothing is scrolled. */
export function focusIfLost(node: HTMLElement): void {
  if (document.activeElement === document.body) node.focus({ preventScroll: true });
}

/** After a form was sent: the first field that has to be corrected takes the focus, if there is one. */
export async function focusOnProblem(form: HTMLElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
}
