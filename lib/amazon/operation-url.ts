import { type CallTarget, endpointOf } from './regions.ts'

interface UrlParts {
  /** For the `{names}` of the path. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

/** The address of an operation with its values. Throws TypeError when a value of the path is missing. */
export function operationUrl(path: string, target: CallTarget, parts: UrlParts): string {
  const url = new URL(endpointOf(target) + fillPath(path, parts.path ?? {}))
  for (const [name, value] of Object.entries(parts.query ?? {})) url.searchParams.set(name, value)
  return url.href
}

/** Throws TypeError when a value is missing. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === '') throw new TypeError(`The path ${path} needs ${name}.`)
    // A URL would drop these segments, and lead to another operation.
    if (value === '.' || value === '..') throw new TypeError(`The path ${path} has no ${name} of dots.`)
    return encodeURIComponent(value)
  })
}
