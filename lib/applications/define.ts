import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { isAppError } from '../errors.ts'
import { appendEvents } from '../events/append.ts'
import type { Secret } from '../secret.ts'
import {
  type ApplicationRow,
  insertApplication,
  listApplications,
  lockApplication,
} from '../store/applications.ts'
import { nothingPending, updateRotation } from '../store/client-secret-rotations.ts'
import { newId } from '../vault/random.ts'
import { compareConfigured, configuredDigest } from './configured-secret.ts'
import { ownAddresses } from './readiness.ts'
import { endingOf, replaceClientSecretColumns, sealClientSecret } from './seal-client-secret.ts'
import { storeChange } from './store-change.ts'

export interface ApplicationDefinition {
  readonly spApiApplicationId: string
  readonly status: 'draft' | 'published'
  readonly lwaClientId: string
  readonly lwaClientSecret: Secret
  readonly tokenEndpoint: string
}

/**
 * Stores the application that the environment defines, or its changes; null: it defines none. One that it defined
 * before becomes the admins'. Runs at each start.
 */
export async function defineApplication(
  ctx: Context,
  definition: ApplicationDefinition | null,
): Promise<void> {
  requireScope(ctx, 'applications:manage')
  const all = await listApplications(ctx.db)
  for (const { id, definedBy, spApiApplicationId } of all) {
    if (definedBy === 'environment' && spApiApplicationId !== definition?.spApiApplicationId)
      await change(ctx, id, () => ({ definedBy: 'admin' }))
  }
  if (definition === null) return
  const present = all.find(({ spApiApplicationId }) => spApiApplicationId === definition.spApiApplicationId)
  if (present === undefined) return add(ctx, definition)
  await change(ctx, present.id, (row) => ({ ...factsOf(ctx, definition), ...secretOf(ctx, row, definition) }))
}

function factsOf(ctx: Context, { lwaClientSecret: _, ...facts }: ApplicationDefinition) {
  return { ...facts, ...ownAddresses(ctx.settings), definedBy: 'environment' as const }
}

/** Has the company's name, with a number after it if another application has that name. */
async function add(ctx: Context, definition: ApplicationDefinition, place = 1): Promise<void> {
  const { companyName } = ctx.settings
  try {
    await insert(ctx, definition, place === 1 ? companyName : `${companyName} ${place}`)
  } catch (error) {
    if (!isAppError(error)) throw error
    if (error.code === 'application_name_taken') return add(ctx, definition, place + 1)
    // Another process has started at the same moment.
    if (error.code !== 'application_id_taken') throw error
  }
}

async function insert(ctx: Context, definition: ApplicationDefinition, name: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const id = newId()
    await insertApplication(tx.db, {
      ...factsOf(tx, definition),
      ...sealClientSecret(tx, id, definition.lwaClientSecret),
      id,
      name,
      environmentSecretDigest: configuredDigest(definition.lwaClientSecret),
      createdAt: tx.now(),
      updatedAt: tx.now(),
    })
    await appendEvents(tx, [
      { type: 'application.changed', subjectId: id, applicationId: id, data: { name } },
    ])
    await recordAudit(tx, 'application.defined', { kind: 'application', id }, { name })
  })
}

/**
 * The environment's client secret, if it differs from the last one that was configured. A secret that was saved in the
 * dashboard survives restarts.
 */
function secretOf(ctx: Context, present: ApplicationRow, { lwaClientSecret }: ApplicationDefinition) {
  const compared = compareConfigured(ctx, present, lwaClientSecret)
  if (compared === 'known') return {}
  return {
    environmentSecretDigest: configuredDigest(lwaClientSecret),
    // Rows from before this column haven't had another secret since.
    secretEnding: present.secretEnding ?? endingOf(lwaClientSecret),
    ...(compared === 'new' && replaceClientSecretColumns(ctx, present, lwaClientSecret, null)),
  }
}

async function change(
  ctx: Context,
  id: string,
  wantedOf: (present: ApplicationRow) => Partial<ApplicationRow>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const present = await lockApplication(tx.db, id)
    if (present === null) return
    const wanted = wantedOf(present)
    await storeChange(tx, present, wanted)
    if (wanted.lwaClientSecretSealed !== undefined) await updateRotation(tx.db, id, nothingPending)
  })
}
