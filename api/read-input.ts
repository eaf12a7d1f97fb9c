import type { Context as Exchange } from 'hono'
import type { z } from 'zod'
import { AppError, type ErrorCode } from '#lib/errors.ts'
import { maskAndCut } from '#lib/secret.ts'
import type { Door } from './answer.ts'

/**
 * The JSON that was sent; undefined when there is none. A body of unknown length has got one before (`serve.ts`).
 * Throws `body_too_large`, `body_unreadable`.
 */
export async function readBody(c: Exchange<Door>, mostBytes: number): Promise<unknown> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length === 0) return undefined
  if (length > mostBytes) throw new AppError('body_too_large', { length })
  try {
    return JSON.parse(await c.req.text())
  } catch {
    throw new AppError('body_unreadable')
  }
}

/** The parameters of an address, each of them once. Throws `parameter_repeated`. */
export function readQuery(c: Exchange<Door>): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(c.req.queries()).map(([name, values]) => {
    if (values.length > 1) throw new AppError('parameter_repeated', { field: maskAndCut(name, 100) })
    return [name, values[0]]
  })
  return Object.fromEntries(entries)
}

/**
 * What was sent, if it has this shape. Throws `parameter_unknown`, or the code of the field at fault, with the
 * `field` as it is written in JavaScript, such as `restrictedResources[0].path`, and what is `allowed` if that is a list.
 */
export function judgeInput<Shape extends z.ZodType>(
  shape: Shape,
  input: unknown,
  codes: Readonly<Record<string, ErrorCode>>,
  otherwise: ErrorCode,
): z.output<Shape> {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  if (issue?.code === 'unrecognized_keys') {
    throw new AppError('parameter_unknown', { field: spell([...path, issue.keys[0] ?? '']) })
  }
  const code = codes[String(path[0])] ?? otherwise
  throw new AppError(code, {
    ...(path.length > 0 && { field: spell(path) }),
    ...(issue?.code === 'invalid_value' && { allowed: issue.values }),
  })
}

function spell(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return maskAndCut(text.replace(/^\./, ''), 100)
}
