import type { Authorization } from '../world/shapes.ts'
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
  take(world, id).state = 'lapsed'
}
