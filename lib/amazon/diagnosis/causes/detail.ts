import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'

type Row = Pick<Cause, 'symptom' | 'title' | 'cause' | 'steps' | 'evidence'> &
  Partial<
    Pick<Cause, 'id' | 'given' | 'supports' | 'contradicts' | 'who' | 'check' | 'decidedBy' | 'link' | 'seen'>
  >

/** What the text itself shows is at most likely: it doesn’t show what Amazon received. */
export const detail = ({
  symptom,
  id = symptom,
  given = [],
  who = 'developer',
  link = links.httpErrors,
  seen = [],
  ...rest
}: Row): Cause => ({
  rows: [],
  id,
  symptom,
  given,
  atMost: 'likely',
  who,
  link,
  seen,
  ...rest,
})

export const asSent = 'Log the body as it leaves your machine, and compare it with the model of {operation}.'
const sinceUnsigned =
  'SP-API has needed no AWS signature, IAM user or role since October 2023, and current libraries send only the LWA access token.'
export const stopSigning = `Stop signing: ${sinceUnsigned}`
export const unsigned = `Or stop signing: ${sinceUnsigned}`

/** Refused for another reason that Amazon names itself. */
export const otherwise: readonly Sign[] = [
  'quota-exceeded',
  'secret-expired',
  'token-expired',
  'token-missing',
  'invalid-client',
  'grant-refresh-token',
  'report-canceled',
]
