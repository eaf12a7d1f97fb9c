import { findByName } from '../known-operations.ts'
import { type Concept, lexicon, unspaced } from '../lexicon.ts'

/** What people say about an error in whole sentences. */
export type ProseSign =
  | 'says-role-ticked'
  | 'says-reauthorized'
  | 'says-others-work'
  | 'says-other-operations-work'
  | 'says-many-fail'
  | 'says-nothing-changed'
  | 'says-start-time'
  | 'says-region-works'
  | 'says-region-fails'
  | 'says-no-longer-works'
  | 'says-account-suspended'
  | 'says-vendor-account'
  | 'says-seller-orders-work'
  | 'says-works-at-times'
  | 'says-works-singly'
  | 'says-order-canceled'
  | 'says-amazon-wrote'
  | 'says-amazon-wrote-credential'
  | 'says-amazon-wrote-suspended'
  | 'says-same-token-works'
  | 'says-token-expired'
  | 'says-tool'
  | 'says-reconnect-button'
  | 'says-seller-speaks'
  | 'says-grant-before-role'
  | 'says-asks'
  | 'says-the-others-work'
  | 'says-one-seller-fails'
  | 'says-shared-cache'

type Has = (...concepts: readonly Concept[]) => boolean

/** One rule per fact, each about a single sentence. */
const rules: readonly (readonly [sign: ProseSign, holds: (has: Has) => boolean])[] = [
  [
    'says-role-ticked',
    (has) => has('role', 'on') && !has('not') && !has('missing') && !has('question') && !has('aws'),
  ],
  [
    'says-reauthorized',
    (has) =>
      has('again') &&
      !has('reconnect') &&
      (has('authorize') || has('token')) &&
      !has('not') &&
      !has('question') &&
      !has('cured') &&
      !has('button') &&
      !has('must'),
  ],
  [
    'says-others-work',
    (has) =>
      has('other', 'seller') &&
      ((has('work') && !has('operation')) || has('passed')) &&
      !has('not') &&
      !has('fail'),
  ],
  [
    'says-other-operations-work',
    (has) =>
      (has('work') || has('able')) &&
      !has('not') &&
      !has('fail') &&
      !has('question') &&
      ((has('other', 'operation') && !has('seller')) ||
        has('one', 'operation') ||
        (has('same', 'credential', 'operation') && !has('before')) ||
        has('operationName')),
  ],
  ['says-the-others-work', (has) => has('other', 'all', 'work') && !has('not') && !has('operation')],
  ['says-one-seller-fails', (has) => has('one', 'seller') && has('fail') && !has('not')],
  ['says-many-fail', (has) => has('all', 'seller') && (has('fail') || has('expire', 'today')) && !has('not')],
  ['says-nothing-changed', (has) => has('not', 'change') && !has('question')],
  [
    'says-start-time',
    (has) =>
      has('since') &&
      ((has('today') && has('clock')) ||
        (!has('role') &&
          !has('authorize') &&
          (has('clock') || has('date') || (has('today') && has('fail'))))),
  ],
  ['says-region-works', (has) => has('region', 'work') && !has('not') && !has('fail')],
  ['says-region-fails', (has) => has('region', 'fail')],
  [
    'says-no-longer-works',
    (has) =>
      (has('before', 'work') && !has('since')) ||
      (has('work', 'nolonger') && has('not')) ||
      has('suddenly', 'fail') ||
      has('since', 'today', 'fail') ||
      has('before', 'today', 'fail'),
  ],
  ['says-account-suspended', (has) => has('suspended', 'seller') && !has('not')],
  [
    'says-vendor-account',
    (has) => has('vendor', 'identity') && !has('not') && !has('question') && !has('able'),
  ],
  [
    'says-seller-orders-work',
    (has) => has('seller', 'order') && (has('work') || has('able')) && !has('not') && !has('fail'),
  ],
  ['says-works-at-times', (has) => has('intermittent') && (has('work') || has('fail'))],
  ['says-order-canceled', (has) => has('order', 'cancel') && !has('not')],
  ['says-amazon-wrote', (has) => has('amazon', 'letter') && (has('expire') || has('suspended'))],
  ['says-amazon-wrote-credential', (has) => has('letter', 'credential')],
  ['says-amazon-wrote-suspended', (has) => has('letter', 'suspended', 'application')],
  ['says-works-singly', (has) => has('singly') && (has('work') || has('passed')) && !has('not')],
  ['says-same-token-works', (has) => has('same', 'token', 'work') && !has('not')],
  [
    'says-token-expired',
    (has) =>
      (has('token', 'expire') ||
        has('connection', 'expire') ||
        has('authorize', 'expire') ||
        has('role', 'expire') ||
        has('authorize', 'not', 'nolonger') ||
        has('tool', 'authorize', 'fail') ||
        has('reconnect', 'seller') ||
        has('reconnect', 'must') ||
        (has('sync', 'amazon') && (has('not') || has('stop')))) &&
      !has('question') &&
      !has('letter'),
  ],
  ['says-tool', (has) => has('tool') || has('sync', 'expire')],
  ['says-reconnect-button', (has) => has('reconnect')],
  ['says-seller-speaks', (has) => has('selling')],
  ['says-asks', (has) => has('question', 'token')],
  ['says-shared-cache', (has) => has('cache', 'token') && !has('not') && !has('question')],
  ['says-grant-before-role', (has) => has('authorize', 'before', 'role') && !has('not')],
]

const exact = new Map<string, Concept[]>()
const stems: (readonly [stem: string, concept: Concept])[] = []
for (const [concept, words] of Object.entries(lexicon) as [Concept, string][]) {
  for (const word of words.split(' ')) {
    if (word.endsWith('*')) stems.push([word.slice(0, -1), concept])
    else exact.set(word, [...(exact.get(word) ?? []), concept])
  }
}
const stemsByStart = Map.groupBy(stems, ([stem]) => stem.slice(0, 2))
const unspacedWords = (Object.entries(unspaced) as [Concept, string][]).map(
  ([concept, words]) => [concept, new RegExp(words)] as const,
)

const sentenceEnd =
  /(?:(?<!\b\d{1,2})\.|[!?])(?=\s|["')\]]|$)|[;\n。！？；，]|,\s(?=(?:(?:all|alle|todos|tous|tutti|the|die|los|les|gli)\s){0,2}(?:others?|andere|otr[oa]s|autres|altri|altre)(?:n\b|\b))|,\s(?=[\w.]{3,40}\s(?:does|do|is|are|was)(?:n['’]t| not| refused| denied)|[\w.]{3,40}\s(?:fails?|failed)\b)|(?:,\s)?\b(?:but|while|whereas|however|although|aber|während|obwohl|sondern|pero|mientras|aunque|mais|tandis|mentre|però)\b|ですが|けれど|しかし|但是|但|不过|，而/giu
/** Signs that something works. */
const smoothly =
  /(?:without|with no|no) (?:any )?(?:issues?|problems?|errors?|trouble)|ohne (?:Probleme?|Fehler)|sin (?:ning[uú]n )?(?:problemas?|errores|error)|sans (?:problèmes?|erreurs?)|senza (?:problemi|errori)/gi
/** French for “has”. The bare word is an article or a preposition in other languages. */
const frenchHas = /(?<= )a (?=(?:bien |déjà |aussi )?(?:les?|ce|tous|toutes) )/g
const apiPath = /\/(?:[a-zA-Z]{3,24})\/(?:v\d|\d{4}-\d\d-\d\d)\//
const notValid =
  /\b(?:no (?:es |está )?válid[oa]s?|nicht (?:mehr )?gültig|(?:n['’]est )?(?:pas|plus) valides?|non (?:è |più )?valid[oi])(?!\p{L})/giu
/** Each part on its own, in a few words. */
const singly =
  /\bone by one\b|\bone at a time\b|\beinzeln\b|\bde un[oa] en un[oa]\b|\bun[oa] (?:a|por) un[oa]\b|\bun[e]? par un[e]?\b|\buno alla volta\b|1件ずつ|一つずつ|一件ずつ|逐个|一个一个/giu
const word = /[\p{L}\p{N}_][\p{L}\p{N}_’'-]*/gu
const clock = /\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\s?(?:am|pm|uhr|utc|gmt)\b|\d{1,2}\s?[時点點]/i
const dateIn =
  /\d{4}-\d\d-\d\d|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b\d{1,2}(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?(?:jan|feb|mar|mär|apr|abr|avr|may|mai|jun|jul|aug|ago|aoû|sep|oct|okt|ott|nov|dec|dez|déc|dic)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\s\d{1,2}\b|\d{1,2}月\d{1,2}/i
/** Dates as people write them. */
const ago =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi|lunedì|martedì|mercoledì|giovedì|venerdì)\b|\b(?:hours?|days?|weeks?|months?) ago\b|\blast (?:night|week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\bvor (?:\p{L}{2,9}|\d{1,3}) (?:Stunde|Tag|Woche)n?\b|\bletzte[rn]? (?:Nacht|Woche)\b|\bhace (?:\p{L}{2,9}|\d{1,3}) (?:hora|día|semana)s?\b|\bil y a (?:\p{L}{2,9}|\d{1,3}) (?:heure|jour|semaine)s?\b|\b(?:ore|or[ae]|giorn[oi]|settiman[ae]) fa\b|(?:時間|日|週間|小时|天|周)前|先週|上周/iu
/** Case-sensitive, because in lower case they are pronouns and articles. */
const codeOfRegion = /^(?:US|UK|EU|NA|FE|JP|DE|FR|ES|IT|CA|AU|IN|MX|BR)$/
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** URLs and paths, because a vendor path doesn’t make an account a vendor's. */
const pathLike = /\S{0,300}\/\S{1,100}\/\S{0,300}/g
/** Names of APIs for vendors, which don’t make an account a vendor's either. */
const vendorApi =
  /\bVendor (?:Retail Procurement |Direct Fulfill?ment )?(?:Orders|Shipments|Shipping|Invoices|Payments|Transactions?|Inventory)\b/g
/** Italian for “since”. The bare word means something else in other languages. */
const italianSince =
  /\bda (?=(?:stamattina|ieri|oggi|questa|stanotte|luned|marted|mercoled|gioved|venerd)\p{L}*)/giu
/** Longer sentences are logs. */
const longestSentence = 600
const mostSentences = 400

/** What people say in the sentences of a text, in which names of roles have already been replaced. */
export function proseSigns(text: string): ReadonlySet<ProseSign> {
  const signs = new Set<ProseSign>()
  const known = new Map<string, readonly Concept[]>()
  for (const concepts of readSentences(text, known)) {
    if (concepts.size === 0) continue
    const has: Has = (...wanted) => wanted.every((concept) => concepts.has(concept))
    for (const [sign, holds] of rules) if (!signs.has(sign) && holds(has)) signs.add(sign)
  }
  return signs
}

/** Caches the meaning of words, because texts repeat them. */
type KnownWords = Map<string, readonly Concept[]>

function* readSentences(text: string, known: KnownWords): Iterable<ReadonlySet<Concept>> {
  let from = 0
  let count = 0
  for (const end of text.matchAll(sentenceEnd)) {
    yield conceptsOf(text.slice(from, end.index), end[0], known)
    from = end.index + end[0].length
    count += 1
    if (count > mostSentences) return
  }
  yield conceptsOf(text.slice(from), '', known)
}

function conceptsOf(sentence: string, end: string, known: KnownWords): ReadonlySet<Concept> {
  const concepts = new Set<Concept>()
  if (sentence.length > longestSentence || sentence.trim() === '') return concepts
  if (/[?？]/.test(end)) concepts.add('question')
  if (apiPath.test(sentence)) concepts.add('operationName')
  for (const [raw] of plain(sentence).matchAll(word)) {
    let meant = known.get(raw)
    if (meant === undefined) {
      meant = meaningsOf(raw)
      known.set(raw, meant)
    }
    for (const concept of meant) concepts.add(concept)
  }
  if (cjk.test(sentence)) {
    for (const [concept, words] of unspacedWords) if (words.test(sentence)) concepts.add(concept)
  }
  // A time matters only if something began then.
  if (concepts.has('since')) {
    if (clock.test(sentence)) concepts.add('clock')
    if (dateIn.test(sentence) || ago.test(sentence)) concepts.add('date')
  }
  return concepts
}

function plain(sentence: string): string {
  const withoutPaths = sentence.includes('/') ? sentence.replace(pathLike, ' ') : sentence
  return withoutPaths
    .replace(smoothly, ' fine ')
    .replace(singly, ' singly ')
    .replace(notValid, ' invalid ')
    .replace(frenchHas, 'avons ')
    .replace(vendorApi, ' api ')
    .replace(italianSince, 'dal ')
}

function meaningsOf(raw: string): readonly Concept[] {
  const isOperation = /[a-z][A-Z]|_/.test(raw) && findByName(raw).length > 0
  const whole = raw
    .toLowerCase()
    .replaceAll("'", '’')
    .replace(/(?<=\p{L}{4})’s$/u, '')
  const meant = wordMeanings(whole)
  // Compounds, as in German: Entwickler-Autorisierung.
  const parts = meant.length > 0 ? [] : whole.split('-').filter((part) => part.length > 4)
  return [
    ...meant,
    ...(parts.length > 1 ? parts.flatMap(wordMeanings) : []),
    ...(codeOfRegion.test(raw) ? (['region'] as const) : []),
    ...(isOperation ? (['operationName'] as const) : []),
  ]
}

function wordMeanings(lower: string): readonly Concept[] {
  const byStem = (stemsByStart.get(lower.slice(0, 2)) ?? []).filter(([stem]) => lower.startsWith(stem))
  return [...(exact.get(lower) ?? []), ...byStem.map(([, concept]) => concept)]
}
