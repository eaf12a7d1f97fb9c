/** Whether a part of a text says that something worked or failed. Null if it says neither, or both. */
export type Outcome = 'works' | 'fails'

export interface Part {
  readonly text: string
  readonly outcome: Outcome | null
}

const end =
  /\n|(?<=[.!?;])\s|[。！？；]|,\s(?=(?:the other|das andere|el otro|l['’]autre|l['’]altro)\b)|\b(?:but|while|whereas|aber|während|pero|mientras|mais|tandis|però|mentre)\b|ですが|但是|不过/giu
const good =
  /(?<![\w.-])(?:20[0124](?![\w-])(?!-\d)|OK\b)|\b(?:works?|worked|fine|succe(?:eds?|eded|ssful\w{0,2})|funktioniert|klappt|geht|läuft|funcionan?|fonctionnent?|marchent?|funzionan?o?|passes|(?:can|could|able to) (?:successfully )?(?:get|download|fetch|retrieve|access|read|pull|list))\b|成功|正常|没问题|問題な|通る/u
const bad =
  /(?<![\w.-])(?:40[0-9]|429|50[0-4])(?![\w-]|\.\d)|\b(?:denied|refus\w{1,4}|forbidden|Unauthorized|throws?|fails?|failed|failing|exceptions?|errors?|verweigert|abgelehnt|schlägt|scheitert|Fehler|rechaza\w{0,2}|denegad\w|falla|refusé\w{0,2}|échou\w{1,3}|erreur|rifiut\w{1,3}|errore|fallisce|(?:can(?:not|['’]t| not)|could(?:n['’]t| not)|unable to|not able to) (?:successfully )?(?:get|download|fetch|retrieve|access|read|pull|list))\b|拒否|エラー|失敗|拒绝|报错|失败|错误/iu
const negated =
  /\b(?:not|n['’]t|never|no longer|nicht|nie|kein\w{0,2}|sin|nunca|ne|pas|jamais|non|mai)\s(?:\w+\s){0,2}(?:work|fine|succe|funktion|geht|klappt|läuft|funcion|fonction|marche|funzion)|\b(?:works?|funktioniert|geht|klappt|läuft|funciona|fonctionne|marche|funziona)\s(?:nicht|pas|no longer)|\bno funciona|不正常/iu
const mostParts = 300

const clauseEnd = /,\s|\s(?:and|und|y|et|e)\s|、|，/u
const longestPart = 600

/** The lines and sentences of a text, each with what it says about its subject. */
export function readParts(text: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of [...text.matchAll(end), null]) {
    const part = text.slice(from, found?.index ?? text.length).trim()
    from = (found?.index ?? 0) + (found?.[0].length ?? 0)
    if (part !== '') parts.push(...withOutcomes(part))
    if (parts.length >= mostParts) break
  }
  return parts
}

/** A sentence about something that works and something that fails is read clause by clause. */
function withOutcomes(part: string): readonly Part[] {
  if (part.length > longestPart) return [{ text: part, outcome: null }]
  const { isGood, isBad } = classify(part)
  if (!(isGood && isBad)) return [{ text: part, outcome: toOutcome(isGood, isBad) }]
  return part.split(clauseEnd).map((text) => {
    const clause = classify(text)
    return { text, outcome: toOutcome(clause.isGood, clause.isBad) }
  })
}

function classify(part: string): { readonly isGood: boolean; readonly isBad: boolean } {
  const isNegated = negated.test(part)
  return { isGood: good.test(part) && !isNegated, isBad: isNegated || bad.test(part) }
}

function toOutcome(isGood: boolean, isBad: boolean): Outcome | null {
  if (isGood === isBad) return null
  return isBad ? 'fails' : 'works'
}

const mostLinesBetween = 4

/**
 * The outcome of what `subjects` finds in the parts, by name. A part without an outcome has that of the parts below it,
 * up to the next one with a subject of its own. Of several outcomes, a failure counts.
 */
export function outcomesBy(
  parts: readonly Part[],
  subjects: (part: string) => readonly string[],
): { readonly works: ReadonlySet<string>; readonly fails: ReadonlySet<string> } {
  const works = new Set<string>()
  const fails = new Set<string>()
  // Most texts say nothing about outcomes, and finding subjects takes longer.
  const has = (wanted: Outcome) => parts.some(({ outcome }) => outcome === wanted)
  if (!(has('works') || has('fails'))) return { works, fails }
  const named = parts.map(({ text }) => subjects(text))
  for (const [at, own] of named.entries()) {
    if (own.length === 0) continue
    const outcome = parts[at]?.outcome ?? outcomeBelow(parts, named, at)
    for (const one of own) {
      if (outcome === 'works') works.add(one)
      if (outcome === 'fails') fails.add(one)
    }
  }
  return { works: new Set([...works].filter((one) => !fails.has(one))), fails }
}

function outcomeBelow(
  parts: readonly Part[],
  named: readonly (readonly string[])[],
  at: number,
): Outcome | null {
  const below = parts.slice(at + 1, at + 1 + mostLinesBetween)
  const next = below.findIndex((_, step) => (named[at + 1 + step]?.length ?? 0) > 0)
  const outcomes = (next < 0 ? below : below.slice(0, next)).map(({ outcome }) => outcome)
  if (outcomes.includes('fails')) return 'fails'
  return outcomes.includes('works') ? 'works' : null
}
