import { z } from 'zod'

/**
 * Words of Amazon's that we keep and show: cut, without control characters, of which Postgres stores no NUL, and
 * without marks that turn what stands beside them. Anything but a text counts as an empty one.
 */
export const wireText = (maxLength: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.slice(0, maxLength).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' '))
