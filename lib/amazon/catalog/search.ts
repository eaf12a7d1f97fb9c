/** The fields of an operation that a search looks at. */
export interface Searchable {
  readonly id: string
  readonly api: string
  readonly path: string
  /** Comes after equally good ones: it is replaced, or can't be run. */
  readonly isSecondary: boolean
}

/**
 * Operations that match a text by id, path or words, the best first. Words that no operation has are ignored, so that
 * "orders last week" finds searchOrders; an empty text finds all, in their order.
 */
export function searchOperations<Entry extends Searchable>(entries: readonly Entry[], text: string): Entry[] {
  const words = wordsOf(text)
  if (words.length === 0) return [...entries]
  const scores = words.map((word) => entries.map((entry) => scoreOf(entry, word)))
  const known = scores.filter((ofWord) => ofWord.some((score) => score > 0))
  const exact = text.trim().toLowerCase()
  const isExact = ({ id, path }: Entry) => [id, path].some((one) => one.toLowerCase() === exact)
  const totals = entries.map((entry, place) => {
    const most = isExact(entry) ? 1_000 : 0
    if (known.length === 0 || known.some((ofWord) => ofWord[place] === 0)) return most
    return known.reduce((sum, ofWord) => sum + (ofWord[place] ?? 0), most + (entry.isSecondary ? -5 : 0))
  })
  return entries
    .map((entry, place) => ({ entry, place, score: totals[place] ?? 0 }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.place - other.place)
    .map(({ entry }) => entry)
}

function wordsOf(text: string): string[] {
  const parts = text
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\p{L}\p{N}+{}-]+/u)
  return [...new Set(parts)].filter((word) => word.length > 1)
}

function scoreOf({ id, api, path }: Searchable, word: string): number {
  const ofId = id.split(/(?=[A-Z])/).map((part) => part.toLowerCase())
  const ofApi = api.toLowerCase()
  // "order" finds "orders" and the other way round.
  const stem = word.replace(/s$/, '')
  const isStem = stem.length > 2
  const scoreOfId = ofId.includes(word)
    ? 40
    : ofId.some((part) => part.replace(/s$/, '') === stem)
      ? 35
      : isStem && id.toLowerCase().includes(stem)
        ? 20
        : 0
  const scoreOfApi =
    ofApi === word ? 30 : ofApi.split(/\W+/).includes(word) ? 15 : isStem && ofApi.includes(stem) ? 10 : 0
  const scoreOfPath = isStem && path.toLowerCase().includes(stem) ? 5 : 0
  return scoreOfId + scoreOfApi + scoreOfPath
}
