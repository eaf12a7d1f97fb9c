import { z } from 'zod'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { explainForProgram } from '#lib/diagnose/diagnose-paste.ts'
import { defineRoute } from '../route.ts'

const question = z.object({
  id: z.string(),
  text: z.string(),
  answers: z.array(z.object({ id: z.string(), label: z.string() })),
})
const answered = z.object({ id: z.string(), text: z.string(), label: z.string() })

/** The explanation of Amazon's answer: the same in every response. */
export const diagnosis = z.object({
  id: z.string().describe('Stable.'),
  certainty: z
    .enum(['shown', 'likely', 'undecided'])
    .describe('shown: only this cause explains it. undecided: several causes fit.'),
  title: z.string(),
  cause: z.string(),
  who: z.string().describe('Who has to act.'),
  whose: z.string().nullable().describe('Whose application it is, where its operator has to act.'),
  steps: z.array(z.string()),
  check: z.string().nullable().describe('What to look at next, where several causes fit.'),
  others: z.array(z.string()).describe('The other causes that fit.'),
  questions: z.array(question).describe('What decides between them; at most two.'),
  answered: z.array(answered).describe('What was answered already.'),
  link: z.string(),
})

const body = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(50_000)
    .describe(
      'An error as you have it: a response, a log line, a stack trace, an address. Secrets in it are masked.',
    ),
  answers: z
    .array(z.string().max(80))
    .max(20)
    .default([])
    .describe('Answers to questions of an earlier response, each as question.answer with their ids.'),
})

export const diagnoseRoute = defineRoute({
  method: 'post',
  path: '/api/v1/diagnoses',
  id: 'diagnoseError',
  summary: 'Explain an error from Amazon',
  description:
    'It is neither stored nor logged. An empty list: not recognized. To answer a question, send the text again with `answers`.',
  scopes: ['authorizations:read'],
  body,
  mostBytes: 64 * 1_024,
  fieldErrors: { text: 'input_invalid', answers: 'input_invalid' },
  answer: z.object({
    diagnoses: z.array(diagnosis).describe('The most certain first.'),
  }),
  errors: [],
  run: async ({ ctx, body: { text, answers } }) => {
    const { diagnoses } = explainForProgram(ctx, text, answers)
    return { diagnoses: diagnoses.map(diagnosisToWire) }
  },
})

/** A diagnosis as programs and agents get it: without fields that only people look up. */
export function diagnosisToWire({ evidence: _evidence, seen: _seen, ...wire }: Diagnosis) {
  return wire
}
