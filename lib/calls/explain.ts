import { findOperation } from '../amazon/catalog/catalog.ts'
import type { Diagnosis } from '../amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '../amazon/diagnosis/to-diagnosis.ts'
import type { Failure } from '../failure.ts'
import type { CallStep } from '../tokens/call-as-seller.ts'
import { tokenKindOf } from './token-kind.ts'

interface Called {
  /** A key of the catalog. */
  readonly operation: string
  readonly partnerType: 'seller' | 'vendor'
  readonly request: { readonly method: string; readonly url: string }
  /** It returns personal data: with a restricted data token where the operation takes one. */
  readonly isPersonal: boolean
  readonly reached: CallStep
  readonly failure: Failure | null
}

/** Why Amazon refused a call: for a missing role, with the roles of that operation. */
export function explainCall({
  operation,
  partnerType,
  request,
  isPersonal,
  reached,
  failure,
}: Called): Diagnosis | null {
  if (failure === null) return null
  const facts = findOperation(operation)
  // Without a token, nothing was sent, and only the path is known.
  const { pathname, search } = new URL(request.url, 'https://none.invalid')
  const diagnosis = diagnoseFailure(failure, {
    partnerType,
    request: `${request.method} ${pathname}${search}`,
    tokenKind: facts === null ? 'access' : tokenKindOf(facts, { reached, isPersonal }),
  })
  if (
    diagnosis?.id !== 'access-denied' ||
    reached !== 'operation' ||
    facts === null ||
    facts.roles === null ||
    facts.roles.length === 0
  ) {
    return diagnosis
  }
  const { id, roles, regions } = facts
  const needed = roles.length === 1 ? `the role ${roles[0]}` : `one of these roles: ${roles.join(', ')}`
  return {
    ...diagnosis,
    cause: `Login with Amazon issues tokens, so the authorization itself works, but SP-API denies ${id}. It needs ${needed}. Either the application lacks it, or got it after the seller authorized.`,
    steps: [
      `Solution Provider Portal: check that the application has ${roles.length === 1 ? 'this role' : 'one of these roles'}. If it was added later, ask the seller to authorize again.`,
      ...(regions === null
        ? []
        : [`Amazon offers ${id} only in ${regions.map((region) => region.toUpperCase()).join(' and ')}.`]),
      'Run getMarketplaceParticipations for the same seller. If Amazon denies that too, the account may be deactivated.',
    ],
    evidence: 'Whether other operations work for this seller, and this one for other sellers.',
    check: 'Do other operations work for this seller?',
  }
}
