/** Copies a text. False if the browser doesn't let the page. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Missing on a page that came over http from another machine.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text)
  }
}

/** The older way, which a browser allows in more places. */
function copySelection(text: string): boolean {
  const focused = document.activeElement
  const place = focused?.parentElement ?? document.body
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'sr-only'
  // Beside what has the focus: an open dialog lets it go no further.
  place.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}
