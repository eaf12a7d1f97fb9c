import { z } from 'zod'
import type { Entered } from '#lib/amazon/catalog/build-call.ts'
import { AppError } from '#lib/errors.ts'

const enteredShape = z.strictObject({
  values: z.record(z.string().max(200), z.array(z.string().max(4_000)).max(1_000)),
  body: z.string().max(100_000),
  extraQuery: z.string().max(10_000),
})

/** What a form says was entered, as JSON. Throws `input_invalid`. */
export function readEntered(input: string): Entered {
  try {
    return enteredShape.parse(JSON.parse(input))
  } catch {
    throw new AppError('input_invalid', { name: 'input' })
  }
}
