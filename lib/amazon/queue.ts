import type { SQSClient } from '@aws-sdk/client-sqs'
import { createProxyAgent, type ProxySettings } from '../http.ts'
import type { Secret } from '../secret.ts'
import type { Origins } from './origins.ts'

export interface QueueMessage {
  readonly body: string
  readonly receiptHandle: string
}

/** The Amazon SQS queue that Amazon sends notifications to. Its methods throw `QueueError`. */
export interface NotificationQueue {
  /** At most ten messages; none if there are none. Each stays hidden from other readers for 20 seconds. */
  receive(): Promise<readonly QueueMessage[]>
  delete(message: QueueMessage): Promise<void>
  /** Makes a message visible to other readers again. */
  release(message: QueueMessage): Promise<void>
  /** Whether the queue's policy names Amazon's account as a sender. */
  allowsAmazon(): Promise<boolean>
  close(): void
}

export interface QueueSettings {
  readonly url: string
  /** Null: as the AWS SDK finds them in the environment. */
  readonly credentials: { readonly accessKeyId: string; readonly secret: Secret } | null
  /** Null: asked directly. */
  readonly proxy: ProxySettings | null
}

/** The queue can't be read. The message holds AWS's own name of the error, and no content. */
export class QueueError extends Error {
  readonly code = 'queue_unreadable'
}

/**
 * The AWS account that sends Amazon's notifications, which a queue's policy has to allow.
 * https://github.com/amzn/selling-partner-api-samples/blob/main/use-cases/lwa-rotation/docs/DEPLOYMENT.md
 */
const amazonAccount = '437568002678'
const hiddenSeconds = 20
const timeoutMs = 10_000

const urlShape =
  /^https:\/\/sqs\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}(\.fifo)?$/

/** Whether it is the address of a queue, such as `https://sqs.us-east-1.amazonaws.com/444455556666/secrets`. */
export function isQueueUrl(url: string): boolean {
  return urlShape.test(url)
}

/** Throws `QueueError` if the AWS SDK, an optional dependency, isn't installed. */
export async function openQueue(
  origins: Origins,
  { url, credentials, proxy }: QueueSettings,
): Promise<NotificationQueue> {
  const sdk = await import(/* turbopackIgnore: true */ '@aws-sdk/client-sqs').catch(() => {
    throw new QueueError('@aws-sdk/client-sqs is not installed')
  })
  const { origin } = new URL(url)
  const client: SQSClient = new sdk.SQSClient({
    region: urlShape.exec(url)?.[1] ?? 'us-east-1',
    endpoint: origins.toReachableUrl(origin),
    useQueueUrlAsEndpoint: false,
    maxAttempts: 2,
    ...(proxy !== null && { requestHandler: { httpsAgent: createProxyAgent(proxy) } }),
    ...(credentials !== null && {
      credentials: {
        accessKeyId: credentials.accessKeyId,
        secretAccessKey: credentials.secret.expose(),
      },
    }),
  })

  /** AWS's errors may quote the request, so their messages are dropped. */
  async function ask<T>(send: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await send(AbortSignal.timeout(timeoutMs))
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown error'
      throw new QueueError(/^\w{1,80}$/.test(name) ? name : 'unknown error')
    }
  }

  return {
    receive: async () => {
      const command = new sdk.ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: 1,
      })
      const { Messages = [] } = await ask((abortSignal) => client.send(command, { abortSignal }))
      return Messages.map(({ Body: body = '', ReceiptHandle: receiptHandle = '' }) => ({
        body,
        receiptHandle,
      }))
    },
    delete: async ({ receiptHandle }) => {
      const command = new sdk.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receiptHandle })
      await ask((abortSignal) => client.send(command, { abortSignal }))
    },
    release: async ({ receiptHandle }) => {
      const command = new sdk.ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      })
      await ask((abortSignal) => client.send(command, { abortSignal }))
    },
    allowsAmazon: async () => {
      const command = new sdk.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['Policy'] })
      const { Attributes } = await ask((abortSignal) => client.send(command, { abortSignal }))
      return allowsSender(Attributes?.Policy ?? '', amazonAccount)
    },
    close: () => client.destroy(),
  }
}

interface Statement {
  readonly Effect?: string
  readonly Principal?: string | { readonly AWS?: string | readonly string[] }
  readonly Action?: string | readonly string[]
}

/** Whether a policy of SQS allows an account to send. Conditions are ignored. */
export function allowsSender(policy: string, accountId: string): boolean {
  try {
    const { Statement: statements = [] } = JSON.parse(policy) as {
      readonly Statement?: Statement | Statement[]
    }
    return [statements].flat().some(({ Effect, Principal, Action }) => {
      const principals = typeof Principal === 'string' ? [Principal] : [Principal?.AWS ?? []].flat()
      const actions = [Action ?? []].flat().map((action) => action.toLowerCase())
      return (
        Effect === 'Allow' &&
        principals.some(
          (each) => each === '*' || each === accountId || each === `arn:aws:iam::${accountId}:root`,
        ) &&
        actions.some((action) => ['*', 'sqs:*', 'sqs:sendmessage'].includes(action))
      )
    })
  } catch {
    return false
  }
}

export function isQueueError(error: unknown): error is QueueError {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'queue_unreadable'
}
