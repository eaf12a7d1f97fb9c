import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { type Context, systemContext } from '#lib/context.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import {
  failedResults,
  type ImportLineView,
  type ImportView,
  listImportedLines,
  readImport,
} from '#lib/imports/read.ts'
import { createImporter } from '#lib/imports/run.ts'
import { startImport } from '#lib/imports/start.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { StartError } from '../processes/start-error.ts'
import { type Opened, withServices } from '../processes/with-services.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const importTokensUsage = `Imports refresh tokens from standard input, as CSV or JSON Lines. To move a whole installation, see: import

  npm run -s gatehouse -- import-tokens < tokens.csv
  npm run -s gatehouse -- import-tokens --resume <id>    continue an import that was interrupted

Columns: refresh_token, region or country; optional: application, selling_partner_id, reference, tags,
partner_type, account_id, authorized_at`

const connections = 6
const lookEveryMs = 500
const reportEveryMs = 2_000
const linesPerRead = 200

/** `import-tokens`: progress goes to standard error, failed lines to standard output. */
export async function runImportTokens(args: readonly string[]): Promise<string> {
  const { values } = readArguments(args, {
    usage: importTokensUsage,
    options: { resume: { type: 'string' } },
  })
  if (values.resume === undefined && process.stdin.isTTY) throw new StartError(importTokensUsage)
  return withServices((opened) => run(opened, values.resume), { connections, endsItself: true })
}

async function run({ services, interruption }: Opened, resumed: string | undefined): Promise<string> {
  try {
    const faults = await checkKeys(services)
    if (faults.length > 0) throw new StartError(faults.join('\n'))
    const ctx = systemContext(services, 'import-tokens', newId())
    const id = resumed ?? (await interruption.race(start(ctx)))
    const importer = createImporter(services)
    importer.start()
    try {
      return await describe(ctx, await follow(ctx, id, interruption.signal))
    } finally {
      await importer.stop()
    }
  } catch (error) {
    if (!isAppError(error)) throw error
    const { title, next } = wordingOf(error.code, 'operator')
    const { detail } = error.details
    throw new StartError(`${title}${typeof detail === 'string' ? ` (${detail})` : ''}. ${next}`, {
      cause: error,
    })
  }
}

async function start(ctx: Context): Promise<string> {
  const file = new Secret<Uint8Array>(await buffer(process.stdin))
  const id = await startImport(ctx, await prepareImport(ctx, file), 'command')
  process.stderr.write(
    `Import ${id}: all lines are stored, with their tokens sealed. If this is interrupted, a worker continues, or: npm run -s gatehouse -- import-tokens --resume ${id}\n`,
  )
  return id
}

/** Reports the progress until nothing is left, or until it is interrupted. */
async function follow(ctx: Context, id: string, signal: AbortSignal): Promise<ImportView> {
  let reportedAtMs = Number.NEGATIVE_INFINITY
  for (;;) {
    const view = await readImport(ctx, id)
    const hasEnded = view.state !== 'running' || signal.aborted
    if (hasEnded || performance.now() - reportedAtMs > reportEveryMs) {
      reportedAtMs = performance.now()
      process.stderr.write(`${progressOf(view)}\n`)
    }
    if (hasEnded) return view
    await pause(lookEveryMs, undefined, { signal }).catch(() => {})
  }
}

const words: Readonly<Record<keyof ImportView['counts'], string>> = {
  pending: 'waiting',
  imported: 'imported',
  already_here: 'already here',
  quarantined: 'quarantined',
  refused: 'refused',
  invalid: 'invalid',
  canceled: 'canceled',
}

function progressOf({ lines, counts }: ImportView): string {
  const parts = Object.entries(counts).filter(([result, count]) => count > 0 && result !== 'pending')
  const by = parts.map(([result, count]) => `${count} ${words[result as keyof typeof words]}`).join(', ')
  return `${lines - counts.pending} of ${lines}${by === '' ? '' : `: ${by}`}`
}

/** A line for each failure. Anything but a complete success sets an exit code for scripts. */
async function describe(ctx: Context, view: ImportView): Promise<string> {
  const failed: string[] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof listImportedLines>> = await listImportedLines(ctx, view.id, {
      results: failedResults,
      after,
      limit: linesPerRead,
    })
    failed.push(...page.rows.map(describeLine))
    after = page.next
  }
  if (failed.length > 0 || view.state === 'running') process.exitCode = 1
  const rest =
    view.state === 'running'
      ? [`Interrupted. Continue with: npm run -s gatehouse -- import-tokens --resume ${view.id}`]
      : []
  return [...failed, progressOf(view), ...rest].join('\n')
}

function describeLine({ line, result, field, reason, next, detail }: ImportLineView): string {
  const at = field === null ? '' : ` (${field})`
  const amazon = detail === null ? '' : ` ${detail}`
  return `line ${line}${at}: ${words[result]}: ${reason}.${amazon}${next === null ? '' : ` ${next}`}`
}
