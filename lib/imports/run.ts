import { readTokenDigest } from '../attempts/grant-key.ts'
import { systemContext } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { type ClaimWorker, createClaimWorker } from '../jobs/claim-worker.ts'
import { leases } from '../leases.ts'
import type { Services } from '../services.ts'
import { claimImportLines } from '../store/imports/token-imports.ts'
import { newId } from '../vault/random.ts'
import { createHeldTokens, type HeldTokens } from './held-tokens.ts'
import { importLine } from './import-line.ts'

/**
 * Lines of one application that all workers together have in progress at Amazon: enough for 1,000 lines in a few
 * minutes, and a small part of an application's concurrent calls, so that programs get their tokens meanwhile.
 */
const concurrentPerApplication = 5

/** Imports lines, which are their own queue, claimed with a heartbeat. */
export function createImporter(services: Services): ClaimWorker {
  let held: HeldTokens | null = null
  const ctx = (requestId: string) => systemContext(services, 'import-tokens', requestId)
  return createClaimWorker({
    mostConcurrent: 20,
    lookEveryMs: 1_000,
    claim: async (limit) => {
      const lines = await claimImportLines(
        autocommit(services.db),
        { claimId: newId(), lastsMs: leases.importLine.lastsMs },
        { now: services.now(), limit, perApplication: concurrentPerApplication },
      )
      if (lines.length === 0) return []
      held ??= createHeldTokens(await readTokenDigest(ctx('import')))
      const known = held
      return lines.map((line) => ({ line, known }))
    },
    work: async ({ line, known }) => {
      try {
        await importLine(ctx(line.id), line, known)
      } catch (error) {
        services.log.error({ error, lineId: line.id }, 'line not imported')
      }
    },
    report: (error) => services.log.warn({ error }, 'imports are waiting'),
  })
}
