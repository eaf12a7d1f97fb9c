import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { text } from 'node:stream/consumers'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import type { Question } from '#lib/amazon/diagnosis/questions.ts'
import { explainPaste, type PasteDiagnosis } from '#lib/diagnose/explain-paste.ts'
import { StartError } from '../processes/start-error.ts'
import { readArguments } from './read-arguments.ts'

const who: Readonly<Record<Diagnosis['who'], string>> = {
  seller: 'the seller',
  operator: 'the operator of the application',
  developer: 'the developer',
  amazon: 'Amazon; wait',
}
const certainties: Readonly<Record<Diagnosis['certainty'], string>> = {
  shown: 'shown by this text',
  likely: 'likely, not proven by this text',
  undecided: 'undecided: this text fits several causes',
}

/**
 * Diagnoses a file, or standard input without a path or with `-`. `--answer question.answer` answers a question and can
 * be repeated; at a terminal the questions are asked, and with `--json` they are part of the result.
 */
export async function diagnoseFile(args: readonly string[], usage: string): Promise<string> {
  const { positionals, values } = readArguments(args, {
    usage,
    most: 1,
    options: { answer: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  })
  const [path = '-'] = positionals
  const paste = path === '-' ? await text(process.stdin) : read(path)
  const answers = [...(values.answer ?? [])]
  let result = explainPaste(paste, answers)
  if (values.json === true) {
    const { masked: _masked, ...rest } = result
    return JSON.stringify(rest, null, 2)
  }
  if (path !== '-' && process.stdin.isTTY && process.stdout.isTTY) {
    result = await askAtTerminal(paste, answers, result)
  }
  return print(result)
}

/** The most questions in a row, so that there is an end. */
const mostAsked = 4

async function askAtTerminal(
  paste: string,
  answers: readonly string[],
  first: PasteDiagnosis,
): Promise<PasteDiagnosis> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const given = [...answers]
  const asked = new Set<string>()
  let result = first
  try {
    while (asked.size < mostAsked) {
      const question = result.diagnoses[0]?.questions.find(({ id }) => !asked.has(id))
      if (question === undefined) break
      asked.add(question.id)
      const choice = question.answers[Number(await terminal.question(toPrompt(question))) - 1]
      if (choice === undefined) continue
      given.push(`${question.id}.${choice.id}`)
      result = explainPaste(paste, given)
    }
  } finally {
    terminal.close()
  }
  return result
}

function toPrompt({ text: words, answers }: Question): string {
  const choices = answers.map(({ label }, index) => `  ${index + 1}. ${label}`)
  return [words, ...choices, 'Number, or Enter if you don’t know: '].join('\n')
}

function print({ diagnoses, seen, unread, answered }: PasteDiagnosis): string {
  return [
    ...(diagnoses.length === 0
      ? [
          'Nothing from Amazon was recognized. Paste the body of the response, the address, or the code on Amazon’s page.',
        ]
      : diagnoses.map((diagnosis, index) => describe(diagnosis, index === 0))),
    ...(answered.length === 0
      ? []
      : [`Your answers\n${answered.map(({ text: words, label }) => `  ${words} ${label}`).join('\n')}`]),
    ...(seen.length === 0 ? [] : [`Recognized\n${seen.map((line) => `  ${line}`).join('\n')}`]),
    ...(unread === 0 ? [] : [`${unread} characters in the middle were skipped.`]),
  ].join('\n\n')
}

function describe(diagnosis: Diagnosis, isFirst: boolean): string {
  const { title, certainty, cause, whose, steps, evidence, check, others, questions, link, seen } = diagnosis
  return [
    title,
    `  Certainty: ${certainties[certainty]}`,
    `  ${cause}`,
    `  Action needed by: ${who[diagnosis.who]}${whose === null ? '' : ` (${whose})`}`,
    ...(check === null ? [] : [`  Check next: ${check}`]),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    `  Evidence: ${evidence}`,
    ...(isFirst ? questions.flatMap(describeQuestion) : []),
    ...(others.length === 0 ? [] : [`  Other causes that fit: ${others.join('; ')}`]),
    `  ${[link, ...seen.slice(0, 2)].join('  ')}`,
  ].join('\n')
}

function describeQuestion({ id, text: words, answers }: Question): readonly string[] {
  return [
    `  Question: ${words}`,
    ...answers.map((answer) => `    --answer ${id}.${answer.id}   ${answer.label}`),
  ]
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause })
  }
}
