import { z } from 'zod'
import { AppError } from '../errors.ts'

const email = z.email().max(254)

/** An email address in the form that we store: trimmed, lower case. Null when it is invalid. */
export function readEmail(text: string): string | null {
  const parsed = email.safeParse(text.trim().toLowerCase())
  return parsed.success ? parsed.data : null
}

/** As `readEmail`, for a new sign-in: placeholders are reserved. */
export function parseEmail(text: string): string {
  const parsed = readEmail(text)
  if (parsed === null || isPlaceholder(parsed)) throw new AppError('email_invalid')
  return parsed
}

/** No mail is ever delivered there (RFC 2606). */
const placeholderDomain = '@address.invalid'

/** The address that a seller signs in with after their email address was freed. */
export function placeholderAddress(personId: string): string {
  return `freed-${personId}${placeholderDomain}`
}

export function isPlaceholder(email: string): boolean {
  return email.endsWith(placeholderDomain)
}
