import { isQueueError, type NotificationQueue, type QueueMessage } from '../amazon/queue.ts'
import { requestNewSecret } from '../applications/request-new-secret.ts'
import { secretAge } from '../applications/secret-age.ts'
import { type Context, requireScope } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { isAppError } from '../errors.ts'
import { findApplication } from '../store/applications.ts'
import { listConnectedAuthorizations } from '../store/authorizations.ts'
import {
  claimRequest,
  findRotation,
  listRotations,
  type RotationRow,
  updateRotation,
} from '../store/client-secret-rotations.ts'
import { checkRotation, withQueue } from './check.ts'
import { type Delivery, deliverNotification } from './deliver.ts'
import { isPendingDue, promotePendingSecret } from './pending.ts'

const dayMs = 86_400_000
/** Messages that stay in the queue, for others or for later. */
const areLeft: readonly Delivery[] = ['foreign', 'unreadable', 'full']
/** Days before the end of a secret from which the next one is requested. */
const requestDaysAhead = 30
/** Amazon ends the previous secret seven days after a request: never twice within that time. */
const requestPauseMs = 7 * dayMs
/** While a new secret wouldn't arrive. */
const recheckMs = 3_600_000
/** After a request that failed: Amazon may have created a secret nevertheless. */
const retryRequestMs = dayMs
/** Receives up to ten messages each, in one run. */
const mostReceives = 10

/**
 * For each application: reads its queue, tries a pending secret, and requests a new one when it is time. Runs every
 * minute. Each step is stored before the next one begins, so that any process can continue after another one's death.
 */
export async function rotateClientSecrets(ctx: Context): Promise<void> {
  requireScope(ctx, 'applications:manage')
  for (const { applicationId } of await listRotations(ctx.db)) {
    for (const step of [readQueue, tryPending, requestIfDue]) {
      const rotation = await findRotation(ctx.db, applicationId)
      if (rotation === null) break
      try {
        await step(ctx, rotation)
      } catch (error) {
        ctx.log.error({ error, applicationId }, 'client secret rotation failed')
      }
    }
  }
}

async function readQueue(ctx: Context, rotation: RotationRow): Promise<void> {
  const { applicationId, queueUrl } = rotation
  if (queueUrl === null) return
  const db = autocommit(ctx.db)
  try {
    const left = await withQueue(ctx, rotation, (queue) => drain(ctx, applicationId, queue))
    await updateRotation(db, applicationId, { ...left, queueReadAt: ctx.now(), queueProblem: null })
  } catch (error) {
    if (!isQueueError(error)) throw error
    ctx.log.warn({ applicationId, problem: error.message }, 'queue of client secrets unreadable')
    await updateRotation(db, applicationId, { queueProblem: error.message })
  }
}

/** Deletes messages once their content is stored. Those for others stay: another installation may share the queue. */
async function drain(ctx: Context, applicationId: string, queue: NotificationQueue) {
  const left: { readonly message: QueueMessage; readonly delivery: Delivery }[] = []
  try {
    for (let receives = 0; receives < mostReceives; receives += 1) {
      const messages = await queue.receive()
      for (const message of messages) {
        const delivery = await deliverNotification(ctx, applicationId, message.body)
        if (areLeft.includes(delivery)) left.push({ message, delivery })
        else await queue.delete(message)
      }
      if (messages.length === 0) break
    }
  } finally {
    for (const { message } of left) await queue.release(message)
  }
  const [foreignMessages = 0, unreadableMessages = 0, waitingMessages = 0] = areLeft.map(
    (one) => left.filter(({ delivery }) => delivery === one).length,
  )
  if (unreadableMessages + waitingMessages > 0) {
    ctx.log.warn(
      { applicationId, unreadableMessages, waitingMessages },
      'messages left in the queue of client secrets',
    )
  }
  return { foreignMessages, unreadableMessages }
}

async function tryPending(ctx: Context, rotation: RotationRow): Promise<void> {
  if (!isPendingDue(rotation, ctx.now())) return
  try {
    await promotePendingSecret(ctx, rotation.applicationId, { automatically: true })
  } catch (error) {
    if (!isAppError(error)) throw error
    ctx.log.warn(
      { applicationId: rotation.applicationId, problem: error.code },
      'new client secret not in force yet',
    )
  }
}

async function requestIfDue(ctx: Context, rotation: RotationRow): Promise<void> {
  const { applicationId, policy, nextRequestAt } = rotation
  const now = ctx.now()
  if (policy !== 'automatic' || (nextRequestAt !== null && nextRequestAt > now)) return
  const application = await findApplication(ctx.db, applicationId)
  if (application === null || application.isSandbox) return
  const { daysLeft } = secretAge(application, now)
  if (daysLeft === null || daysLeft > requestDaysAhead) return
  const db = autocommit(ctx.db)
  const inMs = (ms: number) => new Date(now.getTime() + ms)
  const { obstacle } = await checkRotation(ctx, rotation)
  if (obstacle !== null) {
    await updateRotation(db, applicationId, { nextRequestAt: inMs(recheckMs), requestProblem: obstacle })
    return
  }
  if (!(await claimRequest(db, applicationId, now, inMs(requestPauseMs)))) return
  try {
    const [authorization] = await listConnectedAuthorizations(ctx.db, applicationId, 1)
    await requestNewSecret(ctx, applicationId, authorization?.region ?? 'na')
  } catch (error) {
    if (!isAppError(error)) throw error
    await updateRotation(db, applicationId, {
      nextRequestAt: inMs(retryRequestMs),
      requestProblem: error.code,
    })
  }
}
