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
  /** It asks something about applications, accounts or credentials, whatever the topic is. */
  | 'asks-about-setup'

/** Each concept, or one of a list, has to occur within two sentences in a row. */
type About = readonly (SetupConcept | readonly SetupConcept[])[]

interface Topic {
  readonly sign: SetupSign
  readonly about: About
  /** What shows that these words mean something else. */
  readonly unless?: About
  /** If the words belong together only within a sentence. */
  readonly isWithinSentence?: true
}

const topics: readonly Topic[] = [
  {
    sign: 'asks-how-many',
    about: ['howMany', ['authorize', 'application', 'developer', 'private']],
    unless: ['place'],
  },
  { sign: 'asks-other-companies', about: ['goesPublic'] },
  { sign: 'asks-other-companies', about: ['private', 'others', 'uses'] },
  { sign: 'asks-other-companies', about: ['self', 'others'] },
  { sign: 'asks-other-companies', about: ['private', 'public'] },
  { sign: 'asks-self-authorization', about: ['self'] },
  {
    sign: 'asks-self-authorization',
    about: ['own', 'authorize', ['private', 'application']],
    unless: ['sellers', 'theirs'],
  },
  {
    sign: 'asks-before-listing',
    about: ['listing', ['others', 'few'], 'waits', 'application'],
    unless: ['products'],
  },
  { sign: 'asks-before-listing', about: ['unfinished', ['application', 'register']] },
  { sign: 'asks-seller-account', about: ['selling', 'needs', 'developer', 'register'] },
  { sign: 'asks-other-country', about: ['authorize', 'again', 'place'], unless: ['renews'] },
  { sign: 'asks-vendors', about: ['vendor', 'authorize'], unless: ['trades'] },
  { sign: 'asks-vendors', about: ['vendor', 'givesAccess'] },
  { sign: 'asks-buyer-messages', about: ['messages', 'reads'] },
  { sign: 'asks-code-exchange', about: ['code', 'exchange', 'finds'] },
  { sign: 'asks-mws-grants', about: ['mws', 'migrates', 'authorize'] },
  {
    sign: 'asks-where-credentials',
    about: ['credential', 'finding'],
    unless: ['usesCredential'],
    isWithinSentence: true,
  },
  { sign: 'asks-aws-account', about: ['awsAccount', 'needs'], unless: ['awsServices'] },
  { sign: 'asks-withdrawal', about: ['ends'] },
]

/** Other questions are about data. */
const setup: readonly SetupConcept[] = [
  'authorize',
  'application',
  'developer',
  'register',
  'vendor',
  'credential',
  'begins',
]

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
  const lower = text.slice(0, longestText).toLowerCase().replaceAll("'", '’')
  const places = placesIn(withoutPaths(lower).replace(/[ \t]+/g, ' '), grams)
  if (places.asks === undefined && !/[?？](?![\w=&%/])/.test(lower)) return signs
  if (setup.some((concept) => places[concept] !== undefined)) signs.add('asks-about-setup')
  for (const { sign, about, unless, isWithinSentence } of topics) {
    if (unless !== undefined && isNear(unless, places, 1)) continue
    if (isNear(about, places, isWithinSentence ? 0 : 1)) signs.add(sign)
  }
  return signs
}

/** The words of a URL or path aren’t what people say. */
function withoutPaths(text: string): string {
  return text.replace(/[!-~]+/g, (word) => (word.includes('/') ? ' ' : word))
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

/** `reach`: how many sentences away the other concepts may be. */
function isNear(about: About, places: Places, reach: 0 | 1): boolean {
  const [first = new Set<number>(), ...others] = about.map((one) => {
    const concepts: readonly SetupConcept[] = typeof one === 'string' ? [one] : one
    return new Set(concepts.flatMap((concept) => [...(places[concept] ?? [])]))
  })
  return [...first]
    .flatMap((at) => [at - reach, at])
    .some((at) => others.every((set) => set.has(at) || set.has(at + reach)))
}
