import { type Grams, mayMatch } from '../expression-filter.ts'
import { type SetupConcept, setupConcepts } from './setup-concepts.ts'

/** What a text asks about how an application, an account or an authorization is set up. */
export type SetupSign =
  | 'asks-other-companies'
  | 'asks-self-authorization'
  | 'asks-before-listing'
  | 'asks-seller-account'
  | 'asks-other-country'
  | 'asks-vendors'
  | 'asks-buyer-messages'
  | 'asks-code-exchange'
  | 'asks-mws-grants'
  | 'asks-where-credentials'
  | 'asks-aws-account'
  | 'asks-how-many'
  | 'asks-withdrawal'
  /** It asks something, whatever the topic is. */
  | 'asks-anything'

/** Each concept, or one of a list, has to occur within two sentences in a row. */
type About = readonly (SetupConcept | readonly SetupConcept[])[]

const topics: readonly (readonly [sign: SetupSign, ...about: About])[] = [
  ['asks-how-many', 'howMany', ['authorize', 'application', 'developer', 'private']],
  ['asks-other-companies', 'goesPublic'],
  ['asks-other-companies', 'private', 'others', 'uses'],
  ['asks-other-companies', 'self', 'others'],
  ['asks-other-companies', 'private', 'public'],
  ['asks-self-authorization', 'self'],
  ['asks-self-authorization', 'own', 'authorize', ['private', 'application']],
  ['asks-before-listing', 'listing', ['others', 'few'], 'waits', 'application'],
  ['asks-before-listing', 'unfinished', ['application', 'register']],
  ['asks-seller-account', 'selling', 'needs', 'developer'],
  ['asks-other-country', 'authorize', 'again', 'place'],
  ['asks-vendors', 'vendor', 'authorize'],
  ['asks-buyer-messages', 'messages', 'reads'],
  ['asks-code-exchange', 'code', 'exchange', 'finds'],
  ['asks-mws-grants', 'mws', 'migrates', 'authorize'],
  ['asks-where-credentials', 'credential', 'finding'],
  ['asks-aws-account', 'awsAccount', 'needs'],
  ['asks-withdrawal', 'ends'],
]

/** What shows that the words of a topic mean something else. */
const otherwise: Readonly<Partial<Record<SetupSign, SetupConcept>>> = {
  'asks-where-credentials': 'usesCredential',
  'asks-how-many': 'place',
}

interface Word {
  readonly concept: SetupConcept
  readonly word: string
  /** The same for the index of the text, which has apostrophes as they were typed. */
  readonly needed: readonly string[]
  /** Any ending may follow. */
  readonly isStem: boolean
}

const words: readonly Word[] = Object.entries(setupConcepts).flatMap(([concept, all]) =>
  all.split('|').map((one) => ({
    concept: concept as SetupConcept,
    word: one.replace(/\*$/, '').toLowerCase(),
    needed: [one.replace(/\*$/, '').toLowerCase().split('’')[0] ?? ''],
    isStem: one.endsWith('*'),
  })),
)

const letter = /[\p{Script=Latin}\p{N}]/u
/** Sentences end where a blank follows. Scripts without blanks have their own signs. */
const sentenceEnd = /[.!?](?=\s|$)|[。！？]|\n\s{0,20}/g
/** A question is short; logs and code aren't. */
const longestText = 5_000

/** Compares plain words, so its time is proportional to the length of the text. */
export function setupSigns(text: string, grams: Grams): ReadonlySet<SetupSign> {
  const signs = new Set<SetupSign>()
  const lower = text
    .slice(0, longestText)
    .toLowerCase()
    .replaceAll("'", '’')
    .replace(/[ \t]+/g, ' ')
  const places = placesIn(lower, grams)
  if (places.asks === undefined && !/[?？](?![\w=&%/])/.test(lower)) return signs
  signs.add('asks-anything')
  for (const [sign, ...about] of topics) {
    const other = otherwise[sign]
    if (other !== undefined && places[other] !== undefined) continue
    if (isNear(about, places)) signs.add(sign)
  }
  return signs
}

/** The numbers of the sentences in which a concept occurs. */
type Places = Partial<Record<SetupConcept, ReadonlySet<number>>>

function placesIn(text: string, grams: Grams): Places {
  const ends = [...text.matchAll(sentenceEnd)].map(({ index }) => index)
  const places: Partial<Record<SetupConcept, Set<number>>> = {}
  for (const { concept, word, needed, isStem } of words) {
    if (!mayMatch(needed, grams)) continue
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (!isWhole(text, at, at + word.length, isStem)) continue
      const found = places[concept] ?? new Set()
      places[concept] = found
      found.add(sentenceOf(at, ends))
    }
  }
  return places
}

function isWhole(text: string, from: number, to: number, isStem: boolean): boolean {
  const [before = '', first = '', last = '', after = ''] = [
    text[from - 1],
    text[from],
    text[to - 1],
    text[to],
  ]
  const startsInside = letter.test(first) && letter.test(before)
  const endsInside = !isStem && letter.test(last) && letter.test(after)
  return !(startsInside || endsInside)
}

/** Binary search: how many sentences end before this place. */
function sentenceOf(place: number, ends: readonly number[]): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) < place) low = middle + 1
    else high = middle
  }
  return low
}

function isNear(about: About, places: Places): boolean {
  const [first = new Set<number>(), ...others] = about.map((one) => {
    const concepts: readonly SetupConcept[] = typeof one === 'string' ? [one] : one
    return new Set(concepts.flatMap((concept) => [...(places[concept] ?? [])]))
  })
  return [...first]
    .flatMap((at) => [at - 1, at])
    .some((at) => others.every((set) => set.has(at) || set.has(at + 1)))
}
