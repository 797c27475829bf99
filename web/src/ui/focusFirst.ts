/** For the `ref` of the field a step begins with: whoever comes to the step is in it. */
export function focusFirst(element: HTMLInputElement | null): void {
  element?.focus();
}
