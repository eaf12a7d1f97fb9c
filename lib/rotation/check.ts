import { isQueueError, type NotificationQueue, openQueue } from '../amazon/queue.ts'
import type { Context } from '../context.ts'
import { seals } from '../seals.ts'
import type { RotationRow } from '../store/client-secret-rotations.ts'
import { open } from '../vault/seal.ts'

/** Why new client secrets can't arrive. */
export type RotationObstacle =
  /** Gatehouse reads no queue, and no program has ever delivered a message. */
  | 'nothing_delivered'
  | 'queue_unreadable'
  /** The queue's policy doesn't let Amazon send to it: a new secret would be lost. */
  | 'amazon_not_allowed'

/** Each says what is wrong and what to do. */
const obstacleSentences: Readonly<Record<RotationObstacle, string>> = {
  nothing_delivered:
    'No queue is set, and no program has delivered a message yet. Set a queue, or deliver Amazon’s next message through the API.',
  queue_unreadable:
    'The queue can’t be read. Check its URL, and that the AWS key may receive and delete messages.',
  amazon_not_allowed:
    'The queue’s policy doesn’t allow Amazon’s account 437568002678 to send messages. Add SendMessage and GetQueueAttributes for it.',
}

export type QueueAccess = Pick<
  RotationRow,
  'applicationId' | 'queueUrl' | 'awsAccessKeyId' | 'awsSecretSealed'
>

export interface RotationCheck {
  readonly obstacle: RotationObstacle | null
  /** The obstacle in a sentence, with AWS's name of the error where there is one. */
  readonly detail: string | null
}

/** Whether a new client secret that Amazon sends would arrive here. Asks AWS. */
export async function checkRotation(
  ctx: Context,
  rotation: QueueAccess & Pick<RotationRow, 'lastMessageAt'>,
): Promise<RotationCheck> {
  if (rotation.queueUrl === null) {
    return rotation.lastMessageAt === null ? blockedBy('nothing_delivered') : { obstacle: null, detail: null }
  }
  try {
    const isAllowed = await withQueue(ctx, rotation, (queue) => queue.allowsAmazon())
    return isAllowed ? { obstacle: null, detail: null } : blockedBy('amazon_not_allowed')
  } catch (error) {
    if (!isQueueError(error)) throw error
    return blockedBy('queue_unreadable', ` AWS answered: ${error.message}.`)
  }
}

export function blockedBy(obstacle: RotationObstacle, more = ''): RotationCheck {
  return { obstacle, detail: obstacleSentences[obstacle] + more }
}

/** Throws what `work` throws, and `QueueError`. */
export async function withQueue<T>(
  ctx: Context,
  { applicationId, queueUrl, awsAccessKeyId, awsSecretSealed }: QueueAccess,
  work: (queue: NotificationQueue) => Promise<T>,
): Promise<T> {
  if (queueUrl === null) throw new Error('this application has no queue')
  const credentials =
    awsAccessKeyId === null || awsSecretSealed === null
      ? null
      : {
          accessKeyId: awsAccessKeyId,
          secret: open(
            ctx.keyRing,
            awsSecretSealed,
            seals.clientSecretRotation.awsSecretSealed({ applicationId }),
          ),
        }
  const queue = await openQueue(ctx.amazon.origins, {
    url: queueUrl,
    credentials,
    proxy: ctx.amazon.proxy,
  })
  try {
    return await work(queue)
  } finally {
    queue.close()
  }
}
