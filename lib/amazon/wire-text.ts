import { z } from 'zod'

/**
 * Words of Amazon's that we keep and show: cut, and without control characters, of which Postgres stores no NUL.
 * Anything but a text counts as an empty one.
 */
export const wireText = (maxLength: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.slice(0, maxLength).replace(/\p{Cc}+/gu, ' '))
