import { defineApplication } from '#lib/applications/define.ts'
import { Secret } from '#lib/secret.ts'
import type { AmazonWorld } from './renew-at-amazon.ts'

const dayMs = 86_400_000
/** Amazon ends a client secret after 180 days; the company creates a new one in time. */
const rotateEveryDays = 100

/** Days pass at Amazon and here, and the company's secret is kept fresh meanwhile. */
export async function passDays(world: AmazonWorld, days: number): Promise<void> {
  for (let left = days; left > 0; left -= rotateEveryDays) {
    world.passMs(Math.min(left, rotateEveryDays) * dayMs)
    const [application] = world.simulator.applications()
    if (application === undefined) throw new Error('the simulator has no application')
    const { value } = world.simulator.rotateSecret(application.applicationId)
    await defineApplication(world.system, {
      spApiApplicationId: application.applicationId,
      status: application.status,
      lwaClientId: application.lwaClientId,
      lwaClientSecret: new Secret(value),
      tokenEndpoint: 'https://api.amazon.com/auth/o2/token',
    })
  }
  await world.settle()
}
