import type { PartnerType } from '../marketplaces.ts'
import type { Region } from '../regions.ts'
import type { OperationFacts } from './facts.ts'

/** Why the call runner doesn't run an operation. */
export type Obstacle =
  | 'writes'
  | 'sandbox-only'
  | 'for-vendors'
  | 'for-sellers'
  | 'other-region'
  | 'not-in-sandbox'
  | 'personal-data'

type Partner = { readonly partnerType: PartnerType; readonly region: Region }

/** Null: it can be run. Without a selling partner, whether it can be run for any. */
export function obstacleOf(
  operation: Pick<OperationFacts, 'readOnly' | 'sandboxOnly' | 'sandbox' | 'for' | 'regions'> & {
    /** It always returns personal data. */
    readonly isPersonal: boolean
  },
  partner: Partner | null = null,
  {
    sandbox = false,
    mayReadPersonalData = true,
  }: { readonly sandbox?: boolean; readonly mayReadPersonalData?: boolean } = {},
): Obstacle | null {
  if (!operation.readOnly) return 'writes'
  if (operation.sandboxOnly) return 'sandbox-only'
  if (partner !== null) {
    if (operation.for === 'vendor' && partner.partnerType !== 'vendor') return 'for-vendors'
    if (operation.for === 'seller' && partner.partnerType !== 'seller') return 'for-sellers'
    if (operation.regions !== null && !operation.regions.includes(partner.region)) return 'other-region'
  }
  if (sandbox && !operation.sandbox) return 'not-in-sandbox'
  return operation.isPersonal && !mayReadPersonalData ? 'personal-data' : null
}

/**
 * Whether a call returns personal data: it always does, or a parameter asks for it. `values`: of a parameter by name.
 */
export function returnsPersonalData(
  { isPersonal, personalWhen }: Pick<OperationFacts, 'isPersonal' | 'personalWhen'>,
  values: (parameter: string) => readonly string[],
): boolean {
  if (isPersonal || personalWhen === null) return isPersonal
  return values(personalWhen.parameter).some((value) => personalWhen.values.includes(value.trim()))
}
