import { tick } from 'svelte';

/** An attachment: what just appeared takes the focus, so that the keyboard and a screen reader are where the eye is. */
export function focusOnMount(node: HTMLElement): void {
  node.focus();
}

/** After a form was sent: the first field that has to be corrected takes the focus, if there is one. */
export async function focusOnProblem(form: HTMLFormElement): Promise<void> {
  await tick();
  form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
}
