import 'server-only'
import type { Wording } from '#lib/errors/facts.ts'
import { type ErrorCode, wordingOf } from '#lib/errors.ts'
import type { Area } from '../area.ts'
import { sellerWording } from '../forms/to-user-error.ts'

/** Errors of a sign-in outside its form: at next-auth's own routes, or at a provider. */
const problems = new Set<ErrorCode>([
  'credentials_wrong',
  'too_many_tries',
  'second_step_required',
  'busy',
  'database_unavailable',
  'internal',
  'not_found',
  'cross_site_request',
  'sign_in_required',
  'sign_up_closed',
  'email_invalid',
  'last_admin',
  'provider_unreachable',
  'provider_invalid',
  'provider_misconfigured',
  'provider_declined',
  'sign_in_lost',
  'sign_in_not_recent',
  'sign_in_disabled',
  'identity_without_role',
  'identity_not_admitted',
  'identity_without_email',
  'identity_unlinked',
  'identity_taken',
  'confirmation_required',
])

/** The problem that an address names with its code. Anything else in that parameter is ignored as untrusted. */
export async function readSignInProblem(code: unknown, area: Area): Promise<Wording | null> {
  const known = code === 'CredentialsSignin' ? 'credentials_wrong' : (code as ErrorCode)
  if (!problems.has(known)) return null
  return area === 'operators' ? wordingOf(known, 'operator') : sellerWording(known)
}
