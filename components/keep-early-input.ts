type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const controls = 'input, select, textarea'

/**
 * Keeps what people enter before React has taken the page over. React renders a part of the page anew, with its fields
 * as the server sent them, if a translator replaced text in it before: what was entered then moves to the new fields.
 * Ends with the first form that is sent and the first link that is followed: from then on, fields are renewed on
 * purpose.
 *
 * Call it once, before React hydrates.
 */
export function keepEarlyInput(): void {
  const observer = new MutationObserver((records) => {
    const entered = controlsIn(records.flatMap(({ removedNodes }) => [...removedNodes])).filter(isEntered)
    if (entered.length === 0) return
    const renewed = new Set(controlsIn(records.flatMap(({ addedNodes }) => [...addedNodes])))
    for (const control of entered) {
      const twin = [...renewed].find((each) => each.isConnected && isTwin(each, control))
      if (twin === undefined) continue
      renewed.delete(twin)
      copyInto(twin, control)
    }
  })
  observer.observe(document, { subtree: true, childList: true })

  const end = (event: Event) => {
    if (event.type === 'click' && !(event.target as Element).closest('a')) return
    observer.disconnect()
    for (const type of ['submit', 'click', 'popstate']) removeEventListener(type, end, true)
  }
  for (const type of ['submit', 'click', 'popstate']) addEventListener(type, end, true)
}

function controlsIn(nodes: readonly Node[]): Control[] {
  return nodes.flatMap((node) => {
    if (!(node instanceof Element)) return []
    const inside = [...node.querySelectorAll<Control>(controls)]
    return node.matches(controls) ? [node as Control, ...inside] : inside
  })
}

function isEntered(control: Control): boolean {
  if (control instanceof HTMLSelectElement) return !control.selectedOptions[0]?.defaultSelected
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
