/** An attachment: what just appeared takes the focus, so that the keyboard and a screen reader are where the eye is. */
export function focusOnMount(node: HTMLElement): void {
  node.focus();
}
