export interface Destination {
  readonly destinationId: string
  readonly name: string
  readonly resource: object
}

export interface Subscription {
  readonly subscriptionId: string
  readonly applicationId: string
  readonly authorizationId: string
  readonly notificationType: string
  readonly payloadVersion: string
  readonly destinationId: string
}

export interface Notifications {
  destinations(applicationId: string): readonly Destination[]
  /** False when the same resource already exists, or there are too many. */
  addDestination(applicationId: string, destination: Destination): boolean
  removeDestination(applicationId: string, destinationId: string): boolean
  subscriptions(): readonly Subscription[]
  /** False when the seller is already subscribed to this type. */
  subscribe(subscription: Subscription): boolean
  unsubscribe(subscriptionId: string): void
  records(): NotificationRecords
}

export interface NotificationRecords {
  /** By application id. */
  readonly destinations: readonly (readonly [string, readonly Destination[]])[]
  readonly subscriptions: readonly Subscription[]
}

const most = 1000

export function createNotifications(changed: () => void, kept: NotificationRecords): Notifications {
  const destinations = new Map(kept.destinations)
  const subscriptions = new Map(kept.subscriptions.map((each) => [each.subscriptionId, each]))
  const of = (applicationId: string) => destinations.get(applicationId) ?? []
  return {
    destinations: of,
    addDestination(applicationId, destination) {
      const known = of(applicationId)
      const resource = JSON.stringify(destination.resource)
      if (known.length >= most || known.some((each) => JSON.stringify(each.resource) === resource))
        return false
      destinations.set(applicationId, [...known, destination])
      changed()
      return true
    },
    removeDestination(applicationId, destinationId) {
      const remaining = of(applicationId).filter((each) => each.destinationId !== destinationId)
      const removed = remaining.length < of(applicationId).length
      destinations.set(applicationId, remaining)
      changed()
      return removed
    },
    subscriptions: () => [...subscriptions.values()],
    subscribe(subscription) {
      const { authorizationId, notificationType } = subscription
      const known = [...subscriptions.values()].some(
        (each) => each.authorizationId === authorizationId && each.notificationType === notificationType,
      )
      if (known || subscriptions.size >= most) return false
      subscriptions.set(subscription.subscriptionId, subscription)
      changed()
      return true
    },
    unsubscribe: (subscriptionId) => {
      subscriptions.delete(subscriptionId)
      changed()
    },
    records: () => ({ destinations: [...destinations], subscriptions: [...subscriptions.values()] }),
  }
}
