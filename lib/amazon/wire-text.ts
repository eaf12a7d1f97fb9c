import { z } from 'zod'
import { maskAndCut } from '../secret.ts'

/**
 * Words of Amazon's that we keep and show: cut, without control characters, of which Postgres stores no NUL, and
 * without marks that turn what stands beside them. Anything but a text counts as an empty one.
 */
export const wireText = (maxLength: number) =>
  z
    .string()
    .catch('')
    .transform((text) => withoutControls(text.slice(0, maxLength)))

/** As `wireText`, for Amazon's words about a request: they might quote a secret of it. */
export const wireMessage = (maxLength: number) =>
  z
    .string()
    .catch('')
    .transform((text) => maskAndCut(withoutControls(text), maxLength))

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
}
