import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Answer } from '../call.ts'
import type { Subscription } from '../world/notifications.ts'
import { refuseApi } from './errors.ts'
import type { OperationCall } from './operation.ts'
import { ok } from './replies.ts'
import { sandboxSubscription } from './sandbox-examples.ts'
import { deniedType, rolesOfNotificationTypes } from './types-of-roles.ts'

const requestShape = z.object({
  payloadVersion: z.string().min(1).max(20),
  destinationId: z.string().min(1).max(200),
})

const wire = ({ subscriptionId, payloadVersion, destinationId }: Subscription) => ({
  subscriptionId,
  payloadVersion,
  destinationId,
})

export function createSubscription(request: OperationCall): Answer {
  const { world, application, caller, host, parameter, body } = request
  const parsed = requestShape.safeParse(body)
  if (!parsed.success) return refuseApi('S12', 'payloadVersion or destinationId is missing')
  if (host.sandbox) return ok({ payload: sandboxSubscription })
  if (caller === null) return refuseApi('S6', 'no seller')
  const denied = refuseType(request)
  if (denied !== null) return denied
  const known = world.notifications
    .destinations(application.applicationId)
    .some(({ destinationId }) => destinationId === parsed.data.destinationId)
  if (!known) return refuseApi('S12', 'the application has no such destination')
  const subscription: Subscription = {
    ...parsed.data,
    subscriptionId: randomUUID(),
    applicationId: application.applicationId,
    authorizationId: caller.grant.authorization.id,
    notificationType: parameter('notificationType'),
  }
  return world.notifications.subscribe(subscription)
    ? ok({ payload: wire(subscription) })
    : refuseApi('conflict', 'the seller is subscribed to this type already')
}

/** Some types need a role of their own. */
function refuseType(request: OperationCall): Answer | null {
  const denied = deniedType(request, [request.parameter('notificationType')], rolesOfNotificationTypes)
  return denied === undefined ? null : refuseApi('S6', `the authorization lacks a role for ${denied}`)
}

export function getSubscription(request: OperationCall): Answer {
  const { world, caller, host, parameter } = request
  if (host.sandbox) return ok({ payload: sandboxSubscription })
  const denied = refuseType(request)
  if (denied !== null) return denied
  const subscription = world.notifications
    .subscriptions()
    .find(
      ({ authorizationId, notificationType }) =>
        authorizationId === caller?.grant.authorization.id &&
        notificationType === parameter('notificationType'),
    )
  return subscription === undefined
    ? refuseApi('S14', 'the seller is not subscribed to this type')
    : ok({ payload: wire(subscription) })
}

export function getSubscriptionById(request: OperationCall): Answer {
  if (request.host.sandbox) return ok({ payload: sandboxSubscription })
  const subscription = byId(request)
  return subscription === null
    ? refuseApi('S14', 'the application has no such subscription')
    : ok({ payload: wire(subscription) })
}

export function deleteSubscriptionById(request: OperationCall): Answer {
  if (request.host.sandbox) return ok({})
  const subscription = byId(request)
  if (subscription === null) return refuseApi('S14', 'the application has no such subscription')
  request.world.notifications.unsubscribe(subscription.subscriptionId)
  return ok({})
}

export function sendTestNotification(): Answer {
  return ok({})
}

function byId({ world, application, parameter }: OperationCall): Subscription | null {
  return (
    world.notifications
      .subscriptions()
      .find(
        ({ applicationId, subscriptionId, notificationType }) =>
          applicationId === application.applicationId &&
          subscriptionId === parameter('subscriptionId') &&
          notificationType === parameter('notificationType'),
      ) ?? null
  )
}
