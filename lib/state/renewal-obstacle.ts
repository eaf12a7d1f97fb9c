import { AppError, type ErrorCode } from '../errors.ts'
import type { ApplicationRow } from '../store/applications.ts'
import type { AuthorizationRow } from '../store/authorizations.ts'

/** Why the seller can't renew an authorization by a link. */
export type RenewalObstacle = 'released' | 'self_authorized' | 'application_retired' | 'own_account'

/** Of an authorization and its application, what decides whether a link renews it. */
export interface RenewalFacts {
  readonly authorization: Pick<AuthorizationRow, 'releasedAt' | 'workflow'>
  readonly application: Pick<ApplicationRow, 'retiredAt'>
  /** It is in the company's own account: nobody signs in with that. */
  readonly isOwn: boolean
}

/** Null: its seller can renew it by a link. In SQL: `isRenewableByLink` in lib/store/renewable.ts. */
export function renewalObstacle({ authorization, application, isOwn }: RenewalFacts): RenewalObstacle | null {
  if (authorization.releasedAt !== null) return 'released'
  // Amazon has no consent page for it: its owner gets another refresh token.
  if (authorization.workflow === 'self') return 'self_authorized'
  if (application.retiredAt !== null) return 'application_retired'
  return isOwn ? 'own_account' : null
}

export const renewalErrors: Readonly<Record<RenewalObstacle, ErrorCode>> = {
  released: 'authorization_released',
  self_authorized: 'authorization_self',
  application_retired: 'application_retired',
  own_account: 'link_own_account',
}

/** Throws one of `renewalErrors` unless its seller can renew it by a link. */
export function requireRenewable(
  facts: RenewalFacts & { readonly authorization: { readonly id: string } },
): void {
  const obstacle = renewalObstacle(facts)
  if (obstacle !== null) throw new AppError(renewalErrors[obstacle], { id: facts.authorization.id })
}
