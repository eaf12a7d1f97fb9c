import { z } from 'zod'
import { maskAndCut } from '../secret.ts'

/**
 * Amazon's words, to store and to show: cut to length, without control characters (Postgres stores no NUL) and without
 * marks that change the direction of the text around them. Anything but a text becomes an empty one.
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
