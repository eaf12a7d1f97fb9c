import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { explainPaste } from '#lib/diagnose/diagnose-paste.ts'
import { StartError } from './start-error.ts'

const who: Readonly<Record<Diagnosis['who'], string>> = {
  seller: 'the seller',
  operator: 'the operator of the application',
  developer: 'the developer',
  amazon: 'Amazon; wait',
}

/** Diagnoses a file, or standard input without a path or with `-`. */
export async function diagnoseFile([path = '-']: readonly string[]): Promise<string> {
  const paste = path === '-' ? await text(process.stdin) : read(path)
  const { diagnoses, seen, unread } = explainPaste(paste)
  return [
    ...(diagnoses.length === 0
      ? [
          'Nothing from Amazon was recognized. Paste the body of the response, the address, or the code on Amazon’s page.',
        ]
      : diagnoses.map(describe)),
    ...(seen.length === 0 ? [] : [`Recognized\n${seen.map((line) => `  ${line}`).join('\n')}`]),
    ...(unread === 0 ? [] : [`${unread} characters in the middle were not read.`]),
  ].join('\n\n')
}

function describe(diagnosis: Diagnosis): string {
  const { title, cause, steps, evidence, check, link, seen } = diagnosis
  return [
    title,
    `  ${cause}`,
    `  Action needed by: ${who[diagnosis.who]}`,
    ...(check === null ? [] : [`  Check next: ${check}`]),
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    `  Evidence: ${evidence}`,
    `  ${[link, ...seen.slice(0, 2)].join('  ')}`,
  ].join('\n')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new StartError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause })
  }
}
