import type { Cause, Certainty, Sign } from './cause.ts'
import { onlyInText, readFromValues, settledBy, sharedByMany } from './evidence-facts.ts'
import { type QuestionFacts, type QuestionId, questions } from './question-table.ts'
import { isAnswered } from './questions.ts'

/**
 * The only place that compares causes. A cause is possible if its symptom and everything in `given` are present, and
 * nothing contradicts it. Of the possible causes, the most certain one wins; if several are equally certain, the one
 * with the most supporting evidence; then the first in the table, where specific causes come before general ones.
 */
export interface Weighed {
  readonly cause: Cause
  readonly certainty: Certainty
  /** The symptom's other causes that the evidence doesn't rule out, the most likely first. */
  readonly alternatives: readonly Cause[]
  /** All causes of the symptom. */
  readonly rivals: readonly Cause[]
}

/** What is known. An answer to a question counts more than the pasted text. */
export interface Evidence {
  readonly signs: ReadonlySet<Sign>
  readonly answered: ReadonlySet<Sign>
}

const ranks: Readonly<Record<Certainty, number>> = { shown: 0, likely: 1, undecided: 2 }

/** The best cause of each symptom. `isCovered` tells whether another symptom explains this one. */
export function weighAll(
  causes: readonly Cause[],
  evidence: Evidence,
  isCovered: (symptom: Sign) => boolean,
): readonly Weighed[] {
  const bySymptom = Map.groupBy(causes, ({ symptom }) => symptom)
  const best = [...bySymptom]
    .filter(([symptom]) => evidence.signs.has(symptom) && !isCovered(symptom))
    .flatMap(([, rivals]) => weigh(rivals, evidence) ?? [])
  return byCertainty(best)
}

/** The most certain first. Equally certain ones stay in order. */
export function byCertainty(all: readonly Weighed[]): readonly Weighed[] {
  return all.toSorted((a, b) => ranks[a.certainty] - ranks[b.certainty])
}

function weigh(rivals: readonly Cause[], evidence: Evidence): Weighed | null {
  const { signs } = evidence
  const best = bestOf(rivals, evidence)
  if (best === undefined) return null
  const certainty = certaintyOf(best, signs)
  const alternatives = rivals
    .filter((cause) => cause !== best && cause.check === undefined && isOpen(cause, signs))
    .toSorted(
      (a, b) =>
        Number(isPossible(b, signs)) - Number(isPossible(a, signs)) ||
        supportOf(b, evidence, telling) - supportOf(a, evidence, telling) ||
        askable(b) - askable(a),
    )
  return { cause: best, certainty, alternatives: certainty === 'shown' ? [] : varied(alternatives), rivals }
}

function bestOf(rivals: readonly Cause[], evidence: Evidence): Cause | undefined {
  const { signs } = evidence
  const possible = rivals
    .filter((cause) => isPossible(cause, signs))
    .map((cause) => [cause, ranks[certaintyOf(cause, signs)], supportOf(cause, evidence)] as const)
  // What a comparison finds in general words never takes the place of what the text itself shows.
  const [best] = possible.toSorted(
    ([one, a, forA], [other, b, forB]) =>
      a - b || byAnswer(one, evidence) - byAnswer(other, evidence) || forB - forA,
  )
  return best?.[0]
}

/** 0 for what the text itself shows. Among what only answers show, a comparison is one of several. */
function byAnswer({ given }: Cause, { signs, answered }: Evidence): number {
  if (![...comparisons].some((sign) => answered.has(sign))) return 0
  return given.length > 0 && given.every((sign) => signs.has(sign) && !answered.has(sign)) ? 0 : 1
}

const comparisons: ReadonlySet<Sign> = new Set<Sign>(
  Object.values<QuestionFacts['answers'][string]>(questions.compared.answers).flatMap(({ shows }) => shows),
)

/** The first cause of each question comes first. Otherwise five causes about roles would hide all others. */
function varied(causes: readonly Cause[]): readonly Cause[] {
  const firsts = [...Map.groupBy(causes, ({ decidedBy, id }) => decidedBy ?? id).values()].flatMap(
    ([one]) => one ?? [],
  )
  const isFirst = new Set(firsts)
  return [...firsts, ...causes.filter((cause) => !isFirst.has(cause))]
}

/** Causes with a question are the common ones. */
function askable({ decidedBy }: Cause): number {
  return decidedBy === undefined ? 0 : 1
}

function isPossible({ symptom, given, contradicts = [] }: Cause, signs: ReadonlySet<Sign>): boolean {
  return (
    given.every((sign) => signs.has(sign)) &&
    !contradicts.some((sign) => signs.has(sign)) &&
    !(works(signs, sameRequestWorked) && [symptom, ...given].some((sign) => neverWorks.test(sign)))
  )
}

/** Signs that would make every call fail, so they aren't the cause if the same call works at other times. */
const neverWorks =
  /^(?:marketplace-(?:not-an-id|is-pseudo)|path-(?:missing-segment|misspelt|trailing-slash|double-slash)|call-)/
const sameRequestWorked: readonly Sign[] = ['says-works-at-times', 'says-same-request-worked']

/** Not ruled out: its missing evidence may still turn up. */
function isOpen({ given, contradicts = [] }: Cause, signs: ReadonlySet<Sign>): boolean {
  return (
    !contradicts.some((sign) => signs.has(sign)) &&
    given.every(
      (sign) => signs.has(sign) || !(isSeenOrNot(sign) || settledBy[sign]?.some((one) => signs.has(one))),
    )
  )
}

/** Facts that the text or our records would have shown. If they are missing, they aren't true. */
function isSeenOrNot(sign: Sign): boolean {
  return (sign.startsWith('known-') && !byAnswers.has(sign)) || onlyInText.has(sign)
}

const byAnswers: ReadonlySet<Sign> = new Set<Sign>(
  Object.values<QuestionFacts>(questions).flatMap(({ answers }) =>
    Object.values(answers).flatMap(({ shows }) => shows),
  ),
)

function supportOf(
  { given, supports = [] }: Cause,
  { signs, answered }: Evidence,
  counts: (sign: Sign) => boolean = () => true,
): number {
  const weight = (sign: Sign) => {
    if (!signs.has(sign) || !counts(sign)) return 0
    return answered.has(sign) ? 4 : isSaid(sign) ? 1 : 2
  }
  return [...supports, ...given].reduce((sum, sign) => sum + weight(sign), 0)
}

/** What many causes share, such as the called operation, doesn't make any of them more likely. */
function telling(sign: Sign): boolean {
  return !sharedByMany.has(sign)
}

/**
 * `shown` requires evidence that we can see, not only what people say, and that few causes share: a value in the
 * request, Amazon's message for a single cause, our own records, or an answer. What people say only makes a cause
 * likely.
 */
function certaintyOf(
  { symptom, given, supports = [], check, who, atMost = 'shown', likelyBeside = [] }: Cause,
  signs: ReadonlySet<Sign>,
): Certainty {
  if (check !== undefined) return 'undecided'
  // What happens at Amazon is never in a pasted text. Our own records can show it.
  if (who === 'amazon' && !given.some((sign) => sign.startsWith('known-'))) return 'likely'
  const distinguishing = [symptom, ...given, ...supports].filter(
    (sign) => signs.has(sign) && !isSaid(sign) && !sharedByMany.has(sign) && !isOnlyTold(sign, signs),
  )
  // Amazon's message fits all causes of the symptom. Only what somebody said tells this one from the others.
  const isToldOnly =
    given.length > 0 &&
    given.every((sign) => isSaid(sign) && !readFromValues.has(sign)) &&
    distinguishing.every((sign) => sign === symptom)
  const isInRequestOnly = distinguishing.every((sign) => ofRequest.test(sign))
  const isBesideOther = likelyBeside.some((sign) => signs.has(sign))
  const certainty =
    isBesideOther || isToldOnly || (isInRequestOnly && (distinguishing.length === 0 || works(signs)))
      ? 'likely'
      : 'shown'
  return ranks[certainty] > ranks[atMost] ? certainty : atMost
}

/** A request is the same each time. If it also works, its content can't be the whole cause. */
export const ofRequest =
  /^(?:path-|calls-|marketplace-|operation-|rdt-for-|bearer-|names-|at-|parameter-named)/

function works(signs: ReadonlySet<Sign>, said: readonly Sign[] = worksElsewhere): boolean {
  return said.some((sign) => signs.has(sign))
}

const worksElsewhere: readonly Sign[] = [
  'says-nothing-changed',
  'says-worked-before',
  'says-others-work',
  'says-no-longer-works',
  'says-works-at-times',
  'says-start-time',
  'says-some-sellers',
  'known-others-work',
]

function isSaid(sign: Sign): boolean {
  return sign.startsWith('says-') || sign.startsWith('names-')
}

/** A path in a sentence isn't always the called one. */
function isOnlyTold(sign: Sign, signs: ReadonlySet<Sign>): boolean {
  return sign.startsWith('path-') && signs.has('path-only-mentioned')
}

const mostQuestions = 2

/**
 * The questions that decide between the open causes: first the named cause's, then the one whose answers lead to the
 * most different results. Skips questions that are already answered, or whose answers change nothing.
 */
export function questionsFor(
  { cause, certainty, alternatives, rivals }: Weighed,
  evidence: Evidence,
  asked: ReadonlySet<QuestionId>,
): readonly QuestionId[] {
  if (certainty === 'shown') return []
  const open = new Set([cause, ...alternatives].flatMap(({ decidedBy }) => decidedBy ?? []))
  if (certainty === 'likely' && isSettled(cause, rivals, evidence)) return []
  const telling = [...open]
    .filter((id) => !asked.has(id) && !isAnswered(id, evidence.signs))
    .map((id) => ({ id, outcomes: outcomesOf(id, cause, rivals, evidence) }))
    .filter(({ outcomes }) => outcomes > 0)
    .toSorted(
      (a, b) =>
        Number(b.id === cause.decidedBy) - Number(a.id === cause.decidedBy) || b.outcomes - a.outcomes,
    )
  return telling.slice(0, mostQuestions).map(({ id }) => id)
}

/** What the request or Amazon's message shows isn't put in doubt by questions that belong to other causes. */
function isSettled(cause: Cause, rivals: readonly Cause[], evidence: Evidence): boolean {
  const { given, decidedBy } = cause
  const isRead = given.some((sign) => inText.test(sign) && !evidence.answered.has(sign))
  if (!isRead || decidedBy === undefined) return isRead
  return decidedBy === 'compared' && outcomesOf(decidedBy, cause, rivals, evidence) === 0
}

const inText = /^(?:path-|calls-|names-withdrawn|message-specific|details-named)/

/** How many different results the answers to a question can have, other than the current one. */
function outcomesOf(
  id: QuestionId,
  present: Cause,
  rivals: readonly Cause[],
  { signs, answered }: Evidence,
): number {
  const { answers, replaces = [] }: QuestionFacts = questions[id]
  const all = Object.values(answers)
  const replaced = new Set<Sign>([...replaces, ...all.flatMap(({ shows }) => shows)])
  const kept = [...signs].filter((sign) => !replaced.has(sign))
  const results = all.map(({ shows }) => {
    const then = new Set<Sign>([...kept, ...shows])
    // Another symptom has its own causes, which are compared once it is present.
    const isElsewhere = !then.has(present.symptom) || shows.some((sign) => leadsElsewhere.has(sign))
    if (isElsewhere) return shows.join()
    return bestOf(rivals, { signs: then, answered: new Set([...answered, ...shows]) })?.id
  })
  return new Set(results.filter((result) => result !== present.id)).size
}

/** Answers that are symptoms of other causes, or that indicate a fault at Amazon together with other signs. */
const leadsElsewhere: ReadonlySet<Sign> = new Set<Sign>([
  'says-start-time',
  'refresh-token-sent',
  'invalid-client',
  'grant-code',
  'grant-refresh-token',
  'unsupported-grant-type',
  'unauthorized-client',
  'invalid-scope',
  'access-denied',
  'invalid-input',
  'internal-failure',
  'quota-exceeded',
  'error-hidden',
  'consent-any-code',
  'library-failed',
  'says-data-missing',
  'says-personal-data-empty',
  'says-list-empty',
  'says-list-incomplete',
  'says-accepted-unchanged',
  'result-names-problem',
  'says-registration-pending',
  'says-fields-missing',
  'says-queue-silent',
  'says-file-unreadable',
  'says-values-wrong',
  'says-token-expired',
])
