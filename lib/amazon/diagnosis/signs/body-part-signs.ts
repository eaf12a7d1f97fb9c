import type { Values } from '../values.ts'

/** What the body of a call lacks or has in the wrong format, for the operations that people ask about most. */
export type BodyPartSign = 'call-body-part-absent' | 'call-body-not-a-list'

/** Required parts of bodies, as in Amazon's models. Those with an asterisk are lists. */
const bodies: Readonly<Record<string, string>> = {
  createReport: 'reportType marketplaceIds*',
  createReportSchedule: 'reportType marketplaceIds* period',
  createFeed: 'feedType marketplaceIds* inputFeedDocumentId',
  createSubscription: 'payloadVersion destinationId',
  createDestination: 'name resourceSpecification',
  createRestrictedDataToken: 'restrictedResources*',
  patchListingsItem: 'productType patches*',
  putListingsItem: 'productType attributes',
}

/** A value that isn't a list: a string, an object, or a PHP array with named keys. */
const notList = String.raw`["']?\s{0,3}(?:=>|:)\s{0,3}(?:["']\w|\{|\[\s{0,3}["'](?:op|path|value|method)["']\s{0,3}=>|array\(\s{0,3}["'](?:op|path|value|method)["']\s{0,3}=>)`

const parts = Object.entries(bodies).map(([operation, all]) => ({
  operation: new RegExp(
    String.raw`\b(?:${operation}|${operation.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)})\b`,
    'i',
  ),
  fields: all.split(' ').map((one) => {
    const name = one.replace('*', '')
    return {
      name,
      isThere: new RegExp(String.raw`["'\s{,.(]${name}["']?\s{0,3}(?:=>|:)`),
      isOther: one.endsWith('*') ? new RegExp(String.raw`["'\s{,]${name}${notList}`) : null,
    }
  }),
}))

/** What is wrong with a body in the text, by the operation that the text names. */
export function bodyPartFacts(text: string): {
  readonly signs: ReadonlySet<BodyPartSign>
  readonly values: Values
} {
  const known = parts.find(({ operation }) => operation.test(text))
  const shown = known?.fields.filter(({ isThere }) => isThere.test(text)) ?? []
  if (known === undefined || shown.length === 0) return { signs: new Set(), values: {} }
  const other = shown.find(({ isOther }) => isOther?.test(text))
  if (other !== undefined)
    return { signs: new Set(['call-body-not-a-list']), values: { parameter: other.name } }
  const absent = known.fields.find((field) => !new RegExp(field.name, 'i').test(text))
  return absent === undefined
    ? { signs: new Set(), values: {} }
    : { signs: new Set(['call-body-part-absent']), values: { parameter: absent.name } }
}
