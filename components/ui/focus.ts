/** Moves the focus, and with it a screen reader, to a part of the page that nobody reaches with Tab. */
export function moveFocus(element: HTMLElement): void {
  element.tabIndex = -1
  element.focus()
}
