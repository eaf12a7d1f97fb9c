import { AppError } from '#lib/errors.ts'
import { maskAndCut } from '#lib/secret.ts'

/**
 * The fields of a form as text. Throws `parameter_unknown` (D8), and `input_invalid` for input that none of our forms
 * sends: a script may call an action with anything. `files`: fields that hold a file, which the caller reads. Lengths
 * are for the use case to check.
 */
export function readForm<const Name extends string>(
  form: FormData,
  names: readonly Name[],
  files: readonly string[] = [],
): Record<Name, string> {
  if (!(form instanceof FormData)) throw new AppError('input_invalid')
  for (const name of form.keys()) {
    // Next's own fields stay in a form that it rendered on the server.
    if (!name.startsWith('$ACTION_') && !names.some((known) => known === name) && !files.includes(name)) {
      throw new AppError('parameter_unknown', { name: maskAndCut(name, 100) })
    }
  }
  const entries = names.map((name) => {
    const [value = '', ...others] = form.getAll(name)
    if (others.length > 0 || typeof value !== 'string') throw new AppError('input_invalid', { name })
    return [name, value]
  })
  return Object.fromEntries(entries) as Record<Name, string>
}
