import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Answer } from '../call.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { ok } from './replies.ts'
import { sandboxDestination } from './sandbox-examples.ts'

const sqs = z.strictObject({
  arn: z
    .string()
    .max(1000)
    .regex(/^arn:aws:sqs:\S+:\S+:\S+/),
})
const eventBridge = z.strictObject({ region: z.string().min(1), accountId: z.string().regex(/^\d{12}$/) })

const requestShape = z.object({
  name: z.string().min(1).max(256),
  resourceSpecification: z.union([z.strictObject({ sqs }), z.strictObject({ eventBridge })]),
})

export function createDestination({ world, application, host, body }: OperationCall): Answer {
  const parsed = requestShape.safeParse(body)
  if (!parsed.success) return refuseApi('S12', 'name or resourceSpecification is missing or wrong')
  if (host.sandbox) return ok({ payload: sandboxDestination })
  const { name, resourceSpecification } = parsed.data
  const resource =
    'sqs' in resourceSpecification
      ? resourceSpecification
      : {
          eventBridge: {
            name: `aws.partner/sellingpartnerapi.amazon.com/${application.applicationId}`,
            ...resourceSpecification.eventBridge,
          },
        }
  const destination = { resource, destinationId: randomUUID(), name }
  return world.notifications.addDestination(application.applicationId, destination)
    ? ok({ payload: destination })
    : refuseApi('conflict', 'this queue is a destination already, or there are a thousand')
}

export function getDestinations({ world, application, host }: OperationCall): Answer {
  const payload = host.sandbox
    ? [sandboxDestination]
    : world.notifications.destinations(application.applicationId)
  return ok({ payload })
}

export function getDestination({ world, application, host, parameter }: OperationCall): Answer {
  if (host.sandbox) return ok({ payload: sandboxDestination })
  const id = parameter('destinationId')
  const destination = world.notifications
    .destinations(application.applicationId)
    .find((each) => each.destinationId === id)
  return destination === undefined
    ? refuseApi('S14', 'the application has no such destination')
    : ok({ payload: destination })
}

export function deleteDestination({ world, application, host, parameter }: OperationCall): Answer {
  if (host.sandbox) return ok({})
  return world.notifications.removeDestination(application.applicationId, parameter('destinationId'))
    ? ok({})
    : refuseApi('S14', 'the application has no such destination')
}
