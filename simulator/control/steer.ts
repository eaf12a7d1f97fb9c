import { secretExpiryMessage } from '../world/queue-messages.ts'
import type { Application, Authorization } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

function take(world: World, id: string): Authorization {
  const authorization = world.authorizations.find(id)
  if (authorization === null) throw new RangeError(`There is no authorization ${id}.`)
  return authorization
}

export function disableAuthorization(world: World, id: string): void {
  world.authorizations.disable(take(world, id))
}

export function enableAuthorization(world: World, id: string): void {
  world.authorizations.restore(take(world, id))
}

export function lapseAuthorization(world: World, id: string): void {
  world.authorizations.lapse(take(world, id))
}

export function lockApplication(world: World, applicationId: string): Application {
  const application = world.applications.find(applicationId)
  if (application === null) throw new RangeError(`There is no application ${applicationId}.`)
  return application
}

export function announceSecretExpiry(world: World, applicationId: string): void {
  const application = lockApplication(world, applicationId)
  world.applications.notify(application, secretExpiryMessage(application, world.clock.now()))
}
