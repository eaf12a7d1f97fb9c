import type { OperationFacts } from '../amazon/catalog/facts.ts'
import type { CallStep } from '../tokens/call-as-seller.ts'

/** The kind of token that the last request of a call had: a restricted data token is requested with an access token. */
export function tokenKindOf(
  { grantless, restricted }: Pick<OperationFacts, 'grantless' | 'restricted'>,
  { reached, isPersonal }: { readonly reached: CallStep; readonly isPersonal: boolean },
): 'access' | 'grantless' | 'restricted' {
  if (reached === 'tokens') return 'access'
  if (grantless) return 'grantless'
  return isPersonal && restricted ? 'restricted' : 'access'
}
