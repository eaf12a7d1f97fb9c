import { findByName, findByPath } from '../known-operations.ts'
import type { Values } from '../values.ts'

/** The longest lists in bodies, which the catalog doesn't have. */
const longestInBodies: Readonly<Record<string, number>> = {
  createRestrictedDataToken: 50,
  getItemOffersBatch: 20,
  getListingOffersBatch: 20,
  getFeaturedOfferExpectedPriceBatch: 40,
  getCompetitiveSummary: 20,
}
const listNames: Readonly<Record<string, string>> = {
  createRestrictedDataToken: 'restrictedResources',
}
const counted =
  /(?<![\w.:/-])(\d{2,5})\s(?:[a-z]{2,12}\s)?([A-Za-z_]{4,30})\b|\b([a-z]+(?:[A-Z]\w{2,20}|_\w{3,20}))\b["'\s:=([]{1,6}(\d{2,5})(?=\s(?:entries|items|elements|values|Einträge|entradas|entrées|voci|件|个|条)|\s?\))/g

/** Whether a text tells that a call sends more values than its operation accepts. `names` may name operations. */
export function countFacts(
  text: string,
  names: readonly string[],
): {
  readonly signs: ReadonlySet<'call-values-too-many'>
  readonly values: Values
} {
  const counts = [...text.matchAll(counted)]
    .slice(0, 40)
    .map(([, before, name, named, after]) => [Number(before ?? after), name ?? named ?? ''] as const)
  const found =
    counts.length === 0 ? undefined : limitsIn(text, names).find((limit) => exceeds(limit, counts) !== null)
  if (found === undefined) return { signs: new Set(), values: {} }
  return {
    signs: new Set(['call-values-too-many']),
    values: {
      operation: found.operation,
      parameter: found.name,
      parameterValue: String(exceeds(found, counts)),
      most: String(found.most),
    },
  }
}

interface Limit {
  readonly operation: string
  readonly name: string
  readonly most: number
}

function exceeds({ name, most }: Limit, counts: readonly (readonly [number, string])[]): number | null {
  const plain = (word: string) => word.replaceAll('_', '').toLowerCase().replace(/s$/, '')
  return counts.find(([count, word]) => plain(word) === plain(name) && count > most)?.[0] ?? null
}

const path = /\/[a-zA-Z]{3,24}\/[\w./{}:%-]{4,120}/g

/** The limits of the operations that a text names. */
function limitsIn(text: string, names: readonly string[]): readonly Limit[] {
  const byPath = [...text.matchAll(path)].slice(0, 8).flatMap(([one]) => findByPath(one, null).slice(0, 3))
  const operations = [...byPath, ...names.slice(0, 200).flatMap((one) => findByName(one))].slice(0, 12)
  return operations.flatMap(({ name, parameters }) => [
    ...parameters.flatMap((one) =>
      one.max === null ? [] : [{ operation: name, name: one.name, most: one.max }],
    ),
    ...(longestInBodies[name] === undefined
      ? []
      : [{ operation: name, name: listNames[name] ?? 'requests', most: longestInBodies[name] }]),
  ])
}
