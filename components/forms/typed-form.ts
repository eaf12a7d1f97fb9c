/** The values typed into a form, so that it can be filled in again on a newer version of the page. */
export interface TypedForm {
  readonly path: string
  readonly fields: readonly Field[]
}

interface Field {
  readonly name: string
  readonly value: string
  readonly isChecked: boolean
  /** Hidden: not typed, but it distinguishes two forms on one page. */
  readonly isFixed: boolean
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Passwords and fields marked with `data-secret` are left out. */
export function readTypedForm(form: HTMLFormElement): TypedForm {
  const fields = controlsOf(form)
    .filter((control) => !isSecret(control))
    .map((control) => ({
      name: control.name,
      value: control.value,
      isChecked: isChoice(control) && control.checked,
      isFixed: control.type === 'hidden',
    }))
  return { path: location.pathname, fields }
}

/** Fills in the form that these fields came from. False when this page has no such form, or none yet. */
export function fillInTypedForm({ fields }: TypedForm): boolean {
  const form = [...document.forms].find((candidate) => isSameForm(candidate, fields))
  if (form === undefined) return false
  const places = new Map<string, number>()
  for (const field of fields) {
    const place = places.get(field.name) ?? 0
    places.set(field.name, place + 1)
    // Read again each time: a choice can add fields.
    const control = controlsOf(form).filter(({ name }) => name === field.name)[place]
    if (control !== undefined && !field.isFixed) fillIn(control, field)
  }
  return true
}

function isSameForm(form: HTMLFormElement, fields: readonly Field[]): boolean {
  const controls = controlsOf(form)
  return (
    fields.length > 0 &&
    fields.some(({ name, isFixed }) => !isFixed && controls.some((control) => control.name === name)) &&
    fields
      .filter(({ isFixed }) => isFixed)
      .every(({ name, value }) =>
        controls.some((control) => control.name === name && control.value === value),
      )
  )
}

/** As if it were typed: React notices only events, and a value only if it was set without React's own setter. */
function fillIn(control: Control, { value, isChecked }: Field): void {
  if (isChoice(control)) {
    if (control.checked !== isChecked && (isChecked || control.type === 'checkbox')) control.click()
    return
  }
  if (control.value === value) return
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }))
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== '' &&
      !element.name.startsWith('$ACTION') &&
      !['file', 'submit', 'button', 'image', 'reset'].includes(element.type),
  )
}

function isSecret(control: Control): boolean {
  return control.type === 'password' || control.dataset.secret !== undefined
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio'
}
