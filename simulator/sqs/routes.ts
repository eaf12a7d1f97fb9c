import { createHash, randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { type Answer, type Call, headerOf } from '../call.ts'
import { queueRegion } from '../hosts.ts'
import { type Bindings, route } from '../route.ts'
import type { Application, QueueMessage } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { createInFlight, type InFlight } from './in-flight.ts'

/** The owner of every simulated queue. */
const account = '444455556666'

/** The URL of an application's own queue, which exists once the application is enrolled for rotation. */
export function queueUrlOf({ applicationId }: Pick<Application, 'applicationId'>): string {
  return `https://sqs.${queueRegion}.amazonaws.com/${account}/${queueNameOf(applicationId)}`
}

/** Names of queues have letters, digits, hyphens and underscores, and at most 80 of them. */
const queueNameOf = (applicationId: string) => applicationId.replaceAll(/[^\w-]/g, '-').slice(0, 80)

/**
 * Amazon SQS, as far as a reader of notifications needs it, in its JSON protocol:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 * Signatures are required, but not verified: the simulator knows no AWS keys.
 */
export function sqsRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  const inFlight = createInFlight(Date.now)
  routes.all(
    '*',
    route(world, {
      at: 'queue',
      read: readAction,
      answer: (call, action) => answerAction(world, inFlight, call, action),
    }),
  )
  return routes
}

interface Action {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

function readAction(call: Call): Action | null {
  const name = /^AmazonSQS\.(\w+)$/.exec(headerOf(call, 'x-amz-target') ?? '')?.[1]
  try {
    const input: unknown = JSON.parse(call.body)
    if (name === undefined || typeof input !== 'object' || input === null) return null
    return { name, input: input as Action['input'] }
  } catch {
    return null
  }
}

function answerAction(world: World, inFlight: InFlight, call: Call, action: Action | null): Answer {
  if (action === null) return refuse(400, 'com.amazon.coral.service#UnknownOperationException')
  if (!/^AWS4-HMAC-SHA256 Credential=/.test(headerOf(call, 'authorization') ?? '')) {
    return refuse(
      403,
      'com.amazon.coral.service#MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
    )
  }
  const application = world.applications
    .all()
    .find((each) => each.enrolledForRotation && queueUrlOf(each) === action.input.QueueUrl)
  if (application === undefined) {
    return refuse(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.', {
      'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender',
    })
  }
  if (action.name === 'ReceiveMessage') return receive(inFlight, application, action.input)
  if (action.name === 'DeleteMessage') {
    const id = inFlight.messageOf(String(action.input.ReceiptHandle))
    if (id !== null) world.applications.unqueue(application, id)
    return succeed({})
  }
  if (action.name === 'ChangeMessageVisibility') {
    inFlight.hide(String(action.input.ReceiptHandle), Number(action.input.VisibilityTimeout))
    return succeed({})
  }
  if (action.name === 'GetQueueAttributes') return succeed({ Attributes: attributesOf(application) })
  return refuse(400, 'com.amazonaws.sqs#UnsupportedOperation', `The simulator has no ${action.name}.`)
}

/** Never waits: long polling may end early. */
function receive(inFlight: InFlight, { queue }: Application, input: Action['input']): Answer {
  const most = Number(input.MaxNumberOfMessages ?? 1)
  const hiddenSeconds = Number(input.VisibilityTimeout ?? 30)
  const messages = queue
    .filter(({ notificationMetadata: { notificationId } }) => inFlight.isVisible(notificationId))
    .slice(0, most)
  return succeed(messages.length === 0 ? {} : { Messages: messages.map(toWire) })

  function toWire(message: QueueMessage) {
    const { notificationId } = message.notificationMetadata
    const body = JSON.stringify(message)
    return {
      MessageId: notificationId,
      ReceiptHandle: inFlight.hand(notificationId, hiddenSeconds),
      MD5OfBody: createHash('md5').update(body).digest('hex'),
      Body: body,
    }
  }
}

function attributesOf({ applicationId, queuePolicyAllows }: Application) {
  const arn = `arn:aws:sqs:${queueRegion}:${account}:${queueNameOf(applicationId)}`
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: queuePolicyAllows.map((id) => `arn:aws:iam::${id}:root`) },
        Action: ['SQS:SendMessage', 'SQS:GetQueueAttributes'],
        Resource: arn,
      },
    ],
  }
  return { QueueArn: arn, ...(queuePolicyAllows.length > 0 && { Policy: JSON.stringify(policy) }) }
}

const headers = () => ({
  'Content-Type': 'application/x-amz-json-1.0',
  'x-amzn-RequestId': randomUUID(),
})

const succeed = (value: object): Answer => ({ status: 200, headers: headers(), body: JSON.stringify(value) })

function refuse(status: number, type: string, message = '', more: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { ...headers(), ...more },
    body: JSON.stringify({ __type: type, message }),
    reason: message,
  }
}
