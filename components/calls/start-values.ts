import type { Entered } from '#lib/amazon/catalog/build-call.ts'
import type { OperationDetail } from '#lib/calls/list-operations.ts'
import type { FormPartner } from './operation-form.tsx'

/** What was entered beyond what the form starts with: other sellers have other marketplaces. */
export function withoutStart(entered: Entered, start: Entered): Entered {
  const isOwn = ([name, texts]: [string, readonly string[]]) =>
    texts.some((text) => text !== '') && texts.join('\n') !== (start.values[name] ?? []).join('\n')
  return { ...entered, values: Object.fromEntries(Object.entries(entered.values).filter(isOwn)) }
}

/** What a form starts with: the seller's own marketplaces and id. */
export function startValues(
  operation: Pick<OperationDetail, 'parameters'> | null,
  partner: Pick<FormPartner, 'marketplaces' | 'sellingPartnerId'> | null,
): Entered {
  const values: Record<string, readonly string[]> = {}
  for (const { name, type, max } of operation?.parameters ?? []) {
    if (/^marketplaceIds?$/i.test(name)) {
      const most = type === 'string[]' ? (max ?? Number.POSITIVE_INFINITY) : 1
      values[name] = (partner?.marketplaces ?? []).slice(0, most).map(({ id }) => id)
    }
    if (name === 'sellerId' && partner?.sellingPartnerId != null) values[name] = [partner.sellingPartnerId]
  }
  return { values, body: '', extraQuery: '' }
}
