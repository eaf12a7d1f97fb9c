import { findMarketplace, type Marketplace } from '../../marketplaces.ts'
import { findByAnyName, isPseudoMarketplace } from '../marketplace-values.ts'
import type { Values } from '../values.ts'
import type { Part } from './parts.ts'

/** What a text shows about the marketplaces of a seller, beside the one that it calls. */
export type ParticipationSign =
  /** The seller's participations are listed, and the called marketplace isn't among them. */
  | 'participations-lack-marketplace'
  /** Of several ids, only one that isn’t Amazon’s fails. */
  | 'marketplace-unlisted'
  | 'marketplace-is-pseudo'

const listed =
  /participat\w{0,6}[^\n]{0,160}?(?:\n[^\n]{0,80}?)??(?:\[([^\]\n]{2,300})\]|[:=>]\s{0,3}((?:["']?(?:[A-Z]{2}|A[A-Z0-9]{9,14})["']?\s{0,2}(?:,|and|und|y|et|e|、)?\s{0,2}){1,24}))/gi
const constant = /\bMarketplaces?(?:Enum)?(?:\.|::)([A-Za-z_]{2,24})\b|\bEndpoint(?:\.|::)([A-Z]{2})\b/g
/** In a path, it is a seller’s id. */
const idLike = /(?<![\w/-])A[A-Z0-9]{11,13}(?![\w-])/g

/** Compares the listed participations and the outcomes of several ids with the marketplace that is refused. */
export function participationFacts(
  text: string,
  parts: readonly Part[],
): { readonly signs: ReadonlySet<ParticipationSign>; readonly values: Values } {
  const signs = new Set<ParticipationSign>()
  const values: Values = {}
  const alone = failingAlone(parts)
  if (alone !== null) {
    signs.add('marketplace-unlisted')
    if (isPseudoMarketplace(alone)) signs.add('marketplace-is-pseudo')
    return { signs, values: { marketplaceValue: alone } }
  }
  const own = participations(text)
  const called = own.size === 0 ? undefined : calledIn(parts).find(({ id }) => !own.has(id))
  if (called !== undefined) {
    signs.add('participations-lack-marketplace')
    values.marketplaceValue = called.country
  }
  return { signs, values }
}

/** The ids of the marketplaces that a text lists as the seller's. */
function participations(text: string): ReadonlySet<string> {
  const found = [...text.matchAll(listed)]
    .slice(0, 4)
    .flatMap(([, inBrackets, bare]) =>
      ((inBrackets ?? bare ?? '').match(/[A-Z][A-Z0-9]{1,14}/g) ?? []).flatMap(
        (one) => toMarketplace(one)?.id ?? [],
      ),
    )
  return new Set(found)
}

function toMarketplace(value: string): Marketplace | null {
  return findMarketplace(value) ?? (value.length < 4 ? findByAnyName(value) : null)
}

/** The marketplaces that failing parts name, or else those that parts without an outcome name. */
function calledIn(parts: readonly Part[]): readonly Marketplace[] {
  const others = parts.filter(({ text, outcome }) => outcome !== 'works' && !/participat/i.test(text))
  const failing = others.filter(({ outcome }) => outcome === 'fails').flatMap(({ text }) => namedIn(text))
  return failing.length > 0 ? failing : others.flatMap(({ text }) => namedIn(text))
}

function namedIn(part: string): readonly Marketplace[] {
  const ids = part.match(idLike) ?? []
  const constants = [...part.matchAll(constant)].map(([, name, site]) => name ?? site ?? '')
  return [
    ...ids.flatMap((id) => findMarketplace(id) ?? []),
    ...constants.flatMap((name) => findByAnyName(name) ?? []),
  ]
}

/** An id outside Amazon's list in a part that fails, next to listed ids that work. */
function failingAlone(parts: readonly Part[]): string | null {
  const isKnownToWork = parts.some(
    ({ text, outcome }) =>
      outcome === 'works' && (text.match(idLike) ?? []).some((id) => findMarketplace(id) !== null),
  )
  const failing = parts
    .filter(({ outcome }) => outcome === 'fails')
    .flatMap(({ text }) => (/seller|merchant|shop|store/i.test(text) ? [] : (text.match(idLike) ?? [])))
    .filter((id) => /\d/.test(id) && findMarketplace(id) === null)
  return failing.find(isPseudoMarketplace) ?? (isKnownToWork ? (failing[0] ?? null) : null)
}
