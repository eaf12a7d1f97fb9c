import { eq } from 'drizzle-orm'
import { tokenImportLine } from '#drizzle/schema.ts'
import { prepareImport } from '#lib/imports/prepare.ts'
import { createImporter } from '#lib/imports/run.ts'
import { startImport } from '#lib/imports/start.ts'
import { Secret } from '#lib/secret.ts'
import type { TestDatabase } from '../fixtures/database.ts'
import { createSelfWorld } from './self-world.ts'

/** An operator who imports files of refresh tokens that a simulated Amazon has minted, and a worker. */
export async function createImportWorld(database: TestDatabase) {
  const { db } = database
  const world = await createSelfWorld(database)
  const importer = createImporter(world.services)
  const lines = (importId: string) =>
    db
      .select()
      .from(tokenImportLine)
      .where(eq(tokenImportLine.importId, importId))
      .orderBy(tokenImportLine.line)
  const start = async (text: string | Uint8Array) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    return startImport(world.operator, await prepareImport(world.operator, new Secret(bytes)), 'page')
  }
  return {
    ...world,
    importer,
    lines,
    start,
    /** Starts an import and has the worker finish its due lines. */
    importFile: async (text: string | Uint8Array) => {
      const id = await start(text)
      await importer.runDue()
      return { id, lines: await lines(id) }
    },
    /** JSON Lines. */
    file: (...rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n'),
  }
}
