/** How much below the beginning of a result must be visible for a person to notice it, in px. */
const noticeablePx = 96

/** Moves the focus, and with it a screen reader, to a part of the page that nobody reaches with Tab. */
export function moveFocus(element: HTMLElement, options: FocusOptions = {}): void {
  if (element.localName !== 'summary') element.tabIndex = -1
  element.focus(options)
}

/**
 * Moves a result into view and gives it the focus, unless it is visible already and the focus is elsewhere. `whole` is
 * the part of the page that it begins.
 */
export function present(result: HTMLElement, whole: Element = result): void {
  const { top, bottom } = result.getBoundingClientRect()
  const end = Math.min(bottom + noticeablePx, whole.getBoundingClientRect().bottom)
  const isVisible = top >= 0 && end <= innerHeight
  const focused = document.activeElement
  // What had the focus may have been hidden or replaced.
  const isFocused = focused !== null && focused !== document.body && focused.checkVisibility()
  if (isVisible && isFocused) return
  moveFocus(result, { preventScroll: true })
  if (isVisible) return
  // Without an animation: a list of the page can change meanwhile, which would end it halfway.
  whole.scrollIntoView({ block: 'nearest' })
  result.scrollIntoView({ block: 'nearest' })
}

/** Gives a field the focus, and moves it into view with its label and its error. */
export function presentField(field: HTMLElement): void {
  const { top, bottom } = field.getBoundingClientRect()
  if (top < noticeablePx || bottom + noticeablePx > innerHeight) field.scrollIntoView({ block: 'center' })
  field.focus({ preventScroll: true })
}

/** Runs the work once the page has found its place after a rendering (`steady-scroll.tsx`). Returns what cancels it. */
export function whenSteady(work: () => void): () => void {
  const frame = requestAnimationFrame(work)
  return () => cancelAnimationFrame(frame)
}
