type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const controls = 'input, select, textarea'

/**
 * Keeps what people enter before React has taken the page over. React renders a part of the page anew, with its fields
 * as the server sent them, if a translator replaced text in it before: what was entered then moves to the new fields.
 * Ends with the first form that is sent, and on the next page: from then on, fields are renewed on purpose.
 *
 * Call it once, before React hydrates.
 */
export function keepEarlyInput(): void {
  const address = location.href
  const observer = new MutationObserver((records) => {
    if (location.href !== address) return observer.disconnect()
    const removed = controlsIn(records.flatMap(({ removedNodes }) => [...removedNodes]))
    const renewed = controlsIn(records.flatMap(({ addedNodes }) => [...addedNodes]))
    for (const [index, control] of removed.entries()) {
      if (!isEntered(control)) continue
      // Several forms of a page can have the same fields.
      const place = removed.slice(0, index).filter((each) => isTwin(each, control)).length
      const twin = renewed.filter((each) => each.isConnected && isTwin(each, control))[place]
      if (twin !== undefined) copyInto(twin, control)
    }
  })
  observer.observe(document, { subtree: true, childList: true })
  addEventListener('submit', () => observer.disconnect(), { capture: true, once: true })
}

function controlsIn(nodes: readonly Node[]): Control[] {
  return nodes.flatMap((node) => {
    if (!(node instanceof Element)) return []
    const inside = [...node.querySelectorAll<Control>(controls)]
    return node.matches(controls) ? [node as Control, ...inside] : inside
  })
}

function isEntered(control: Control): boolean {
  // A page can't set a chosen file.
  if (control.type === 'file') return false
  if (control instanceof HTMLSelectElement) {
    const initial = [...control.options].findIndex(({ defaultSelected }) => defaultSelected)
    return control.selectedIndex !== Math.max(initial, 0)
  }
  if (isChoice(control)) return control.checked !== control.defaultChecked
  return control.value !== control.defaultValue
}

const isChoice = (control: Control): control is HTMLInputElement =>
  control.type === 'radio' || control.type === 'checkbox'

function isTwin(one: Control, other: Control): boolean {
  // Ids differ: React makes them when it renders.
  const isSameKind = one.type === other.type && one.name === other.name
  return isSameKind && (!isChoice(one) || one.value === other.value)
}

/** With the events of an entry by hand, so that what depends on the field follows. */
function copyInto(control: Control, entered: Control): void {
  const property = isChoice(control) ? 'checked' : 'value'
  // React replaces the property on the element itself, and takes what is set there for its own.
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), property)?.set
  setter?.call(control, (entered as HTMLInputElement)[property])
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
}
