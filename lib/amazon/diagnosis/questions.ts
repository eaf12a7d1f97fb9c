import type { Sign } from './cause.ts'

/** What only an answer shows. */
export type AnswerSign =
  | 'others-fail'
  | 'is-seller-account'
  | 'nothing-works'
  | 'access-token-used'
  | 'refresh-works'
  | 'still-authorized'
  | 'no-longer-authorized'
  | 'participates'
  | 'participates-not'
  | 'works-alone'
  | 'opens-for-owner'
  | 'opens-for-nobody'
  | 'is-professional'
  | 'is-individual'
  | 'changed-here'
  | 'never-worked'
  | 'secret-current'
  | 'consented-at-central'
  | 'code-in-time'
  | 'works-without-library'
  | 'fails-without-library'

export interface QuestionFacts {
  readonly text: string
  /** What people said about it before they were asked, which the answer replaces. */
  readonly replaces?: readonly Sign[]
  readonly answers: Readonly<Record<string, { readonly label: string; readonly shows: readonly Sign[] }>>
}

/** Each answer shows signs as if they had been in the paste. */
export const questions = {
  'account-kind': {
    text: 'Is the account that authorized a seller’s or a vendor’s?',
    replaces: ['says-vendor-account', 'says-vendor', 'says-seller-orders-work'],
    answers: {
      seller: { label: 'A seller’s (Seller Central)', shows: ['is-seller-account'] },
      vendor: { label: 'A vendor’s (Vendor Central)', shows: ['says-vendor-account'] },
    },
  },
  'role-when': {
    text: 'When was the role added to the application?',
    replaces: ['says-role-ticked', 'says-role-missing', 'roles-named-are-others'],
    answers: {
      after: { label: 'After this account authorized', shows: ['grant-older-than-role'] },
      before: { label: 'Before this account authorized', shows: ['grant-newer-than-role'] },
      absent: { label: 'It isn’t on the application', shows: ['says-role-missing'] },
    },
  },
  'other-seller': {
    text: 'Does the same call work for another seller?',
    answers: {
      yes: { label: 'Yes', shows: ['known-others-work'] },
      no: { label: 'No, it fails for all', shows: ['others-fail'] },
    },
  },
  'other-operation': {
    text: 'Does another operation work with the same token?',
    replaces: ['says-other-operations-work', 'says-one-operation'],
    answers: {
      yes: { label: 'Yes', shows: ['says-other-operations-work', 'says-same-token-works'] },
      no: { label: 'No, none does', shows: ['nothing-works'] },
    },
  },
  'since-when': {
    text: 'Did it work before?',
    replaces: ['says-no-longer-works', 'says-worked-before'],
    answers: {
      unchanged: { label: 'Yes, and we changed nothing', shows: ['says-nothing-changed', 'says-start-time'] },
      changed: { label: 'Yes, until we changed something', shows: ['changed-here'] },
      never: { label: 'No, it has never worked', shows: ['never-worked'] },
    },
  },
  'token-kind': {
    text: 'How does the token in x-amz-access-token begin?',
    answers: {
      access: { label: 'Atza|', shows: ['access-token-used'] },
      grantless: { label: 'Atc|', shows: ['grantless-token-sent'] },
      restricted: { label: 'Atz.sprdt|', shows: ['restricted-token-sent'] },
      refresh: { label: 'Atzr|', shows: ['refresh-token-sent'] },
    },
  },
  participates: {
    text: 'Does this seller sell in the marketplace that the call names?',
    answers: {
      yes: { label: 'Yes', shows: ['participates'] },
      no: { label: 'No', shows: ['participates-not'] },
    },
  },
  alone: {
    text: 'Does the call work when this account is the only one in the process?',
    answers: {
      yes: { label: 'Yes', shows: ['works-alone', 'says-shared-cache'] },
      no: { label: 'No', shows: ['nothing-works'] },
    },
  },
  refresh: {
    text: 'Does LWA accept the refresh token now?',
    answers: {
      yes: { label: 'Yes', shows: ['refresh-works'] },
      no: { label: 'No', shows: ['grant-refresh-token'] },
    },
  },
  'manage-apps': {
    text: 'Does Manage Your Apps in Seller Central still list the application as authorized?',
    answers: {
      yes: { label: 'Yes', shows: ['still-authorized'] },
      no: { label: 'No, or it offers Enable', shows: ['no-longer-authorized'] },
    },
  },
  'code-use': {
    text: 'When was the code sent to LWA?',
    answers: {
      late: { label: 'More than five minutes after the redirect', shows: ['says-late'] },
      twice: { label: 'More than once', shows: ['says-twice'] },
      once: { label: 'Once, within a minute', shows: ['code-in-time'] },
    },
  },
  'consent-at': {
    text: 'Which page asked the seller for consent?',
    answers: {
      central: { label: 'Seller Central or Vendor Central', shows: ['consented-at-central'] },
      login: { label: 'Login with Amazon (/ap/oa)', shows: ['at-lwa-consent'] },
    },
  },
  'secret-age': {
    text: 'When was the client secret created?',
    answers: {
      old: { label: 'More than 180 days ago', shows: ['known-secret-old'] },
      rotated: { label: 'It was just rotated', shows: ['says-rotated'] },
      current: { label: 'Within 180 days, not rotated since', shows: ['secret-current'] },
    },
  },
  'opens-for': {
    text: 'For whom does the same consent link open?',
    answers: {
      owner: { label: 'The application’s owner only', shows: ['opens-for-owner'] },
      others: { label: 'Other sellers, not this one', shows: ['says-others-work'] },
      nobody: { label: 'Nobody', shows: ['opens-for-nobody'] },
    },
  },
  'plain-request': {
    text: 'Does the same request work without the library, with only the parameters of Amazon’s reference?',
    answers: {
      yes: { label: 'Yes', shows: ['works-without-library'] },
      no: { label: 'No', shows: ['fails-without-library'] },
    },
  },
  plan: {
    text: 'Which selling plan does the account have?',
    answers: {
      individual: { label: 'Individual', shows: ['is-individual'] },
      professional: { label: 'Professional', shows: ['is-professional'] },
    },
  },
} as const satisfies Record<string, QuestionFacts>

export type QuestionId = keyof typeof questions

export interface Question {
  readonly id: QuestionId
  readonly text: string
  readonly answers: readonly { readonly id: string; readonly label: string }[]
}

/** A question as it is asked. */
export function toQuestion(id: QuestionId): Question {
  const { text, answers }: QuestionFacts = questions[id]
  return { id, text, answers: Object.entries(answers).map(([answer, { label }]) => ({ id: answer, label })) }
}

/** What answers show, each as `question.answer`; unknown ones show nothing. */
export function readAnswers(answers: readonly string[]): {
  readonly signs: ReadonlySet<Sign>
  readonly replaced: ReadonlySet<Sign>
  readonly asked: ReadonlySet<QuestionId>
} {
  const signs = new Set<Sign>()
  const replaced = new Set<Sign>()
  const asked = new Set<QuestionId>()
  for (const one of answers.slice(0, 20)) {
    const [id = '', answer = ''] = one.split('.')
    if (!isQuestion(id)) continue
    asked.add(id)
    const { answers: found, replaces = [] }: QuestionFacts = questions[id]
    if (!Object.hasOwn(found, answer)) continue
    for (const sign of [...replaces, ...Object.values(found).flatMap(({ shows }) => shows)])
      replaced.add(sign)
    for (const sign of found[answer]?.shows ?? []) signs.add(sign)
  }
  return { signs, replaced, asked }
}

function isQuestion(id: string): id is QuestionId {
  return Object.hasOwn(questions, id)
}

export interface AnsweredQuestion {
  /** `question.answer` */
  readonly id: string
  readonly text: string
  readonly label: string
}

const mostAnswers = 10

/** The known ones of the answers, the newest of each question, in the order in which they were given. */
export function toAnswered(answers: readonly string[]): readonly AnsweredQuestion[] {
  const known = new Map<QuestionId, AnsweredQuestion>()
  for (const id of answers.slice(-mostAnswers * 2)) {
    const [question = '', answer = ''] = id.split('.')
    if (!isQuestion(question)) continue
    const { text, answers: found }: QuestionFacts = questions[question]
    if (!Object.hasOwn(found, answer)) continue
    known.set(question, { id: `${question}.${answer}`, text, label: found[answer]?.label ?? '' })
  }
  return [...known.values()].slice(-mostAnswers)
}

/** Whether the paste already says it. */
export function isAnswered(id: QuestionId, signs: ReadonlySet<Sign>): boolean {
  const { answers }: QuestionFacts = questions[id]
  return Object.values(answers).some(({ shows }) => shows.some((sign) => signs.has(sign)))
}
