import { type Call, headerOf } from '../call.ts'

/** The body of a control request, JSON or a form; empty fields of a form count as left out. */
export function readInput(call: Call): unknown {
  const type = headerOf(call, 'content-type') ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) return readForm(call.body)
  if (!type.startsWith('application/json')) {
    throw new RangeError('Send JSON, with Content-Type: application/json.')
  }
  try {
    return JSON.parse(call.body)
  } catch {
    throw new RangeError('The body is not JSON.')
  }
}

function readForm(body: string): Readonly<Record<string, string | number>> {
  const fields = [...new URLSearchParams(body)].filter(([, value]) => value !== '')
  return Object.fromEntries(
    fields.map(([name, value]) => [name, /^\d{1,9}$/.test(value) ? Number(value) : value]),
  )
}
