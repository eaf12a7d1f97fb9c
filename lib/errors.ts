import { applicationErrors } from './errors/applications.ts'
import { attemptErrors } from './errors/attempts.ts'
import { authorizationErrors } from './errors/authorizations.ts'
import { brandingErrors } from './errors/branding.ts'
import { encryptionErrors } from './errors/encryption.ts'
import type { Audience, ErrorFacts, Wording } from './errors/facts.ts'
import { importErrors } from './errors/imports.ts'
import { keyErrors } from './errors/keys.ts'
import { linkErrors } from './errors/links.ts'
import { notificationErrors } from './errors/notifications.ts'
import { pastedTokenErrors } from './errors/pasted-tokens.ts'
import { peopleErrors } from './errors/people.ts'
import { requestErrors } from './errors/requests.ts'
import { tokenErrors } from './errors/tokens.ts'
import { viewErrors } from './errors/views.ts'
import { webhookErrors } from './errors/webhooks.ts'

const brand = Symbol.for('gatehouse.error')
const vaultBrand = Symbol.for('gatehouse.vault-error')

/** Every error. The codes are part of the API's contract. */
export const errors = {
  ...attemptErrors,
  ...applicationErrors,
  ...linkErrors,
  ...notificationErrors,
  ...authorizationErrors,
  ...pastedTokenErrors,
  ...importErrors,
  ...peopleErrors,
  ...keyErrors,
  ...encryptionErrors,
  ...tokenErrors,
  ...viewErrors,
  ...webhookErrors,
  ...brandingErrors,
  ...requestErrors,
} as const satisfies Record<string, ErrorFacts>

export type ErrorCode = keyof typeof errors

/** The words of an error for one audience. */
export function wordingOf(code: ErrorCode, audience: Audience): Wording {
  const { title, next, [audience]: own }: ErrorFacts = errors[code]
  return { title, next, ...own }
}

/** A failure with a stable code. `details` may be logged and shown to operators: they never contain a secret. */
export class AppError extends Error {
  readonly [brand] = true
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(`${code}: ${errors[code].title}`, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** By brand, because `lib/` exists in several copies. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && brand in error
}

/** Opening fails in one way, whatever the reason. */
export class VaultError extends Error {
  readonly [vaultBrand] = true
  readonly code: 'cannot_open' | 'no_such_key'

  constructor(code: 'cannot_open' | 'no_such_key') {
    super(code === 'cannot_open' ? "The sealed text can't be opened." : 'The key ring lacks this key.')
    this.name = 'VaultError'
    this.code = code
  }
}

export function isVaultError(error: unknown): error is VaultError {
  return typeof error === 'object' && error !== null && vaultBrand in error
}
