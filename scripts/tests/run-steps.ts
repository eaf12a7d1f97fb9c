import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { childEnvironment } from '#lib/env.ts'
import { projectFolder } from '../load-environment.ts'
import type { Counts, Step } from './steps.ts'

const nothing: Counts = { passed: 0, failed: 0, skipped: [] }
const oneFailed: Counts = { ...nothing, failed: 1 }

/**
 * Runs the stages in order, and the steps of a stage concurrently. Prints a line per step, and the output of a failed
 * one. After a required stage has failed, the following ones count as failed.
 */
export async function runSteps(
  stages: readonly { readonly steps: readonly Step[]; readonly needed?: boolean }[],
): Promise<Counts> {
  const reports = mkdtempSync(join(tmpdir(), 'gatehouse-reports-'))
  try {
    let total = nothing
    let broken = false
    for (const { steps, needed = false } of stages) {
      const counts = await Promise.all(
        steps.map((step) => (broken ? leaveOut(step) : runStep(step, reports))),
      )
      total = counts.reduce(add, total)
      broken ||= needed && counts.some(({ failed }) => failed > 0)
    }
    return total
  } finally {
    rmSync(reports, { recursive: true })
  }
}

async function runStep(step: Step, reports: string): Promise<Counts> {
  const startedAt = performance.now()
  const report = join(reports, `${step.name.replaceAll(' ', '-')}.json`)
  const { worked, output } = await runCommands(step.commands(report), {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    NEXT_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  })
  const counts = countsOf(step, worked, existsSync(report) ? readFileSync(report, 'utf8') : null)
  say(step, counts, `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`)
  if (counts.failed > 0) console.log(`\n${output.trim()}\n`)
  return counts
}

/** A runner that fails without a failed test (or without a report) counts as failed. */
function countsOf(step: Step, worked: boolean, report: string | null): Counts {
  if (step.count === undefined) return worked ? { ...nothing, passed: 1 } : oneFailed
  if (report === null) return oneFailed
  const counts = step.count(report)
  return !worked && counts.failed === 0 ? add(counts, oneFailed) : counts
}

async function runCommands(
  commands: ReturnType<Step['commands']>,
  variables: Readonly<Record<string, string>>,
): Promise<{ worked: boolean; output: string }> {
  const bin = join(projectFolder, 'node_modules/.bin')
  const environment = childEnvironment(variables)
  const env = { ...environment, PATH: `${bin}${delimiter}${environment.PATH ?? ''}` }
  let output = ''
  for (const [program, ...args] of commands) {
    const child = spawn(program, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    const [code] = await once(child, 'close')
    if (code !== 0) return { worked: false, output }
  }
  return { worked: true, output }
}

function leaveOut(step: Step): Counts {
  say(step, oneFailed, 'not run: it needs what failed above')
  return oneFailed
}

function say({ name, count }: Step, { passed, failed, skipped }: Counts, remark: string): void {
  const left = skipped.length > 0 ? [`${skipped.length} skipped`] : []
  const tests = count === undefined ? [] : [`${passed} passed`, ...left]
  const result = [failed > 0 ? `${failed} failed` : 'ok', ...tests].join(', ')
  console.log(`${failed > 0 ? '✗' : '✓'} ${name}: ${result} (${remark})`)
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] }
}
